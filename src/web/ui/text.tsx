import { Fragment, type ReactNode } from 'react'
import { classes } from './class-names.ts'

interface TextProps {
  children: ReactNode
  className?: string | undefined
  lang?: string | undefined
  id?: string | undefined
}

const phrased = (phrases: readonly string[]) =>
  phrases.map((phrase, index) => (
    // Phrases of one title never change places. The space stands outside: at the end of an inline block it would vanish.
    // oxlint-disable-next-line react/no-array-index-key
    <Fragment key={index}>
      <span className="pl-phrase">{phrase}</span>
      {index < phrases.length - 1 && /[\w.,)]$/.test(phrase) ? ' ' : ''}
    </Fragment>
  ))

/**
 * The page's title. Titles are stored with break hints: a `|` in the text, or `phrases`, marks where a line may break.
 */
export const H1 = ({
  children,
  phrases,
  className,
  lang,
  id,
  size = 'page',
}: Partial<TextProps> & { phrases?: readonly string[]; size?: 'page' | 'desk' }) => {
  const parts = phrases ?? (typeof children === 'string' && children.includes('|') ? children.split('|') : undefined)
  return (
    <h1 className={classes(size === 'page' ? 'pl-h1' : 'pl-h2', className)} lang={lang} id={id} tabIndex={-1}>
      {parts ? phrased(parts) : children}
    </h1>
  )
}
export const H2 = ({ children, className, lang, id }: TextProps) => (
  <h2 className={classes('pl-h2', className)} lang={lang} id={id}>
    {children}
  </h2>
)
export const H3 = ({ children, className, lang, id }: TextProps) => (
  <h3 className={classes('pl-h3', className)} lang={lang} id={id}>
    {children}
  </h3>
)
export const H4 = ({ children, className, lang, id }: TextProps) => (
  <h4 className={classes('pl-h4', className)} lang={lang} id={id}>
    {children}
  </h4>
)
export const Lead = ({ children, className, lang }: TextProps) => (
  <p className={classes('pl-lead', className)} lang={lang}>
    {children}
  </p>
)
export const P = ({ children, className, lang }: TextProps) => (
  <p className={className} lang={lang}>
    {children}
  </p>
)
/** What people read or hand in: the serif face in English, the larger sans in Chinese. */
export const Reading = ({ children, className, lang }: TextProps) => (
  <div className={classes('pl-reading', className)} lang={lang}>
    {children}
  </div>
)
export const Muted = ({ children, className, size }: TextProps & { size?: 12 | 13 }) => (
  <span className={classes('pl-muted', size === 12 ? 'pl-tiny' : size === 13 && 'pl-small', className)}>
    {children}
  </span>
)
export const Secondary = ({ children, className, size }: TextProps & { size?: 13 }) => (
  <span className={classes('pl-secondary', size === 13 && 'pl-small', className)}>{children}</span>
)
/** Code, blind codes, hashes, entry numbers. */
export const Mono = ({ children, className }: TextProps) => (
  <span className={classes('pl-mono', className)}>{children}</span>
)
export const Strong = ({ children }: { children: ReactNode }) => <strong>{children}</strong>
export const Tone = ({ kind, children }: { kind: 'ok' | 'warn' | 'bad' | 'info'; children: ReactNode }) => (
  <span className={`pl-tone-${kind}`}>{children}</span>
)
/** A run in the other language gets its own leading and face. */
export const ForeignText = ({ lang, children }: { lang: 'zh-CN' | 'en'; children: ReactNode }) => (
  <span lang={lang}>{children}</span>
)
/** For screen readers only. */
export const Hidden = ({ children }: { children: ReactNode }) => <span className="pl-hidden">{children}</span>

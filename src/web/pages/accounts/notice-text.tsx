import { PageHead, Section, Wrap } from '../../ui/layout.tsx'
import { useText } from './text.ts'

/** A text people agree to: numbered parts of the catalogue, `<name>.1.title` and `.body` (paragraphs by line). */
export const NoticeText = ({ name }: { name: 'termsText' | 'privacyText' }) => {
  const t = useText()
  const parts: { title: string; body: string }[] = []
  for (let index = 1; ; index++) {
    const title = t.maybe(`${name}.${String(index)}.title`)
    if (!title) break
    parts.push({ title, body: t.maybe(`${name}.${String(index)}.body`) ?? '' })
  }
  return (
    <Wrap>
      <PageHead title={t(`${name}.title`)} note={t(`${name}.version`)} />
      {parts.map(part => (
        <Section key={part.title} title={part.title}>
          {part.body.split('\n').map(line => (
            <p key={line} className="pl-reading accounts-prose">
              {line}
            </p>
          ))}
        </Section>
      ))}
    </Wrap>
  )
}

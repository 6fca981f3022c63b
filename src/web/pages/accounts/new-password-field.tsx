import { classes } from '../../ui/class-names.ts'
import { PasswordField } from '../../ui/field.tsx'
import { useText } from './text.ts'

/** The server's rule, told before it is asked. */
export const leastLength = 10

/** Length is what counts: a step at 10, 14, 18 and 24 characters. */
const stepsOf = (password: string): number =>
  [10, 14, 18, 24].filter(step => Array.from(password).length >= step).length

/** A password being chosen, with its strength drawn below as it grows. */
export const NewPasswordField = (props: {
  name: string
  value: string
  onChange: (value: string) => void
  onBlur?: () => void
  error?: string | undefined
  label?: string
}) => {
  const t = useText()
  const steps = stepsOf(props.value)
  const length = Array.from(props.value).length
  const help = (
    <>
      <span className="accounts-meter" role="img" aria-label={t('password.steps', { steps })}>
        {[1, 2, 3, 4].map(step => (
          <i key={step} className={classes(step <= steps && 'is-on')} />
        ))}
      </span>
      {length === 0
        ? t('password.advice')
        : length < leastLength
          ? t('password.more', { count: leastLength - length })
          : t('password.length', { count: length })}
    </>
  )
  return (
    <PasswordField
      {...props}
      label={props.label ?? t('field.password')}
      hint={t('password.hint', { least: leastLength })}
      autoComplete="new-password"
      help={<span style={{ flex: 1 }}>{help}</span>}
    />
  )
}

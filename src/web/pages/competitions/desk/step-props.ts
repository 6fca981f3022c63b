/** What every step of the wizard is given. */
export interface StepProps<Value> {
  value: Value
  onChange: (value: Value) => void
  /** The sentence for one place of the section that the server refused. */
  errorAt: (path: string) => string | undefined
}

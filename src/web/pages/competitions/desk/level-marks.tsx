import { useText } from './words.ts'

/** The marks of one panel as an answer card: filled ones count, struck ones are dropped. */
export const LevelMarks = ({
  figures,
  result,
}: {
  figures: readonly { value: string; dropped: boolean }[]
  result: string
}) => {
  const t = useText()
  return (
    <p className="level-marks">
      <span className="pl-small pl-muted">{t('example.counted')}</span>
      {figures.map((figure, index) => (
        // Judges stand in their order.
        // oxlint-disable-next-line react/no-array-index-key
        <b key={index} className={figure.dropped ? 'is-dropped' : undefined}>
          {figure.value}
        </b>
      ))}
      <span>→ {result}</span>
    </p>
  )
}

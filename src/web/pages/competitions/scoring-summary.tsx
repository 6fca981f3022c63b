import { useSite } from '../../site.tsx'
import { RuledTable } from '../../ui/table.tsx'
import { H4, Muted } from '../../ui/text.tsx'
import { labelIn, namedIn, type ScoringOutline, scoringOutline } from './scoring-outline.ts'
import { useText } from './words.ts'

/** What is scored, by whom, what is dropped and how ties are decided, from the rule set as data. */
export const ScoringSummary = ({
  scoring,
  stages,
}: {
  scoring: Record<string, unknown>
  stages: readonly { code: string; name: { 'zh-CN': string; en: string } }[]
}) => {
  const t = useText()
  const { locale } = useSite()
  const rules = scoringOutline(scoring)
  if (!rules) return <p className="pl-secondary">{t('scoring.unreadable')}</p>
  const several = rules.segments.length > 1
  return (
    <div className="competition-scoring">
      {rules.segments.map(segment => {
        const stage = stages.find(one => one.code === segment.id)
        return (
          <div key={segment.id}>
            {several && (
              <H4>
                {labelIn(segment.label, locale, stage ? stage.name[locale] : segment.id)}
                {segment.weight !== undefined && segment.weight !== 1 && (
                  <Muted size={13}> {t('scoring.weight', { weight: String(segment.weight) })}</Muted>
                )}
              </H4>
            )}
            <RuledTable caption={t('scoring.title')}>
              <thead>
                <tr>
                  <th scope="col">{t('scoring.aspect')}</th>
                  <th scope="col">{t('scoring.how')}</th>
                  <th scope="col" className="is-right">
                    {t('scoring.max')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {segment.criteria.flatMap(criterion => {
                  const name = labelIn(criterion.label, locale, criterion.id)
                  return criterion.aspects.map((aspect, index) => (
                    <tr key={`${criterion.id} ${aspect.id}`}>
                      <th scope="row">
                        {labelIn(aspect.label, locale, aspect.id)}
                        {index === 0 && criterion.aspects.length > 1 && <Muted size={13}> {name}</Muted>}
                      </th>
                      <td className="pl-secondary">
                        {aspect.kind === 'measured'
                          ? t('scoring.measured')
                          : aspect.levels
                            ? t('scoring.levels', { count: aspect.levels.length })
                            : t('scoring.judged')}
                      </td>
                      <td className="is-right">{aspect.max ?? '—'}</td>
                    </tr>
                  ))
                })}
              </tbody>
            </RuledTable>
          </div>
        )
      })}
      <Panels rules={rules} />
      <TieBreaks rules={rules} />
    </div>
  )
}

const Panels = ({ rules }: { rules: ScoringOutline }) => {
  const t = useText()
  const lines = Object.values(rules.panels).map(panel => {
    const trim = panel.trim
    const cut =
      trim === undefined
        ? undefined
        : 'bySize' in trim
          ? trim.bySize.map(one => t('scoring.trimFrom', { from: one.from, high: one.high, low: one.low })).join(' ')
          : trim.high + trim.low > 0
            ? t('scoring.trim', { high: trim.high, low: trim.low })
            : undefined
    const round =
      panel.round && panel.round.decimals !== undefined && panel.round.mode !== 'none'
        ? t('scoring.round', {
            decimals: panel.round.decimals,
            mode: t.maybe(`scoring.modes.${panel.round.mode}`) ?? panel.round.mode,
          })
        : undefined
    return [panel.size ? t('scoring.size', { count: panel.size }) : undefined, cut, round].filter(Boolean).join(' ')
  })
  const told = lines.filter(line => line !== '')
  if (told.length === 0) return null
  return (
    <ul className="competition-rule-lines">
      {told.map(line => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

const TieBreaks = ({ rules }: { rules: ScoringOutline }) => {
  const t = useText()
  const { locale } = useSite()
  const steps = rules.ranking?.tieBreaks ?? []
  if (steps.length === 0) return null
  return (
    <>
      <H4>{t('scoring.ties')}</H4>
      <ol className="competition-ties">
        {steps.map((step, index) => {
          const id = step.criterion ?? step.aspect ?? step.segment
          return (
            // The chain is an order; its members may repeat.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index}>
              {id
                ? t('scoring.tieHigher', { name: namedIn(rules, id, locale) })
                : (t.maybe(`scoring.tie.${step.by}`) ?? step.by)}
            </li>
          )
        })}
      </ol>
    </>
  )
}

import { useSite } from '../../site.tsx'
import { RuledTable } from '../../ui/table.tsx'
import { H4, Muted } from '../../ui/text.tsx'
import { type PanelOutline, scoringOutline } from './scoring-outline.ts'
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
  const rules = scoringOutline(scoring, locale)
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
                {stage ? stage.name[locale] : segment.name}
                {segment.weight !== undefined && segment.weight !== '1' && (
                  <Muted size={13}> {t('scoring.weight', { weight: segment.weight })}</Muted>
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
                {segment.criteria.flatMap(criterion =>
                  criterion.aspects.map((aspect, index) => (
                    <tr key={`${criterion.id} ${aspect.id}`}>
                      <th scope="row">
                        {aspect.name}
                        {index === 0 && criterion.aspects.length > 1 && <Muted size={13}> {criterion.name}</Muted>}
                      </th>
                      <td className="pl-secondary">
                        {aspect.kind === 'measured'
                          ? t('scoring.measured')
                          : aspect.levels > 0
                            ? t('scoring.levels', { count: aspect.levels })
                            : t('scoring.judged')}
                      </td>
                      <td className="is-right">{aspect.max ?? '—'}</td>
                    </tr>
                  )),
                )}
              </tbody>
            </RuledTable>
          </div>
        )
      })}
      <Panels panels={rules.panels} />
      {rules.ties.length > 0 && (
        <>
          <H4>{t('scoring.ties')}</H4>
          <ol className="competition-ties">
            {rules.ties.map((step, index) => (
              // The chain is an order; its members may repeat.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={index}>
                {step.name === undefined
                  ? (t.maybe(`scoring.tie.${step.by}`) ?? step.by)
                  : t('scoring.tieHigher', { name: step.name })}
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  )
}

const Panels = ({ panels }: { panels: readonly PanelOutline[] }) => {
  const t = useText()
  const lines = panels.map(panel =>
    [
      panel.size === undefined ? undefined : t('scoring.size', { count: panel.size }),
      ...panel.trims.map(({ from, high, low }) =>
        from > 0 ? t('scoring.trimFrom', { from, high, low }) : t('scoring.trim', { high, low }),
      ),
      panel.rounding &&
        t('scoring.round', {
          decimals: panel.rounding.decimals,
          mode: t.maybe(`scoring.modes.${panel.rounding.mode}`) ?? panel.rounding.mode,
        }),
    ]
      .filter(Boolean)
      .join(' '),
  )
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

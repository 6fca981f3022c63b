import { useFormat } from '../../i18n/use-format.ts'
import { Button } from '../../ui/button.tsx'
import { H3, Mono } from '../../ui/text.tsx'
import { RuledTable } from '../../ui/table.tsx'
import type { Run } from './desk-types.ts'
import { useText } from './text.ts'

/** Every computation, newest first: what it was of, what became of it, and a comparison with the newest. */
export const Runs = ({
  runs,
  newest,
  compareTo,
  onCompare,
}: {
  runs: readonly Run[]
  newest: string | undefined
  compareTo: string
  onCompare: (runId: string) => void
}) => {
  const t = useText()
  const format = useFormat()
  if (runs.length === 0) return null
  return (
    <section className="standings-desk-block">
      <H3>{t('runs.title')}</H3>
      <RuledTable caption={t('runs.title')} dense>
        <thead>
          <tr>
            <th scope="col">{t('runs.at')}</th>
            <th scope="col">{t('runs.state')}</th>
            <th scope="col" className="is-wide-only">
              {t('runs.rules')}
            </th>
            <th scope="col" className="is-wide-only">
              {t('runs.digest')}
            </th>
            <th scope="col">
              <span className="pl-hidden">{t('runs.compare')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map(run => (
            <tr key={run.id}>
              <td className="pl-nowrap">{format.dateTime(run.computedAt)}</td>
              <td>
                {t(`runStates.${run.state}`)}
                {run.withdrawnReason && <small className="standings-line">{format.pick(run.withdrawnReason)}</small>}
              </td>
              <td className="is-wide-only">v{run.rulesVersion}</td>
              <td className="is-wide-only">
                <Mono>{run.inputSha256.slice(0, 12)}</Mono>
              </td>
              <td className="is-right">
                {run.id !== newest && newest !== undefined && (
                  <Button
                    size="s"
                    variant="quiet"
                    pressed={compareTo === run.id}
                    onClick={() => onCompare(compareTo === run.id ? '' : run.id)}
                  >
                    {t(compareTo === run.id ? 'runs.stop' : 'runs.compare')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </RuledTable>
    </section>
  )
}

import { useState } from 'react'
import { readRun } from '../../../domains/standings/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useQueryOf } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { Segmented } from '../../ui/tabs.tsx'
import { SlopeTable } from '../../ui/ranking.tsx'
import { DeskTable } from './desk-table.tsx'
import { prizeEndingAt, winnersOf } from './board-types.ts'
import { type Desk, rankedOf } from './desk-types.ts'
import { shortFigure } from './label.ts'
import { ScoreDot, scoreRange } from './score-dot.tsx'
import { useText } from './text.ts'

/** The newest ranking, beside an earlier run when one is chosen: who moved, and where the prizes end. */
export const DeskRanking = ({
  desk,
  competitionId,
  compareTo,
}: {
  desk: Desk
  competitionId: string
  compareTo: string
}) => {
  const t = useText()
  const format = useFormat()
  const results = desk.results?.results ?? []
  const present = [...new Set(results.map(one => one.category))]
  const [chosen, setChosen] = useState(present[0] ?? '')
  const category = present.includes(chosen) ? chosen : (present[0] ?? '')
  const other = useQueryOf(readRun, { params: { competitionId, runId: compareTo } }, { enabled: compareTo !== '' })
  const rows = rankedOf(results, category)
  const before = new Map(
    rankedOf(other.data?.results.results ?? [], category).map((one, index) => [one.entry, index + 1]),
  )
  const compared = compareTo !== '' && before.size > 0
  const range = scoreRange(rows)
  const prizes = desk.prizes.filter(prize => prize.category === null || prize.category === category)
  const nameOf = (id: string): string => {
    const name = desk.categories.find(one => one.id === id)?.name
    return name ? format.pick(name) : id === '' ? t('desk.everybody') : id
  }
  return (
    <>
      {present.length > 1 && (
        <div className="standings-desk-tracks">
          <Segmented
            label={t('ranking.tracks')}
            value={category}
            onChange={setChosen}
            options={present.map(id => ({ value: id, label: nameOf(id) }))}
          />
        </div>
      )}
      <RefusalNote error={other.error} />
      {compared ? (
        <SlopeTable
          label={t('ranking.title')}
          methods={[
            { key: 'before', name: t('desk.before') },
            { key: 'now', name: t('desk.now') },
          ]}
          used="now"
          endWidth={156}
          heads={{
            rank: t('ranking.rank'),
            code: t('desk.entry'),
            name: t('ranking.who'),
            moved: t('desk.moved'),
            score: t('ranking.score'),
            end: t('ranking.scale', range),
          }}
          rows={rows.map((row, index) => {
            const place = index + 1
            const was = before.get(row.entry)
            const ended = prizeEndingAt(rows, index, prizes)
            const prize = ended === undefined ? undefined : prizes[ended]
            const known = desk.names[row.entry]
            const shared =
              row.rank === null ? (row.unranked ?? '') : row.rank === place ? '' : `= ${format.number(row.rank)}`
            return {
              key: row.entry,
              code: row.entry,
              name: (
                <>
                  {known?.name ?? row.name ?? row.entry}{' '}
                  <span className="pl-muted">
                    {known?.affiliation}
                    {shared && ` ${shared}`}
                  </span>
                </>
              ),
              ranks: [was ?? place, place],
              moved: was === undefined ? 0 : was - place,
              score: row.total === null ? '–' : shortFigure(row.total),
              tied: row.tie !== undefined,
              end: row.total === null ? null : <ScoreDot range={range} value={Number(row.total)} label={row.total} />,
              ...(prize
                ? { cut: t('ranking.cut', { prize: format.pick(prize.name), count: winnersOf(rows, prize) }) }
                : {}),
            }
          })}
        />
      ) : (
        <DeskTable rows={rows} names={desk.names} prizes={prizes} range={range} />
      )}
      <p className="pl-legend">
        <span>
          <i className="standings-key-dot" />
          {t('legend.dot')}
        </span>
        {rows.some(row => row.tie) && (
          <span>
            <i className="standings-key-tie" />
            {t('legend.tie')}
          </span>
        )}
        {compared && <span>{t('desk.legendMoved')}</span>}
      </p>
    </>
  )
}

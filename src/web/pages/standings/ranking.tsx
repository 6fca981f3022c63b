import { useEffect, useState } from 'react'
import { useFormat } from '../../i18n/use-format.ts'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { RankTable } from '../../ui/ranking.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { H2, Muted } from '../../ui/text.tsx'
import { type Board, prizeEndingAt, rowsOf, winnersOf } from './board-types.ts'
import { Distribution } from './distribution.tsx'
import { labelOf, shortFigure } from './label.ts'
import { ScoreDot, scoreRange } from './score-dot.tsx'
import { useText } from './text.ts'
import { Why } from './why.tsx'

const firstPage = 100

/** The ranking of one track; a row opens and explains every number in it. */
export const Ranking = ({ board, search }: { board: Board; search: Readonly<Record<string, string>> }) => {
  const t = useText()
  const format = useFormat()
  const { locale } = useSite()
  const [open, setOpen] = useState<string | undefined>(search['entry'])
  const [all, setAll] = useState(false)
  const asked = board.categories.find(one => one.id === search['track']) ?? board.categories[0]
  const [hashed, setHashed] = useState<string | undefined>(undefined)
  const ofHash = board.rows.find(row => row.entry === hashed)?.category
  const category = ofHash ?? asked?.id ?? board.rows[0]?.category ?? ''

  // A link from elsewhere names an entry behind the #, which only the browser knows.
  useEffect(() => {
    const entry = decodeURIComponent(location.hash.slice(1))
    if (entry === '' || !board.rows.some(row => row.entry === entry)) return
    // oxlint-disable-next-line react/set-state-in-effect
    setHashed(entry)
    setOpen(entry)
    setAll(true)
    requestAnimationFrame(() => document.querySelector('.pl-rank-row.is-open')?.scrollIntoView({ block: 'start' }))
  }, [board])

  const rows = rowsOf(board, category)
  const prizes = board.prizes.filter(prize => prize.category === null || prize.category === category)
  const one = board.segments.length === 1 ? board.segments[0] : undefined
  const columns = one
    ? one.criteria.map(criterion => ({ id: criterion.id, label: labelOf(criterion.label, locale, criterion.id) }))
    : board.segments.map(segment => ({ id: segment.id, label: labelOf(segment.label, locale, segment.id) }))
  const shown = columns.length <= 5 ? columns : []
  const figureAt = (row: (typeof rows)[number], id: string): string | undefined =>
    one
      ? row.segments[0]?.criteria.find(criterion => criterion.criterion === id)?.total
      : row.segments.find(segment => segment.segment === id)?.total
  const range = scoreRange(rows)
  const visible = all ? rows : rows.slice(0, firstPage)
  const home = `/competitions/${board.competition.slug}/results`
  return (
    <section className="standings-ranking" aria-labelledby="ranking">
      <header>
        <H2 id="ranking">{t('ranking.title')}</H2>
        <Muted size={13}>{t('ranking.note')}</Muted>
        <span className="pl-spacer" />
        {board.categories.length > 1 && (
          <Tabs
            label={t('ranking.tracks')}
            current={`${home}?track=${category}`}
            items={board.categories.map(track => ({
              to: `${home}?track=${track.id}`,
              label: format.pick(track.name),
              count: rowsOf(board, track.id).length,
            }))}
          />
        )}
      </header>
      <RankTable
        label={t('ranking.title')}
        columns={`${shown.map(() => 'minmax(56px, 88px)').join(' ')} 150px`}
        heads={{
          rank: t('ranking.rank'),
          name: t('ranking.who'),
          cells: [...shown.map(column => column.label), t('ranking.scale', range)],
          score: t('ranking.score'),
          why: t('ranking.why'),
        }}
        open={open}
        onOpen={key => {
          setOpen(key)
          history.replaceState(
            history.state,
            '',
            key ? `#${encodeURIComponent(key)}` : location.pathname + location.search,
          )
        }}
        rows={visible.map((row, index) => {
          const ended = prizeEndingAt(rows, index, prizes)
          const prize = ended === undefined ? undefined : prizes[ended]
          return {
            key: row.entry,
            rank: row.rank === null ? (row.unranked ?? '–') : format.number(row.rank),
            name: row.name,
            note: [row.affiliation, row.entry].filter(Boolean).join(' · '),
            cells: [
              ...shown.map(column => {
                const figure = figureAt(row, column.id)
                return (
                  <span key={column.id} className="pl-right standings-part">
                    {figure === undefined ? '–' : shortFigure(figure)}
                  </span>
                )
              }),
              row.total === null ? null : (
                <ScoreDot key="dot" range={range} value={Number(row.total)} label={row.total} />
              ),
            ],
            score: row.total === null ? '–' : shortFigure(row.total),
            tied: row.tied,
            why: <Why slug={board.competition.slug} row={row} />,
            ...(prize
              ? { award: t('ranking.cut', { prize: format.pick(prize.name), count: winnersOf(rows, prize) }) }
              : {}),
          }
        })}
      />
      <p className="pl-legend">
        <span>
          <i className="standings-key-dot" />
          {t('legend.dot')}
        </span>
        {rows.some(row => row.tied) && (
          <span>
            <i className="standings-key-tie" />
            {t('legend.tie')}
          </span>
        )}
      </p>
      {rows.length > visible.length && (
        <Button onClick={() => setAll(true)}>{t('ranking.all', { count: rows.length })}</Button>
      )}
      <Distribution rows={rows} prizes={prizes} />
    </section>
  )
}

import { sql } from 'kysely'
import { issueAwards } from '../domains/awards/certificates.ts'
import { grantAwards } from '../domains/awards/grant-awards.ts'
import { type Competition, competitionById, ruleSetAt, tracksOf } from '../domains/competitions/index.ts'
import { importEntries } from '../domains/entries/index.ts'
import { importPanelScores } from '../domains/judging/index.ts'
import { type ScoreRow, scoreRow, scoringRules } from '../domains/scoring/index.ts'
import { computeRun } from '../domains/standings/compute-run.ts'
import { finaliseRun, publishRun } from '../domains/standings/publish-run.ts'
import type { App } from '../kernel/app.ts'
import { standingClock } from '../kernel/clock.ts'
import type { Tx } from '../kernel/db.ts'
import { found, type Person } from '../kernel/policy.ts'
import { demoEntrant, demoFraction } from './demo-people.ts'

/** The same node at another moment: commands of the demonstration run when they would have been given. */
export function at(app: App, moment: Date): App {
  return { ...app, clock: standingClock(moment) }
}

async function setState(tx: Tx, competition: Competition, state: Competition['state']): Promise<Competition> {
  await sql`update competition set state = ${state} where id = ${competition.id}`.execute(tx)
  return found(await competitionById(tx, competition.id))
}

/** Confirmed entrants in every track; returns entry ids by number. */
export async function writeDemoEntrants(
  tx: Tx,
  competition: Competition,
  perTrack: number,
  from: number,
  by: Person,
  when: Date,
) {
  const tracks = await tracksOf(tx, competition.id)
  const drafts = (tracks.length > 0 ? tracks.map(track => track.id) : [null]).flatMap((trackId, track) =>
    Array.from({ length: perTrack }, (_, i) => {
      const { name, school } = demoEntrant(from + track * perTrack + i)
      return {
        number: String(track * perTrack + i + 1).padStart(4, '0'),
        entrantName: name,
        affiliation: school,
        trackId,
      }
    }),
  )
  return importEntries(tx, competition, drafts, by.id, when)
}

/** Marks of every kind a rule set asks for, drawn around each entrant's own strength. */
async function demoMarks(
  tx: Tx,
  competition: Competition,
  numbers: readonly string[],
  judges: number,
): Promise<ScoreRow[]> {
  const rules = scoringRules.parse(found(await ruleSetAt(tx, competition.id)).scoring)
  const rows: ScoreRow[] = []
  for (const [index, entry] of numbers.entries()) {
    const strength = 0.35 + 0.6 * demoFraction(index + 1)
    for (const segment of rules.segments)
      for (const criterion of segment.criteria)
        for (const aspect of criterion.aspects) {
          const common = { entry, segment: segment.id, aspect: aspect.id }
          const noise = (salt: number): number =>
            demoFraction(index * 977 + salt * 31 + aspect.id.length * 7 + aspect.id.charCodeAt(0))
          if (aspect.kind === 'measured') {
            const count = aspect.occurrences ? (segment.id === 'short' ? 7 : 12) : 1
            for (let i = 0; i < count; i++) {
              const max = aspect.range?.max === undefined ? 3 : Number(aspect.range.max)
              const value =
                aspect.base === 'none'
                  ? Math.round(max * Math.min(1, strength + 0.3 * (noise(i) - 0.5)))
                  : ((strength - 0.4 + noise(i) - 0.5) * 2).toFixed(2)
              rows.push(
                scoreRow({
                  ...common,
                  occurrence: aspect.occurrences ? String(i + 1) : '',
                  value: String(value),
                  base: aspect.base === 'none' ? '' : (2 + 6 * noise(i + 50)).toFixed(2),
                }),
              )
            }
            continue
          }
          const scale = rules.panels[aspect.panel]?.scale
          const [min, max, step] = [Number(scale?.min ?? 0), Number(scale?.max ?? 100), Number(scale?.step ?? 1)]
          for (let judge = 1; judge <= judges; judge++) {
            const share = Math.max(0, Math.min(1, strength + 0.25 * (noise(judge + 100) - 0.5)))
            const value = min + Math.round((share * (max - min)) / step) * step
            const multiplier = aspect.multiplier === 'none' ? '' : segment.id === 'free' ? '2.0' : '1.0'
            rows.push(scoreRow({ ...common, judge: `J${judge}`, value: String(value), multiplier }))
          }
        }
  }
  return rows
}

/** Scores, computes and publishes a whole competition; final with certificates when `finalAt` is given. */
export async function writeDemoResults(
  app: App,
  competition: Competition,
  by: Person,
  wish: {
    perTrack: number
    from: number
    judges: number
    judgedAt: Date
    publishedAt: Date
    finalAt?: Date
    holder?: Person
  },
): Promise<void> {
  const moment = (when: Date): App => at(app, when)
  await app.db.transaction(async tx => {
    const judging = await setState(tx, competition, 'judging')
    const ids = await writeDemoEntrants(tx, judging, wish.perTrack, wish.from, by, wish.judgedAt)
    const numbers = [...ids.keys()]
    await importPanelScores(tx, judging, await demoMarks(tx, judging, numbers, wish.judges), ids, wish.judgedAt)
    const { runId, mistakes } = await computeRun(tx, judging, by.id, wish.publishedAt)
    if (runId === null) throw new Error(`the demonstration's scores do not compute: ${mistakes[0]?.message}`)
    if (wish.holder) {
      const winner = await sql<{
        entry: string
      }>`select r->>'entry' as entry from result_run, jsonb_array_elements(results->'results') r
        where id = ${runId} order by (r->>'rank')::numeric, r->>'entry' limit 1`.execute(tx)
      await sql`update entry set person_id = ${wish.holder.id}
        where competition_id = ${competition.id} and number = ${winner.rows[0]?.entry}`.execute(tx)
    }
    await publishRun(tx, judging, runId, by, wish.publishedAt)
    if (!wish.finalAt) return
    const provisional = found(await competitionById(tx, competition.id))
    await finaliseRun(tx, provisional, runId, by, wish.finalAt)
    const final = found(await competitionById(tx, competition.id))
    await grantAwards(tx, final, runId, wish.finalAt)
    await issueAwards(moment(wish.finalAt), tx, final, { participation: true, by: by.id })
  })
}

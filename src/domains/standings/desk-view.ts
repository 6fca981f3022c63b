import type { z } from 'zod'
import type { Tx } from '../../kernel/db.ts'
import { Refusal } from '../../kernel/errors.ts'
import type { Person } from '../../kernel/policy.ts'
import { type Competition, entryCounts, prizesOf, ruleSetAt, tracksOf } from '../competitions/index.ts'
import { confirmedEntries } from '../entries/index.ts'
import { panelsOf } from '../judging/index.ts'
import { currentInput, type Input } from './compute-run.ts'
import type * as contract from './contract.ts'
import { objectionViews } from './objections.ts'
import { can } from './policy.ts'
import { figuresOf, objectionsOf, runsOf, runView } from './queries.ts'

/** Everything the results desk shows at once. */
export async function deskView(
  tx: Tx,
  competition: Competition,
  person: Person,
): Promise<z.infer<(typeof contract)['resultsDesk']['reply']>> {
  const runs = await runsOf(tx, competition.id)
  const newest = runs.find(run => ['computed', 'provisional', 'final'].includes(run.state))
  const set = await ruleSetAt(tx, competition.id, newest?.rulesVersion)
  const input = await inputOrNothing(tx, competition.id)
  const entries = await confirmedEntries(tx, competition.id)
  const panels = await panelsOf(tx, competition.id)
  const counts = (await entryCounts.get()(tx, [competition.id])).get(competition.id)
  const manage = can.manage(person, competition)
  const tracks = await tracksOf(tx, competition.id)
  const codeOf = new Map(tracks.map(track => [track.id, track.code]))
  return {
    title: competition.title,
    categories: tracks.map(track => ({ id: track.code, name: track.name })),
    prizes: (await prizesOf(tx, competition.id)).map(prize => ({
      category: prize.trackId === null ? null : (codeOf.get(prize.trackId) ?? null),
      name: prize.name,
      fromRank: prize.fromRank,
      toRank: prize.toRank,
    })),
    runs: runs.map(runView),
    rules: set?.scoring ?? null,
    results: newest ? (await figuresOf(tx, newest.id)).results : null,
    names: Object.fromEntries(
      entries.map(entry => [entry.number, { name: entry.entrantName, affiliation: entry.affiliation }]),
    ),
    panels: panels.map(panel => ({ id: panel.id, name: panel.name, segment: panel.segment, state: panel.state })),
    openSheets: input?.open ?? 0,
    stale: newest?.state === 'computed' && input !== null && input.sha256 !== newest.inputSha256,
    competitionState: competition.state,
    slug: competition.slug,
    objectionDays: set?.objectionDays ?? 0,
    entrants: counts?.confirmed ?? entries.length,
    objections: await objectionViews(tx, await objectionsOf(tx, competition.id)),
    can: {
      manage,
      compute: manage && input !== null && input.open === 0 && input.rows.length > 0 && newest?.state !== 'final',
      publish: manage && newest?.state === 'computed',
      finalise: manage && newest?.state === 'provisional',
      withdraw: manage && newest?.state === 'provisional',
    },
  }
}

/** The input for a computation, or null while the rules cannot be computed with. */
async function inputOrNothing(tx: Tx, competitionId: string): Promise<Input | null> {
  try {
    return await currentInput(tx, competitionId)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'
import { brokenConstraint } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { datedLines } from './schedule.ts'
import type { DraftContent, SectionName } from './sections.ts'

/** Writes one section of a draft into its tables. `competition.revision` and `updated_at` are the caller's. */
export const writeSection: {
  [S in SectionName]: (tx: Tx, competitionId: string, content: DraftContent[S]) => Promise<void>
} = {
  async basics(tx, id, { slug, title, summary, body, facts }) {
    try {
      await sql`update competition set slug = ${slug}, title = ${json(title)}, summary = ${json(summary)},
        body = ${json(body)}, facts = ${json(facts)} where id = ${id}`.execute(tx)
    } catch (error) {
      if (brokenConstraint(error) === 'competition_slug_key') throw slugTaken(slug)
      throw error
    }
  },

  async divisions(tx, id, { tracks, stages, eligibility }) {
    refuseRepeated(
      'tracks',
      tracks.map(track => track.code),
    )
    refuseRepeated(
      'stages',
      stages.map(stage => stage.code),
    )
    await sql`update prize set track_id = null where competition_id = ${id} and track_id in
      (select id from track where competition_id = ${id} and code <> all(${tracks.map(track => track.code)}))`.execute(
      tx,
    )
    await sql`delete from track where competition_id = ${id} and code <> all(${tracks.map(track => track.code)})`.execute(
      tx,
    )
    const trackRows = tracks.map((track, position) => ({ ...track, id: newId(), position }))
    await sql`insert into track (id, competition_id, code, position, name, about, places)
      select id, ${id}, code, position, name, about, places
      from jsonb_to_recordset(${json(trackRows)}) as r(id uuid, code text, position int, name jsonb, about jsonb, places int)
      on conflict (competition_id, code) do update set position = excluded.position, name = excluded.name,
        about = excluded.about, places = excluded.places`.execute(tx)
    await sql`delete from stage where competition_id = ${id} and code <> all(${stages.map(stage => stage.code)})`.execute(
      tx,
    )
    const stageRows = stages.map((stage, position) => ({ ...stage, id: newId(), position }))
    await sql`insert into stage (id, competition_id, code, position, name, about, kind, work, promotes)
      select id, ${id}, code, position, name, about, kind, nullif(work, 'null'), nullif(promotes, 'null')
      from jsonb_to_recordset(${json(stageRows)}) as r(id uuid, code text, position int, name jsonb, about jsonb, kind text,
        work jsonb, promotes jsonb)
      on conflict (competition_id, code) do update set position = excluded.position, name = excluded.name,
        about = excluded.about, kind = excluded.kind, work = excluded.work, promotes = excluded.promotes`.execute(tx)
    await sql`update competition set eligibility = ${json(eligibility)} where id = ${id}`.execute(tx)
  },

  async form(tx, id, { fields }) {
    await sql`insert into entry_form (competition_id, version, fields) values (${id}, 1, ${json(fields)})
      on conflict (competition_id, version) do update set fields = excluded.fields`.execute(tx)
  },

  async schedule(tx, id, schedule) {
    const dated = datedLines(schedule)
    if (!dated.ok)
      throw refuse(
        dated.mistakes[0]?.code === 'competitions.unknown-zone' ? 'competitions.unknown-zone' : 'kernel.invalid-input',
        { part: 'schedule' },
        dated.mistakes,
      )
    const entry = dated.lines.find(line => line.kind === 'entry')
    await sql`update competition set zone = ${schedule.zone}, opens_at = ${entry?.until ? entry.at : null},
      closes_at = ${entry?.until ?? null} where id = ${id}`.execute(tx)
    await sql`delete from competition_date where competition_id = ${id}`.execute(tx)
    const rows = dated.lines.map((line, position) => ({
      id: newId(),
      position,
      kind: line.kind,
      stage: line.stage,
      name: line.name,
      note: line.note,
      starts_at: line.at,
      ends_at: line.until,
    }))
    await sql`insert into competition_date (id, competition_id, position, kind, stage, name, note, starts_at, ends_at)
      select id, ${id}, position, kind, stage, nullif(name, 'null'), note, starts_at, ends_at
      from jsonb_to_recordset(${json(rows)}) as r(id uuid, position int, kind text, stage text, name jsonb, note jsonb,
        starts_at timestamptz, ends_at timestamptz)`.execute(tx)
  },

  async fee(tx, id, { fee, places, holdMinutes, payFirst, refund }) {
    await sql`update competition set fee_minor = ${BigInt(fee.minor)}, currency = ${fee.currency}, places = ${places},
      hold_minutes = ${holdMinutes}, pay_first = ${payFirst}, refund = ${json(refund)} where id = ${id}`.execute(tx)
    await sql`update prize set currency = ${fee.currency} where competition_id = ${id}`.execute(tx)
  },

  async rules(tx, id, { text, scoring, objectionDays }) {
    await sql`insert into rule_set (competition_id, version, text, scoring, objection_days)
      values (${id}, 1, ${json(text)}, ${json(scoring ?? {})}, ${objectionDays})
      on conflict (competition_id, version) do update set text = excluded.text, scoring = excluded.scoring,
        objection_days = excluded.objection_days`.execute(tx)
  },

  async prizes(tx, id, { judging, prizes, funding }) {
    await sql`update competition set judging = ${json(judging)}, funding = ${json(funding)} where id = ${id}`.execute(
      tx,
    )
    await sql`delete from prize where competition_id = ${id}`.execute(tx)
    const rows = prizes.map((prize, position) => ({
      id: newId(),
      position,
      track: prize.track,
      name: prize.name,
      from_rank: prize.fromRank,
      to_rank: prize.toRank,
      amount_minor: prize.amountMinor,
      extra: prize.extra,
    }))
    const inserted =
      await sql`insert into prize (id, competition_id, track_id, position, name, from_rank, to_rank, amount_minor, currency, extra)
      select r.id, ${id}, t.id, r.position, r.name, r.from_rank, r.to_rank, r.amount_minor, c.currency, r.extra
      from jsonb_to_recordset(${json(rows)}) as r(id uuid, position int, track text, name jsonb, from_rank int, to_rank int,
        amount_minor bigint, extra jsonb)
      join competition c on c.id = ${id}
      left join track t on t.competition_id = ${id} and t.code = r.track
      where r.track is null or t.id is not null returning id`.execute(tx)
    if (inserted.rows.length < rows.length) throw refuse('competitions.unknown-track')
  },
}

/** Every section, in the order that lets prizes find their tracks and their currency. */
export async function writeAll(tx: Tx, competitionId: string, content: DraftContent): Promise<void> {
  await writeSection.basics(tx, competitionId, content.basics)
  await writeSection.divisions(tx, competitionId, content.divisions)
  await writeSection.form(tx, competitionId, content.form)
  await writeSection.schedule(tx, competitionId, content.schedule)
  await writeSection.fee(tx, competitionId, content.fee)
  await writeSection.rules(tx, competitionId, content.rules)
  await writeSection.prizes(tx, competitionId, content.prizes)
}

function json(value: unknown) {
  return sql`${JSON.stringify(value)}::jsonb`
}

function slugTaken(slug: string) {
  return refuse('competitions.slug-taken', { slug }, [
    { path: 'slug', code: 'competitions.slug-taken', params: { slug } },
  ])
}

function refuseRepeated(list: string, codes: readonly string[]): void {
  const again = codes.findIndex((code, index) => codes.indexOf(code) < index)
  if (again >= 0)
    throw refuse('competitions.twice-the-same', { list, code: codes[again] }, [
      { path: `${list}.${again}.code`, code: 'competitions.twice-the-same', params: { code: codes[again] } },
    ])
}

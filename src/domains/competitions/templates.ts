import { z } from 'zod'
import { addMs, instant } from '../../kernel/clock.ts'
import { wallClockOf } from '../../kernel/calendar.ts'
import { type Bilingual, bilingual } from '../../kernel/contract.ts'
import { ruleSetTemplates } from '../scoring/index.ts'
import blank from './templates/blank.json' with { type: 'json' }
import businessPlan from './templates/business-plan.json' with { type: 'json' }
import dataReport from './templates/data-report.json' with { type: 'json' }
import designPortfolio from './templates/design-portfolio.json' with { type: 'json' }
import judgedSport from './templates/judged-sport.json' with { type: 'json' }
import skillsContest from './templates/skills-contest.json' with { type: 'json' }
import { type DraftContent, draftContent, rules, scheduleLine, sections } from './sections.ts'

/** A moment of a template: days after the first, at a wall clock of the organiser's zone. */
const moment = z.strictObject({ day: z.int().min(0).max(400), time: z.string().regex(/^\d{2}:\d{2}$/) })

const template = z.strictObject({
  key: z.string(),
  title: bilingual,
  about: bilingual,
  /** A rule set written out, or the name of one the scoring domain keeps. */
  scoring: z.record(z.string(), z.unknown()).nullable(),
  scoringTemplate: z.string().nullable(),
  lines: z.array(scheduleLine.omit({ startsAt: true, endsAt: true }).extend({ start: moment, end: moment.nullable() })),
  content: z.strictObject({
    basics: sections.basics.omit({ slug: true, title: true }),
    divisions: sections.divisions,
    form: sections.form,
    fee: sections.fee,
    rules: rules.omit({ scoring: true }),
    prizes: sections.prizes,
  }),
})
export type Template = z.output<typeof template>

const written: readonly unknown[] = [dataReport, designPortfolio, judgedSport, skillsContest, businessPlan, blank]

let parsed: readonly Template[] | undefined

/** Every template, `blank` last. */
export function templates(): readonly Template[] {
  parsed ??= written.map(one => template.parse(one))
  return parsed
}

export function templateNamed(key: string): Template | undefined {
  return templates().find(one => one.key === key)
}

const record = z.record(z.string(), z.unknown())

/** The rule set a template scores with. */
export function scoringOf(source: Template): Record<string, unknown> {
  if (source.scoring) return source.scoring
  const named = ruleSetTemplates().find(one => one.id === source.scoringTemplate)
  return record.parse(named?.source)
}

const day = 86_400_000

/** `2026-11-27`, so many days after a wall clock. */
function dayAfter(wall: string, days: number): string {
  return addMs(instant(`${wall.slice(0, 10)}T00:00:00Z`), days * day)
    .toISOString()
    .slice(0, 10)
}

/** A template as a draft whose first day lies a week after `now`. */
export function contentFrom(
  source: Template,
  named: { slug: string; title: Bilingual; zone: string },
  now: Date,
): DraftContent {
  const first = dayAfter(wallClockOf(now, named.zone), 7)
  const wall = ({ day: days, time }: z.output<typeof moment>): string => `${dayAfter(first, days)}T${time}`
  return draftContent.parse({
    ...source.content,
    basics: { ...source.content.basics, slug: named.slug, title: named.title },
    rules: { ...source.content.rules, scoring: scoringOf(source) },
    schedule: {
      zone: named.zone,
      lines: source.lines.map(({ start, end, ...line }) => ({
        ...line,
        startsAt: wall(start),
        endsAt: end && wall(end),
      })),
    },
  })
}

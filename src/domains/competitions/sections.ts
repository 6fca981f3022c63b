import { z } from 'zod'
import { moneyWire } from '../../kernel/contract.ts'
import { dateKinds } from './date-kinds.ts'
import { fileKinds, formFields } from './form-schema.ts'

/** Browser-safe: the parts of a competition as the wizard edits them, one section a save. Empty texts are allowed in a draft. */

/** A single line in both languages. */
const line = (most: number) => z.strictObject({ 'zh-CN': z.string().trim().max(most), en: z.string().trim().max(most) })
/** Markdown in both languages. */
const longText = z.strictObject({ 'zh-CN': z.string().max(20_000), en: z.string().max(20_000) })
const minor = z.string().regex(/^\d{1,15}$/)
const code = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)

/** `2026-12-05T18:00`: a wall clock in the organiser's zone. */
export const wallClock = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)

export const slug = z
  .string()
  .min(3)
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

export const basics = z.strictObject({
  slug,
  /** `|` marks where a heading may break. */
  title: line(120),
  summary: line(200),
  body: longText,
  facts: z.strictObject({ who: line(80), where: line(80) }),
})

export const divisions = z.strictObject({
  tracks: z
    .array(z.strictObject({ code, name: line(80), about: line(200), places: z.int().min(1).max(1_000_000).nullable() }))
    .max(30),
  stages: z
    .array(
      z.strictObject({
        code,
        name: line(80),
        about: line(200),
        kind: z.enum(['submission', 'performance']),
        work: z
          .strictObject({
            fields: formFields,
            files: z.strictObject({
              most: z.int().min(0).max(50),
              maxBytes: z
                .int()
                .min(1_024)
                .max(5 * 1024 ** 3),
              kinds: z.array(z.enum(fileKinds)).max(fileKinds.length),
            }),
          })
          .nullable(),
        promotes: z
          .union([
            z.strictObject({ top: z.int().min(1).max(100_000) }),
            z.strictObject({ percent: z.int().min(1).max(100) }),
          ])
          .nullable(),
      }),
    )
    .max(8),
  eligibility: z.array(z.strictObject({ text: line(120), evidence: line(160) })).max(20),
})
export type Divisions = z.output<typeof divisions>
export type StageWork = NonNullable<Divisions['stages'][number]['work']>

export const scheduleLine = z.strictObject({
  kind: z.enum(dateKinds),
  stage: code.nullable(),
  /** Shown instead of the kind's own words. */
  name: line(80).nullable(),
  note: line(160),
  startsAt: wallClock,
  /** Null for a moment. */
  endsAt: wallClock.nullable(),
})
export const schedule = z.strictObject({ zone: z.string().max(60), lines: z.array(scheduleLine).max(40) })
export type Schedule = z.output<typeof schedule>

/** What comes back to somebody who withdraws: the first step whose day has not passed counts; after the last, nothing. */
export const refund = z.strictObject({
  steps: z.array(z.strictObject({ daysBeforeClose: z.int().min(0).max(365), percent: z.int().min(0).max(100) })).max(6),
  /** When the organiser rejects an entry. */
  rejectedPercent: z.int().min(0).max(100),
  text: line(300),
})
export type Refund = z.output<typeof refund>

export const feeAndPlaces = z.strictObject({
  fee: z.strictObject({ currency: moneyWire.shape.currency, minor }),
  places: z.int().min(1).max(1_000_000).nullable(),
  holdMinutes: z.int().min(5).max(10_080),
  payFirst: z.boolean(),
  refund,
})

export const rules = z.strictObject({
  text: longText,
  /** A rule set of the scoring domain, as its author wrote it; null until one is chosen. */
  scoring: z.record(z.string(), z.unknown()).nullable(),
  objectionDays: z.int().min(0).max(60),
})

export const judging = z.strictObject({
  judgesPerWork: z.int().min(1).max(50),
  blind: z.boolean(),
  /** What entrants see of their judging after publication. */
  feedback: z.enum(['totals', 'aspects', 'aspects-and-comments']),
})
export type JudgingSettings = z.output<typeof judging>

export const judgingAndPrizes = z.strictObject({
  judging,
  prizes: z
    .array(
      z
        .strictObject({
          /** Track code; null for every track alike when there is one ranking. */
          track: code.nullable(),
          name: line(80),
          fromRank: z.int().min(1).max(10_000),
          toRank: z.int().min(1).max(10_000),
          /** For each winner, in the competition's currency. */
          amountMinor: minor,
          extra: line(120),
        })
        .refine(prize => prize.toRank >= prize.fromRank, { path: ['toRank'], message: 'ranks-reversed' }),
    )
    .max(60),
  funding: z.array(z.strictObject({ name: line(120), amountMinor: minor })).max(20),
})

export const form = z.strictObject({ fields: formFields })

/** Section → schema: one table for the save route, the templates and the wizard. */
export const sections = {
  basics,
  divisions,
  form,
  schedule,
  fee: feeAndPlaces,
  rules,
  prizes: judgingAndPrizes,
} as const
export type SectionName = keyof typeof sections

/** Every section of one competition, as the wizard loads it. */
export const draftContent = z.strictObject(sections)
export type DraftContent = z.output<typeof draftContent>

/** Something publication still needs, and the step where it is done. */
export const missing = z.strictObject({
  step: z.enum(['basics', 'divisions', 'form', 'schedule', 'fee', 'rules', 'prizes']),
  code: z.string(),
  params: z.record(z.string(), z.unknown()),
})
export type Missing = z.output<typeof missing>

import type { readSheet } from '../../../domains/judging/contract.ts'
import { labelText, type ScoringRules, type Segment } from '../../../domains/scoring/index.ts'
import type { ReplyOf } from '../../../kernel/contract.ts'
import type { Locale } from '../../i18n/locale.ts'

export type SheetReply = ReplyOf<typeof readSheet>
export type Measured = SheetReply['measured'][number]

export interface Level {
  level: number
  name: string
  meaning: string
}

/** One place for a mark: an aspect, or one occurrence of it. */
export interface Slot {
  key: string
  aspect: string
  occurrence: string
  /** What is printed before the words: `B2`, or `T1 · 3` for the third element. */
  code: string
  label: string
  text: string
  /** Set where marks are picked from a few levels; otherwise a figure is typed. */
  levels: Level[] | null
  scale: { min: string | null; max: string | null; step: string | null }
  /** What the best mark is worth. */
  measured: Measured | undefined
}

export interface Fact {
  key: string
  aspect: string
  code: string
  label: string
  value: string
}

export interface CriterionRows {
  id: string
  label: string
  weight: number
  slots: Slot[]
  facts: Fact[]
}

export const keyOf = (aspect: string, occurrence: string): string => `${aspect} ${occurrence}`

export function segmentOf(rules: ScoringRules, id: string): Segment | undefined {
  return rules.segments.find(one => one.id === id)
}

const text = (value: string | number | undefined): string | null => (value === undefined ? null : String(value))

/** A scale of at most eleven steps is picked; a longer one is typed. */
function levelsOf(rules: ScoringRules, aspect: Extract<AspectOf, { kind: 'judged' }>, locale: Locale): Level[] | null {
  if (aspect.levels && aspect.levels.length > 0)
    return aspect.levels.map(level => ({
      level: Number(level.value),
      name: labelText(level.label, locale),
      meaning: labelText(level.text, locale),
    }))
  const { min, max, step } = rules.panels[aspect.panel]?.scale ?? {}
  if (min === undefined || max === undefined) return null
  const by = Number(step ?? 1)
  const count = Math.round((Number(max) - Number(min)) / by) + 1
  if (step === undefined || count > 11 || by <= 0) return null
  return Array.from({ length: count }, (_, index) => ({
    level: Number((Number(min) + index * by).toFixed(6)),
    name: '',
    meaning: '',
  }))
}

type AspectOf = Segment['criteria'][number]['aspects'][number]

/** What a judge of a panel gives marks for, in the order of the rules, with measured values between. */
export function rowsOf(
  rules: ScoringRules,
  panel: { segment: string; rulesPanel: string | null },
  sheet: Pick<SheetReply, 'measured' | 'scores'>,
  locale: Locale,
): CriterionRows[] {
  const segment = segmentOf(rules, panel.segment)
  return (segment?.criteria ?? [])
    .map(criterion => ({
      id: criterion.id,
      label: labelText(criterion.label, locale, criterion.id),
      weight: Number(criterion.weight),
      slots: criterion.aspects.flatMap(aspect => {
        if (aspect.kind !== 'judged' || (panel.rulesPanel !== null && aspect.panel !== panel.rulesPanel)) return []
        const own = sheet.measured.filter(one => one.aspect === aspect.id)
        const known = own.length > 0 ? own : sheet.scores.filter(score => score.aspect === aspect.id)
        const occurrences = known.length > 0 ? [...new Set(known.map(one => one.occurrence))] : ['']
        const scale = rules.panels[aspect.panel]?.scale
        return occurrences.map(
          (occurrence): Slot => ({
            key: keyOf(aspect.id, occurrence),
            aspect: aspect.id,
            occurrence,
            code: occurrence === '' ? aspect.id : `${aspect.id} · ${occurrence}`,
            label: labelText(aspect.label, locale, aspect.id),
            text: labelText(aspect.text, locale),
            levels: levelsOf(rules, aspect, locale),
            scale: { min: text(scale?.min), max: text(scale?.max), step: text(scale?.step) },
            measured: own.find(one => one.occurrence === occurrence),
          }),
        )
      }),
      facts: criterion.aspects.flatMap(aspect =>
        aspect.kind !== 'measured'
          ? []
          : sheet.measured
              .filter(one => one.aspect === aspect.id)
              .map(
                (one): Fact => ({
                  key: keyOf(aspect.id, one.occurrence),
                  aspect: aspect.id,
                  code: one.occurrence === '' ? aspect.id : `${aspect.id} · ${one.occurrence}`,
                  label: labelText(aspect.label, locale, aspect.id),
                  value: one.value,
                }),
              ),
      ),
    }))
    .filter(criterion => criterion.slots.length + criterion.facts.length > 0)
}

/** Whether a typed figure lies on the scale; the server checks again. */
export function fitsScale(slot: Slot, value: string): boolean {
  if (!/^-?\d{1,12}(\.\d{1,12})?$/.test(value)) return false
  const figure = Number(value)
  const { min, max, step } = slot.scale
  if ((min !== null && figure < Number(min)) || (max !== null && figure > Number(max))) return false
  if (step === null || Number(step) === 0) return true
  const steps = (figure - Number(min ?? 0)) / Number(step)
  return Math.abs(steps - Math.round(steps)) < 1e-6
}

import type { Locale } from '../../i18n/locale.ts'

/**
 * What a rule set says, told for readers: read loosely from the data, because the engine and its schema are far too heavy
 * for a public page. What a future rule set says besides is left out, never wrong.
 */
export interface AspectOutline {
  id: string
  name: string
  kind: 'judged' | 'measured'
  max: string | undefined
  levels: number
}
export interface CriterionOutline {
  id: string
  name: string
  aspects: AspectOutline[]
}
export interface SegmentOutline {
  id: string
  name: string
  weight: string | undefined
  criteria: CriterionOutline[]
}
export interface PanelOutline {
  key: string
  size: number | undefined
  /** Dropped highest and lowest marks, from so many judges on. */
  trims: { from: number; high: number; low: number }[]
  rounding: { mode: string; decimals: number } | undefined
}
export interface ScoringOutline {
  segments: SegmentOutline[]
  panels: PanelOutline[]
  /** Each step of the chain: what it goes by, and the name of what is compared. */
  ties: { by: string; name: string | undefined }[]
}

type Json = Record<string, unknown>
const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const recordAt = (value: Json, key: string): Json => (isRecord(value[key]) ? value[key] : {})
const listAt = (value: Json, key: string): Json[] => (Array.isArray(value[key]) ? value[key].filter(isRecord) : [])
const textAt = (value: Json, key: string): string | undefined =>
  typeof value[key] === 'string' || typeof value[key] === 'number' ? String(value[key]) : undefined
const numberAt = (value: Json, key: string, otherwise = 0): number =>
  typeof value[key] === 'number' ? value[key] : otherwise

const nameOf = (value: Json, locale: Locale): string => {
  const label = value['label']
  const id = textAt(value, 'id') ?? ''
  if (typeof label === 'string') return label
  return (isRecord(label) && textAt(label, locale)) || id
}

const panelOf = ([key, panel]: [string, unknown]): PanelOutline[] => {
  if (!isRecord(panel)) return []
  const trim = recordAt(panel, 'trim')
  const one = { from: 0, high: numberAt(trim, 'high'), low: numberAt(trim, 'low') }
  const bySize = listAt(trim, 'bySize').map(line => ({
    from: numberAt(line, 'from'),
    high: numberAt(line, 'high'),
    low: numberAt(line, 'low'),
  }))
  const round = recordAt(panel, 'round')
  const mode = textAt(round, 'mode')
  return [
    {
      key,
      size: typeof panel['size'] === 'number' ? panel['size'] : undefined,
      trims: (bySize.length > 0 ? bySize : [one]).filter(line => line.high + line.low > 0),
      rounding:
        mode && mode !== 'none' && typeof round['decimals'] === 'number'
          ? { mode, decimals: round['decimals'] }
          : undefined,
    },
  ]
}

const segmentOf =
  (locale: Locale) =>
  (segment: Json): SegmentOutline => ({
    id: textAt(segment, 'id') ?? '',
    name: nameOf(segment, locale),
    weight: textAt(segment, 'weight'),
    criteria: listAt(segment, 'criteria').map(criterion => ({
      id: textAt(criterion, 'id') ?? '',
      name: nameOf(criterion, locale),
      aspects: listAt(criterion, 'aspects').map(aspect => ({
        id: textAt(aspect, 'id') ?? '',
        name: nameOf(aspect, locale),
        kind: aspect['kind'] === 'measured' ? 'measured' : 'judged',
        max: textAt(aspect, 'max'),
        levels: listAt(aspect, 'levels').length,
      })),
    })),
  })

/** Null when the data is no rule set this page can tell. */
export const scoringOutline = (scoring: Json, locale: Locale): ScoringOutline | null => {
  const segments = listAt(scoring, 'segments').map(segmentOf(locale))
  if (segments.length === 0) return null
  const names = new Map(
    segments.flatMap(segment => [
      [segment.id, segment.name] as const,
      ...segment.criteria.flatMap(criterion => [
        [criterion.id, criterion.name] as const,
        ...criterion.aspects.map(aspect => [aspect.id, aspect.name] as const),
      ]),
    ]),
  )
  return {
    segments,
    panels: Object.entries(recordAt(scoring, 'panels')).flatMap(panelOf),
    ties: listAt(recordAt(scoring, 'ranking'), 'tieBreaks').map(step => {
      const id = textAt(step, 'criterion') ?? textAt(step, 'aspect') ?? textAt(step, 'segment')
      return { by: textAt(step, 'by') ?? '', name: id === undefined ? undefined : (names.get(id) ?? id) }
    }),
  }
}

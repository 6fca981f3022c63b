/** The settings of a rule set's first panel that most organisers change; everything else is changed as data. */
export const panelChoices = ['none', 'one', 'two'] as const
export type TrimChoice = (typeof panelChoices)[number]

type Json = Record<string, unknown>
const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

const panelsOf = (scoring: Json): Json => (isRecord(scoring['panels']) ? scoring['panels'] : {})

/** Null for a rule set that only measures. */
export const readPanel = (scoring: Json): { key: string; trim: TrimChoice; decimals: number | null } | null => {
  const [entry] = Object.entries(panelsOf(scoring))
  if (!entry) return null
  const [key, panel] = entry
  if (!isRecord(panel)) return null
  const round = isRecord(panel['round']) ? panel['round'] : {}
  return {
    key,
    trim: trimOf(panel['trim']),
    decimals: typeof round['decimals'] === 'number' ? round['decimals'] : null,
  }
}

const trimOf = (trim: unknown): TrimChoice => {
  if (!isRecord(trim)) return 'none'
  const [line] = Array.isArray(trim['bySize']) ? trim['bySize'].filter(isRecord) : [trim]
  const high = line?.['high']
  return high === 1 ? 'one' : typeof high === 'number' && high >= 2 ? 'two' : 'none'
}

const withPanel = (scoring: Json, key: string, change: (panel: Json) => Json): Json => {
  const panels = panelsOf(scoring)
  const panel = panels[key]
  return isRecord(panel) ? { ...scoring, panels: { ...panels, [key]: change(panel) } } : scoring
}

/** Trimming begins with the panel size at which at least three marks are left. */
export const withTrim = (scoring: Json, key: string, choice: TrimChoice): Json =>
  withPanel(scoring, key, ({ trim: _trim, ...panel }) => {
    if (choice === 'none') return panel
    const count = choice === 'one' ? 1 : 2
    return { ...panel, trim: { bySize: [{ from: 3 + 2 * count, high: count, low: count }] } }
  })

export const withDecimals = (scoring: Json, key: string, decimals: number | null): Json =>
  withPanel(scoring, key, ({ round, ...panel }) => {
    if (decimals === null) return panel
    const mode =
      isRecord(round) && typeof round['mode'] === 'string' && round['mode'] !== 'none' ? round['mode'] : 'half-even'
    return { ...panel, round: { mode, decimals } }
  })

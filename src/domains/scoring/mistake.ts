import en from './i18n/en.json' with { type: 'json' }

/** Where in the rules or scores a mistake lies; `row` counts the lines of the table from 1, the header included. */
export interface Place {
  row?: number
  column?: string
  path?: string
  entry?: string
  category?: string
  segment?: string
  aspect?: string
  occurrence?: string
  judge?: string
}

/** One thing that is wrong with rules or scores. `message` is English; pages translate `code` with `params`. */
export interface ScoringMistake {
  code: string
  message: string
  at: Place
  params: Record<string, string | number>
}

const texts: Record<string, string> = en.refusals

type Named<Code> = Code extends `scoring.${infer Name}` ? Name : never
export type MistakeName = Named<keyof typeof en.refusals>

/** Makes a mistake; its English text comes from this domain's catalogue. */
export function mistake(
  name: MistakeName,
  at: Place = {},
  params: Record<string, string | number> = {},
): ScoringMistake {
  const message = (texts[`scoring.${name}`] ?? name).replace(/\{\{(\w+)\}\}/g, (_, key: string) =>
    String(params[key] ?? ''),
  )
  return { code: `scoring.${name}`, message, at, params }
}

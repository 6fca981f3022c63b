import type { Label } from '../../../domains/scoring/index.ts'
import type { Locale } from '../../i18n/locale.ts'

/** A rule set's label in the reader's language, or the id where it has none. */
export const labelOf = (label: Label | undefined, locale: Locale, id: string): string =>
  label === undefined ? id : typeof label === 'string' ? label : label[locale]

/** A figure to show: at most so many decimals, without trailing zeros beyond two. Exact text stays exact elsewhere. */
export const shortFigure = (text: string, decimals = 2): string => {
  const value = Number(text)
  return Number.isFinite(value) ? value.toFixed(decimals) : text
}

/** A figure in a line of working: long fractions end in … (the list of all steps and the bundle have every digit). */
export const workingFigure = (text: string): string => text.replace(/([.][0-9]{6})[0-9]{2,}$/, '$1…')

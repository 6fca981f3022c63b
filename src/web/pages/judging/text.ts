import { catalogue } from '../../i18n/catalogue.tsx'
import en from './i18n/en.json'
import zh from './i18n/zh-CN.json'

export const useText = catalogue('judging', { en, 'zh-CN': zh })

/** Points for people: at most two decimals, no trailing zeros. */
export const points = (text: string | null | undefined): string =>
  text === null || text === undefined ? '–' : String(Number(Number(text).toFixed(2)))

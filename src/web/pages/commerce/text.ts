import { catalogue } from '../../i18n/catalogue.tsx'
import en from './i18n/en.json'
import zh from './i18n/zh-CN.json'

export const useText = catalogue('commerce', { en, 'zh-CN': zh })

/** `2611 22A7 K3QX`: an order's number as people read it aloud. */
export const spaced = (number: string): string => number.replace(/(.{4})(?=.)/g, '$1 ')

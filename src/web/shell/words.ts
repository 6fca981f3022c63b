import { catalogue } from '../i18n/catalogue.tsx'
import en from './i18n/en.json'
import zh from './i18n/zh-CN.json'

/** The words of bars, rails and the pages that say no. */
export const shellWords = catalogue('shell', { en, 'zh-CN': zh })
export const useShellText = shellWords

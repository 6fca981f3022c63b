import { catalogue } from './catalogue.tsx'
import en from './en.json'
import zh from './zh-CN.json'

/** The words of the parts themselves: close, loading, pages, clocks, common refusals. */
export const words = catalogue('ui', { en, 'zh-CN': zh })
export const useWords = words

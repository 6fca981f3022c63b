import { catalogue } from '../../i18n/catalogue.tsx'
import en from './i18n/en.json'
import zh from './i18n/zh-CN.json'

export const useText = catalogue('standings', { en, 'zh-CN': zh })

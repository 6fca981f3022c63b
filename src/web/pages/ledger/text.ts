import { catalogue } from '../../i18n/catalogue.tsx'
import en from './i18n/en.json'
import zh from './i18n/zh-CN.json'

export const useText = catalogue('ledger', { en, 'zh-CN': zh })

/** Numbers of the chart of accounts, as finance people know them; accounts without one show none. */
const numbers: Record<string, string> = {
  provider_clearing: '1012',
  'receivable:buyer': '1122',
  'liability:unfulfilled': '2203',
  'suspense:overpaid': '2241',
  'suspense:quarantine': '2242',
  revenue: '6001',
}
const kindOf = (code: string): string => code.split(':')[0] ?? ''
const restOf = (code: string): string => code.slice(kindOf(code).length + 1)

export const numberOf = (code: string): string => numbers[code] ?? numbers[kindOf(code)] ?? ''

/** Returns a function that names an account of the chart in the reader's language. */
export const useAccountName = (): ((code: string) => string) => {
  const t = useText()
  return code => {
    const rest = restOf(code)
    const named = t.maybe(`accounts.${code.replaceAll(':', '-')}`)
    if (named) return named
    const name = t.maybe(`providers.${rest}`) ?? rest
    return t.maybe(`accounts.${kindOf(code)}`, { name }) ?? code
  }
}

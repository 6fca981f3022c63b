import type { Locale } from '../../kernel/policy.ts'

/** The column's check allows nothing else. */
export function localeOf(stored: string): Locale {
  return stored === 'en' ? 'en' : 'zh-CN'
}

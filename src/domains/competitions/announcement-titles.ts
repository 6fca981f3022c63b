import type { Bilingual } from '../../kernel/contract.ts'
import en from './i18n/en.json' with { type: 'json' }
import zh from './i18n/zh-CN.json' with { type: 'json' }

/** Titles of announcements the site itself makes, in both languages, from the catalogues. */
function title(key: keyof typeof en.announcements): Bilingual {
  return { 'zh-CN': zh.announcements[key], en: en.announcements[key] }
}

export const announcementTitles = {
  cancelled: title('cancelled'),
  scheduleChanged: title('schedule-changed'),
  entryClosed: title('entry-closed'),
  entryExtended: title('entry-extended'),
}

/** `Rules, version 3` in both languages. */
export function rulesTitle(version: number): Bilingual {
  const words = title('rules-changed')
  const fill = (text: string): string => text.replace('{{version}}', String(version))
  return { 'zh-CN': fill(words['zh-CN']), en: fill(words.en) }
}

import type { Handler } from '../../kernel/http/handle.ts'
import { type Locale, locales } from '../../kernel/policy.ts'
import { announcementsOf } from './announcements.ts'
import { calendarFile } from './calendar-file.ts'
import type { getCalendar, getFeed } from './contract.ts'
import type { DateKind } from './date-kinds.ts'
import { feed } from './feed.ts'
import { textIn } from './form-schema.ts'
import en from './i18n/en.json' with { type: 'json' }
import zh from './i18n/zh-CN.json' with { type: 'json' }
import { publicCompetition } from './public-competition.ts'
import { datesOf, stagesOf } from './queries.ts'
import { renderMarkdown } from './render-markdown.ts'

const words: Record<Locale, Record<DateKind | 'feed', string>> = { en: en.calendar, 'zh-CN': zh.calendar }

/** Where the public page of a competition lives, in a language. */
function pageAddress(publicUrl: string, locale: Locale, slug: string): string {
  return `${publicUrl}/${locale === 'en' ? 'en' : 'zh'}/competitions/${slug}`
}

export const sendCalendar: Handler<typeof getCalendar> = async ({ params, query, locale, http }, app) => {
  const language = query.locale ?? locale
  const reader = app.db.kysely
  const { competition } = await publicCompetition(reader, params.slug)
  const stages = new Map((await stagesOf(reader, competition.id)).map(stage => [stage.code, stage.name]))
  const title = textIn(competition.title, language)
  const events = (await datesOf(reader, competition.id)).map(date => {
    const stage = date.stage === null ? undefined : stages.get(date.stage)
    const what = date.name ? textIn(date.name, language) : words[language][date.kind]
    return {
      uid: `${competition.id}-${date.kind}-${date.stage ?? date.startsAt.getTime()}@palestra`,
      title: [title, ...(stage ? [textIn(stage, language)] : []), what].join(' · '),
      description: textIn(date.note, language),
      url: pageAddress(app.config.publicUrl, language, competition.slug),
      startsAt: date.startsAt,
      endsAt: date.endsAt,
    }
  })
  http.reply
    .type('text/calendar; charset=utf-8')
    .header('content-disposition', `attachment; filename="${competition.slug}.ics"`)
    .header('cache-control', 'public, max-age=300')
  await http.reply.send(calendarFile(title, events, competition.updatedAt))
  return {}
}

export const sendFeed: Handler<typeof getFeed> = async ({ params, query, locale, http }, app) => {
  const language = locales.find(one => one === query.locale) ?? locale
  const { competition } = await publicCompetition(app.db.kysely, params.slug)
  const address = pageAddress(app.config.publicUrl, language, competition.slug)
  const items = (await announcementsOf(app.db.kysely, competition.id)).map(one => ({
    id: one.id,
    title: textIn(one.title, language),
    html: renderMarkdown(textIn(one.body, language)),
    url: `${address}/announcements`,
    at: one.publishedAt,
  }))
  const channel = {
    title: `${textIn(competition.title, language)} · ${words[language].feed}`,
    description: textIn(competition.summary, language),
    url: address,
    self: `${app.config.publicUrl}/api/competitions/${competition.slug}/announcements.xml?locale=${language}`,
    language,
  }
  http.reply.type('application/rss+xml; charset=utf-8').header('cache-control', 'public, max-age=60')
  await http.reply.send(feed(channel, items))
  return {}
}

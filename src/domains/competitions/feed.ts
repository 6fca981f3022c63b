export interface FeedItem {
  id: string
  title: string
  html: string
  url: string
  at: Date
}

/** RSS 2.0. Characters that XML 1.0 does not allow are left out. */
export function feed(
  channel: { title: string; description: string; url: string; self: string; language: string },
  items: readonly FeedItem[],
): string {
  const entries = items.map(
    item =>
      `<item><title>${xml(item.title)}</title><link>${xml(item.url)}</link>` +
      `<guid isPermaLink="false">${xml(item.id)}</guid><pubDate>${item.at.toUTCString()}</pubDate>` +
      `<description>${xml(item.html)}</description></item>`,
  )
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>` +
    `<title>${xml(channel.title)}</title><link>${xml(channel.url)}</link>` +
    `<description>${xml(channel.description)}</description><language>${channel.language}</language>` +
    `<atom:link href="${xml(channel.self)}" rel="self" type="application/rss+xml"/>${entries.join('')}</channel></rss>\n`
  )
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

function xml(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex -- they are what must go
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[&<>"']/g, sign => entities[sign] ?? sign)
  )
}

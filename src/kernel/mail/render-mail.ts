import { text, type TextParams } from '../i18n.ts'
import type { Locale } from '../policy.ts'

export interface MailDraft {
  locale: Locale
  /** Zone in which instants are told. */
  zone?: string
  /**
   * Words are `mail.<template>.subject`, `.body` (paragraphs apart by an empty line), `.action` (the button, with `link`)
   * and optionally `.note` (small, below) in the sending domain's catalogue.
   */
  template: string
  params: TextParams
  /** A code to type, shown large. */
  code?: string
  /** Absolute address the button opens. */
  link?: string
}

export interface MailContent {
  subject: string
  text: string
  html: string
}

const sheet = {
  body: 'margin:0;padding:24px 12px;background:#f3f5f5;color:#141c1f',
  paper: 'max-width:560px;margin:0 auto;background:#ffffff;border-top:2px solid #141c1f',
  font: "font-family:Archivo,-apple-system,'Segoe UI','PingFang SC','HarmonyOS Sans SC','Microsoft YaHei','Noto Sans SC',sans-serif",
  brand: 'padding:16px 28px;border-bottom:1px solid #d5dcdd;font-size:14px;font-weight:600',
  matter: 'padding:24px 28px;font-size:16px;line-height:1.7',
  code: 'font-size:34px;font-weight:600;letter-spacing:.12em;font-variant-numeric:tabular-nums;margin:20px 0',
  button:
    'display:inline-block;padding:10px 18px;background:#141c1f;color:#ffffff;text-decoration:none;border-radius:3px;font-weight:600',
  small: 'font-size:13px;color:#5a676b;line-height:1.6',
  foot: 'padding:14px 28px;border-top:1px solid #d5dcdd;font-size:13px;color:#5a676b;line-height:1.6',
}

function escapeHtml(value: string): string {
  return value.replace(/[&<>"]/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)
}

/** Words of an optional part; undefined when the catalogue has none. */
function part(draft: MailDraft, name: string): string | undefined {
  const key = `mail.${draft.template}.${name}`
  const words = text(draft.locale, key, draft.params, draft.zone)
  return words === key ? undefined : words
}

/** Both forms of a mail: plain text that reads well alone, and HTML on one sheet without pictures or remote parts. */
export function renderMail(draft: MailDraft): MailContent {
  const { locale } = draft
  const subject = text(locale, `mail.${draft.template}.subject`, draft.params, draft.zone)
  const paragraphs = text(locale, `mail.${draft.template}.body`, draft.params, draft.zone).split(/\n{2,}/)
  const action = part(draft, 'action')
  const note = part(draft, 'note')
  const brand = text(locale, 'mail.brand')
  const foot = text(locale, 'mail.foot')

  const plain = [
    ...paragraphs,
    ...(draft.code ? [draft.code] : []),
    ...(draft.link ? [`${action ?? ''}\n${draft.link}`.trim()] : []),
    ...(note ? [note] : []),
    `-- \n${brand}\n${foot}`,
  ].join('\n\n')

  const html = `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body style="${sheet.body};${sheet.font.replaceAll('"', '')}"><div style="${sheet.paper}"><div style="${sheet.brand}">${escapeHtml(brand)}</div>
<div style="${sheet.matter}">${paragraphs.map(words => `<p style="margin:0 0 14px">${escapeHtml(words).replaceAll('\n', '<br>')}</p>`).join('\n')}
${draft.code ? `<p style="${sheet.code}">${escapeHtml(draft.code)}</p>` : ''}
${draft.link ? `<p style="margin:22px 0"><a href="${escapeHtml(draft.link)}" style="${sheet.button}">${escapeHtml(action ?? draft.link)}</a></p>` : ''}
${note ? `<p style="${sheet.small};margin:18px 0 0">${escapeHtml(note)}</p>` : ''}</div>
<div style="${sheet.foot}">${escapeHtml(foot)}</div></div></body></html>`
  return { subject: subject.replace(/[\r\n]+/g, ' '), text: plain, html }
}

/** `/verify?x=1` → `https://site/en/verify?x=1`. */
export function localised(site: string, path: string, locale: Locale): string {
  return `${site}/${locale === 'en' ? 'en' : 'zh'}${path === '/' ? '' : path}`
}

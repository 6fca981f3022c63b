import MarkdownIt from 'markdown-it'
import type { Bilingual } from '../../kernel/contract.ts'

/**
 * Organisers' texts as HTML that is safe to put into a page: raw HTML is shown as text, links go only to web, mail and
 * telephone, pictures only to this site. Headings start at h3, below the page's own.
 */
const renderer = new MarkdownIt({ html: false, linkify: true, typographer: false, breaks: false })

renderer.validateLink = url => /^(https?:|mailto:|tel:|\/(?!\/)|#)/i.test(url.trim())

renderer.core.ruler.push('below-the-pages-headings', state => {
  for (const token of state.tokens)
    if (token.type === 'heading_open' || token.type === 'heading_close')
      token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 2)}`
})

renderer.renderer.rules['link_open'] = (tokens, index, options, _env, self) => {
  tokens[index]?.attrSet('rel', 'noopener nofollow ugc')
  return self.renderToken(tokens, index, options)
}

renderer.renderer.rules['image'] = (tokens, index, options, env, self) => {
  const token = tokens[index]
  if (!token) return ''
  const alt = self.renderInlineAsText(token.children ?? [], options, env)
  const source = String(token.attrGet('src') ?? '')
  if (!source.startsWith('/')) return renderer.utils.escapeHtml(alt)
  return `<img src="${renderer.utils.escapeHtml(source)}" alt="${renderer.utils.escapeHtml(alt)}" loading="lazy">`
}

export function renderMarkdown(text: string): string {
  return renderer.render(text)
}

export function renderBoth(text: Bilingual): Bilingual {
  return { 'zh-CN': renderMarkdown(text['zh-CN']), en: renderMarkdown(text.en) }
}

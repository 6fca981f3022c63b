import { type Locale, chooseLocale, localised, prefixOf, splitAddress } from './i18n/locale.ts'
import type { Rendered } from './entry-server.tsx'
import type { Scheme } from './site.tsx'
import archivo from '@fontsource-variable/archivo/files/archivo-latin-wdth-normal.woff2'

/** Vite's manifest of the client build. */
export type Manifest = Record<
  string,
  { file: string; css?: string[]; imports?: string[]; isEntry?: boolean; src?: string; name?: string }
>

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escape = (text: string) => text.replace(/[&<>"']/g, character => escapes[character] ?? character)
/** JSON inside a script element: nothing in it may close the element. */
const json = (value: unknown) => JSON.stringify(value).replace(/</g, '\\u003c')

/** Files of the entry and of one page: scripts to fetch ahead, and style sheets. */
const filesOf = (manifest: Manifest, keys: readonly string[]): { scripts: string[]; styles: string[] } => {
  const scripts = new Set<string>()
  const styles = new Set<string>()
  const visit = (key: string) => {
    const chunk = manifest[key]
    if (!chunk || scripts.has(chunk.file)) return
    scripts.add(chunk.file)
    for (const style of chunk.css ?? []) styles.add(style)
    for (const imported of chunk.imports ?? []) visit(imported)
  }
  keys.forEach(visit)
  // With one style sheet for the whole site, vite lists it beside the chunks.
  const sheet = manifest['style.css']
  if (sheet) styles.add(sheet.file)
  return { scripts: [...scripts], styles: [...styles] }
}

const entryKey = 'src/web/main.tsx'

export interface DocumentRequest {
  /** Null while developing with vite's own server. */
  manifest: Manifest | null
  rendered: Rendered
  /** Origin the site is reached by, `https://palestra.example`, for canonical and alternate addresses. */
  origin: string
  /** Path and query with the language prefix. */
  url: string
  scheme: Scheme
  nonce?: string | undefined
}

/** Only the address bar's state differs between the pages of a list: filters are not pages of their own. */
const canonicalOf = (url: string): string => url.split(/[?#]/)[0] ?? url

const alternates = (request: DocumentRequest): string[] => {
  const path = splitAddress(canonicalOf(request.url))?.rest ?? '/'
  const address = (locale: Locale) => escape(`${request.origin}${localised(path, locale)}`)
  return [
    `<link rel="canonical" href="${escape(request.origin + canonicalOf(request.url))}">`,
    `<link rel="alternate" hreflang="zh-CN" href="${address('zh-CN')}">`,
    `<link rel="alternate" hreflang="en" href="${address('en')}">`,
    `<link rel="alternate" hreflang="x-default" href="${escape(request.origin + (path === '/' ? '/' : path))}">`,
  ]
}

const cards = ({ rendered, origin, url }: DocumentRequest): string[] => {
  const { head, locale } = rendered
  const image = head.image && (head.image.startsWith('http') ? head.image : `${origin}${head.image}`)
  const property = (name: string, content: string | undefined) =>
    content ? [`<meta property="${name}" content="${escape(content)}">`] : []
  return [
    ...property('og:title', head.title),
    ...property('og:description', head.description),
    ...property('og:type', 'website'),
    ...property('og:url', origin + canonicalOf(url)),
    ...property('og:locale', locale.replace('-', '_')),
    ...property('og:image', image || undefined),
    `<meta name="twitter:card" content="${image ? 'summary_large_image' : 'summary'}">`,
  ]
}

/** The whole HTML document around a rendered page. No script in it runs inline. */
export const documentHtml = (request: DocumentRequest): string => {
  const { manifest, rendered, scheme, nonce } = request
  const { head, locale } = rendered
  const pageKeys = rendered.file ? [rendered.file] : []
  const files = manifest ? filesOf(manifest, [entryKey, ...pageKeys]) : { scripts: [], styles: [] }
  const nonceText = nonce ? ` nonce="${escape(nonce)}"` : ''
  const scripts = manifest
    ? [
        ...files.scripts.slice(1).map(file => `<link rel="modulepreload" href="/${file}">`),
        ...files.scripts.slice(0, 1).map(file => `<script type="module" src="/${file}"${nonceText}></script>`),
      ]
    : [
        '<script type="module" src="/@vite/client"></script>',
        '<link rel="stylesheet" href="/src/web/ui/styles.css">',
        `<script type="module" src="/${entryKey}"></script>`,
      ]
  return [
    '<!doctype html>',
    `<html lang="${locale}" data-mantine-color-scheme="${scheme}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escape(head.title)}</title>`,
    ...(head.description ? [`<meta name="description" content="${escape(head.description)}">`] : []),
    ...(head.noIndex ? ['<meta name="robots" content="noindex">'] : []),
    ...(head.noIndex ? [] : [...alternates(request), ...cards(request)]),
    '<meta name="theme-color" content="#FFFFFF" media="(prefers-color-scheme: light)">',
    '<meta name="theme-color" content="#151C20" media="(prefers-color-scheme: dark)">',
    '<link rel="icon" href="/seal.svg" type="image/svg+xml">',
    `<link rel="preload" href="${archivo}" as="font" type="font/woff2" crossorigin>`,
    ...files.styles.map(file => `<link rel="stylesheet" href="/${file}">`),
    ...scripts,
    ...(head.jsonLd ? [`<script type="application/ld+json">${json(head.jsonLd)}</script>`] : []),
    '</head>',
    `<body lang="${locale}">`,
    `<div id="root">${rendered.body}</div>`,
    `<script type="application/json" id="pl-state">${json(rendered.state)}</script>`,
    '</body>',
    '</html>',
  ].join('\n')
}

/** Where an address without a language leads: `/competitions/x?a=1` → `/zh/competitions/x?a=1`. Null when it has one. */
export const addressForPrefixless = (
  address: string,
  wishes: { cookie?: string | undefined; person?: Locale | undefined; acceptLanguage?: string | undefined },
): string | null => {
  if (splitAddress(address)) return null
  const locale = chooseLocale(wishes)
  return address === '/' ? `/${prefixOf(locale)}` : localised(address, locale)
}

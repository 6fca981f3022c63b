import { inflateSync } from 'node:zlib'
import { readChunks, writeChunks, type PngChunk } from './png-chunks.ts'

// Open Badges 3.0, section 5.3: the keyword of the PNG chunk and the namespace of the SVG element.
const keyword = 'openbadgecredential'
const namespace = 'https://purl.imsglobal.org/ob/v3p0'

/**
 * A copy of the PNG that carries the credential in an iTXt chunk. A credential baked before is replaced.
 *
 * @param credential the signed credential as JSON text
 * @throws TypeError when the picture is no intact PNG
 */
export function bakePng(picture: Uint8Array, credential: string): Buffer {
  const chunks = readChunks(picture)
  if (!chunks) throw new TypeError('not an intact PNG')
  const others = chunks.filter(chunk => credentialOf(chunk) === undefined)
  // keyword, 0, compression flag 0, compression method 0, language tag, 0, translated keyword, 0, text
  const data = Buffer.concat([Buffer.from(keyword, 'latin1'), Buffer.alloc(5), Buffer.from(credential, 'utf8')])
  return writeChunks([...others.slice(0, 1), { type: 'iTXt', data }, ...others.slice(1)])
}

/** The credential text baked into a PNG, or undefined. */
export function extractPng(picture: Uint8Array): string | undefined {
  for (const chunk of readChunks(picture) ?? []) {
    const text = credentialOf(chunk)
    if (text !== undefined) return text
  }
  return undefined
}

function credentialOf({ type, data }: PngChunk): string | undefined {
  if (type !== 'iTXt') return undefined
  const end = data.indexOf(0)
  if (end < 0 || data.toString('latin1', 0, end) !== keyword) return undefined
  const compressed = data[end + 1] === 1
  const language = data.indexOf(0, end + 3)
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1)
  if (translated < 0) return undefined
  const body = data.subarray(translated + 1)
  if (!compressed) return body.toString('utf8')
  try {
    return inflateSync(body, { maxOutputLength: 4 * 1024 * 1024 }).toString('utf8')
  } catch {
    return undefined
  }
}

/**
 * A copy of the SVG that carries the credential in its first element. A credential baked before is replaced.
 *
 * @throws TypeError when there is no svg element
 */
export function bakeSvg(picture: string, credential: string): string {
  const clean = picture.replace(baked, '').replace(/\sxmlns:openbadges="[^"]*"/, '')
  const root = /<svg\b[^>]*?(\/?)>/.exec(clean)
  if (!root || root[1] === '/') throw new TypeError('not an SVG with content')
  const end = root.index + root[0].length
  // `]]>` can only stand inside a JSON string, where > may be written as an escape.
  const safe = credential.replaceAll(']]>', String.raw`]]\u003e`)
  const open = `${clean.slice(0, end - 1)} xmlns:openbadges="${namespace}">`
  return `${open}<openbadges:credential><![CDATA[${safe}]]></openbadges:credential>${clean.slice(end)}`
}

const baked = /<openbadges:credential\b[^>]*>([\s\S]*?)<\/openbadges:credential>/

/** The credential text baked into an SVG (a JSON body, or the JWS of a `verify` attribute), or undefined. */
export function extractSvg(picture: string): string | undefined {
  const element = /<openbadges:credential\b([^>]*?)(?:\/>|>([\s\S]*?)<\/openbadges:credential>)/.exec(picture)
  if (!element) return undefined
  const token = /\bverify=["']([^"']+)["']/.exec(element[1] ?? '')
  if (token) return token[1]
  const body = (element[2] ?? '').trim()
  const data = /^<!\[CDATA\[([\s\S]*)\]\]>$/.exec(body)
  return (data ? data[1] : unescape(body))?.trim() || undefined
}

function unescape(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}

import { extractPng, extractSvg } from './bake.ts'
import type { JsonObject } from './data-integrity.ts'
import { pngSignature } from './png-chunks.ts'

/** What a file turned out to be: a document, or why it is none. */
export type ReadCredential =
  | { form: 'json' | 'png' | 'svg'; document: JsonObject }
  | { form: 'json' | 'png' | 'svg'; failure: 'no-credential' | 'not-json' | 'duplicate-key' | 'too-large' | 'jwt' }

const mostBytes = 8 * 1024 * 1024
const mostDepth = 64

/** Reads a credential from a JSON file, a baked PNG or a baked SVG; the form is told by the content, not the name. */
export function readCredential(bytes: Uint8Array): ReadCredential {
  if (Buffer.from(bytes.subarray(0, 8)).equals(pngSignature)) return parse('png', extractPng(bytes))
  const text = new TextDecoder('utf-8').decode(bytes)
  if (/^\s*(?:<\?xml|<!--|<!DOCTYPE|<svg)/i.test(text)) return parse('svg', extractSvg(text))
  return parse('json', text)
}

function parse(form: 'json' | 'png' | 'svg', text: string | undefined): ReadCredential {
  if (text === undefined) return { form, failure: 'no-credential' }
  if (text.length > mostBytes) return { form, failure: 'too-large' }
  if (/^\s*[\w-]+\.[\w-]+\.[\w-]+\s*$/.test(text)) return { form, failure: 'jwt' }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { form, failure: 'not-json' }
  }
  if (!isObject(value)) return { form, failure: 'not-json' }
  const flaw = flawOf(text)
  return flaw ? { form, failure: flaw } : { form, document: value }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * A key written twice in one object, or nesting too deep to canonicalise. JSON.parse keeps the last of two equal keys;
 * another reader may show the first, so a signature over one would vouch for the other.
 *
 * @param text valid JSON
 */
function flawOf(text: string): 'duplicate-key' | 'too-large' | undefined {
  const open: (Set<string> | undefined)[] = []
  const token = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g
  for (const [word, colon] of text.matchAll(token)) {
    if (word === '{') open.push(new Set())
    else if (word === '[') open.push(undefined)
    else if (word === '}' || word === ']') open.pop()
    else if (colon !== undefined) {
      const key = String(JSON.parse(word.slice(0, word.lastIndexOf(':')).trimEnd()))
      const keys = open.at(-1)
      if (keys?.has(key)) return 'duplicate-key'
      keys?.add(key)
    }
    if (open.length > mostDepth) return 'too-large'
  }
  return undefined
}

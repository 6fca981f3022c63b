/**
 * What kind of file some bytes are, told by the bytes themselves. Browser-safe and pure: pages show the extensions from
 * the same table that the server checks.
 */
export const fileTypes = {
  pdf: { mime: 'application/pdf', extensions: ['pdf'], text: false },
  png: { mime: 'image/png', extensions: ['png'], text: false },
  jpeg: { mime: 'image/jpeg', extensions: ['jpg', 'jpeg'], text: false },
  webp: { mime: 'image/webp', extensions: ['webp'], text: false },
  gif: { mime: 'image/gif', extensions: ['gif'], text: false },
  zip: { mime: 'application/zip', extensions: ['zip'], text: false },
  docx: {
    mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extensions: ['docx'],
    text: false,
  },
  xlsx: {
    mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extensions: ['xlsx'],
    text: false,
  },
  pptx: {
    mime: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    extensions: ['pptx'],
    text: false,
  },
  mp4: { mime: 'video/mp4', extensions: ['mp4', 'm4v'], text: false },
  mp3: { mime: 'audio/mpeg', extensions: ['mp3'], text: false },
  txt: { mime: 'text/plain', extensions: ['txt', 'md'], text: true },
  csv: { mime: 'text/csv', extensions: ['csv'], text: true },
  json: { mime: 'application/json', extensions: ['json'], text: true },
  ipynb: { mime: 'application/json', extensions: ['ipynb'], text: true },
} as const

export type FileType = keyof typeof fileTypes
export const fileTypeNames = [
  'pdf',
  'png',
  'jpeg',
  'webp',
  'gif',
  'zip',
  'docx',
  'xlsx',
  'pptx',
  'mp4',
  'mp3',
  'txt',
  'csv',
  'json',
  'ipynb',
] as const satisfies readonly FileType[]

/** Types a browser may show in place; everything else is downloaded. */
export const inlineTypes: readonly FileType[] = ['pdf', 'png', 'jpeg', 'webp', 'gif']

/** The type a file's name claims, by its last extension; undefined for names we do not know. */
export function typeByName(name: string): FileType | undefined {
  const extension = /\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase()
  if (extension === undefined) return undefined
  return fileTypeNames.find(type => fileTypes[type].extensions.some(one => one === extension))
}

/** The types that are one of the media types; two types may share one (a notebook is JSON). */
export function typesOfMedia(mimes: readonly string[]): FileType[] {
  return fileTypeNames.filter(type => mimes.includes(fileTypes[type].mime))
}

/** `.pdf, .jpg, .jpeg`: for `accept` and for sentences. */
export function extensionsOf(types: readonly FileType[]): string[] {
  return types.flatMap(type => fileTypes[type].extensions.map(extension => `.${extension}`))
}

export interface Content {
  /** The first bytes, at least 4,096 when there are that many. */
  head: Uint8Array
  /** The last bytes, at least 131,072 when there are that many: a zip keeps its table of contents there. */
  tail: Uint8Array
  /** The whole is valid UTF-8 without NUL. */
  text: boolean
}

function begins(bytes: Uint8Array, signature: string, at = 0): boolean {
  return Array.from(signature).every((sign, i) => bytes[at + i] === sign.charCodeAt(0))
}

function holds(bytes: Uint8Array, needle: string): boolean {
  return new TextDecoder('latin1').decode(bytes).includes(needle)
}

/** True when the content is what the type says. */
export function contentIs(type: FileType, { head, tail, text }: Content): boolean {
  if (fileTypes[type].text) {
    if (!text) return false
    return type === 'json' || type === 'ipynb' ? jsonBegins(head, type === 'ipynb') : true
  }
  const zip = begins(head, 'PK\x03\x04') || begins(head, 'PK\x05\x06')
  switch (type) {
    case 'pdf':
      return holds(head.subarray(0, 1024), '%PDF-')
    case 'png':
      return begins(head, '\x89PNG\r\n\x1a\n')
    case 'jpeg':
      return begins(head, '\xff\xd8\xff')
    case 'webp':
      return begins(head, 'RIFF') && begins(head, 'WEBP', 8)
    case 'gif':
      return begins(head, 'GIF87a') || begins(head, 'GIF89a')
    case 'zip':
      return zip
    case 'docx':
      return zip && holds(tail, 'word/document.xml')
    case 'xlsx':
      return zip && (holds(tail, 'xl/workbook.xml') || holds(tail, 'xl/workbook.bin'))
    case 'pptx':
      return zip && holds(tail, 'ppt/presentation.xml')
    case 'mp4':
      return begins(head, 'ftyp', 4)
    case 'mp3':
      return begins(head, 'ID3') || (head[0] === 0xff && ((head[1] ?? 0) & 0xe6) === 0xe2)
    case 'txt':
    case 'csv':
    case 'json':
    case 'ipynb':
      return false
  }
}

function jsonBegins(head: Uint8Array, notebook: boolean): boolean {
  const start = new TextDecoder()
    .decode(head)
    .replace(/^\ufeff/, '')
    .trimStart()
  return notebook ? start.startsWith('{') : /^[[{"\d\-tfn]/.test(start)
}

/** The first known type the content is, for telling somebody what they have sent. */
export function typeByContent(content: Content): FileType | undefined {
  const order: readonly FileType[] = ['docx', 'xlsx', 'pptx', ...fileTypeNames.filter(type => !fileTypes[type].text)]
  return order.find(type => contentIs(type, content)) ?? (content.text ? 'txt' : undefined)
}

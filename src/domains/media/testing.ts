import type { App } from '../../kernel/app.ts'
import { brandUploadRules } from './brand-files.ts'
import type { FileType } from './file-types.ts'
import { fileGuards, uploadRules } from './ports.ts'
import { type NewFile, putFile } from './put-file.ts'

/** A small real file of each type. */
export function sampleOf(type: FileType): Buffer {
  switch (type) {
    case 'pdf':
      return Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
    case 'png':
      return Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      )
    case 'jpeg':
      return Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF\0\x01', 'latin1')
    case 'webp':
      return Buffer.from('RIFF\x24\0\0\0WEBPVP8 ', 'latin1')
    case 'gif':
      return Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1')
    case 'zip':
      return zipOf('readme.txt')
    case 'docx':
      return zipOf('word/document.xml')
    case 'xlsx':
      return zipOf('xl/workbook.xml')
    case 'pptx':
      return zipOf('ppt/presentation.xml')
    case 'mp4':
      return Buffer.from('\0\0\0\x18ftypmp42', 'latin1')
    case 'mp3':
      return Buffer.from('ID3\x03\0\0\0\0\0\0', 'latin1')
    case 'txt':
      return Buffer.from('评委说明\n')
    case 'csv':
      return Buffer.from('姓名,得分\n阿卜杜外力·买买提艾力,9.5\n')
    case 'json':
      return Buffer.from('[1, 2, 3]\n')
    case 'ipynb':
      return Buffer.from('{"cells": [], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}\n')
    default:
      throw new Error(`no sample of ${String(type)}`)
  }
}

/** An archive of one empty entry; enough structure for anything that reads the table of contents. */
function zipOf(name: string): Buffer {
  const local = Buffer.alloc(30)
  local.write('PK\x03\x04', 'latin1')
  local.writeUInt16LE(name.length, 26)
  const central = Buffer.alloc(46)
  central.write('PK\x01\x02', 'latin1')
  central.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + name.length, 12)
  end.writeUInt32LE(30 + name.length, 16)
  return Buffer.concat([local, Buffer.from(name), central, Buffer.from(name), end])
}

/** A ready file. `type` decides its bytes and extension unless `bytes` and `name` are given. */
export async function aFile(app: App, given: Partial<NewFile> & { ownerId: string; type?: FileType }): Promise<string> {
  const { type = 'pdf', ...file } = given
  return putFile(app, {
    purpose: 'work',
    name: `sample.${type === 'jpeg' ? 'jpg' : type}`,
    bytes: sampleOf(type),
    ...file,
  })
}

/** Fills the ports as a site without further domains would; tests add their own purposes. */
export function mediaPorts(given: {
  rules?: ReturnType<(typeof uploadRules)['get']>
  guards?: ReturnType<(typeof fileGuards)['get']>
}): void {
  uploadRules.provide({ ...brandUploadRules, ...given.rules })
  fileGuards.provide({ ...given.guards })
}

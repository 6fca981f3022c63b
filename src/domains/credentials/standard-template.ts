import type { Bilingual } from '../../kernel/contract.ts'
import { type CertificateTemplate, certificateTemplate } from './certificate-template.ts'
import en from './i18n/en.json' with { type: 'json' }
import zh from './i18n/zh-CN.json' with { type: 'json' }

type Word = keyof typeof en.credentials.certificate

const both = (word: Word): Bilingual => ({
  'zh-CN': zh.credentials.certificate[word],
  en: en.credentials.certificate[word],
})

/**
 * The certificate of award as the house sets it, for organisers who wrote none of their own. `work` adds the title of the
 * work to the text; give its value under `work` then, in both languages.
 *
 * @param scope stands under the number: edition and track
 */
export function standardTemplate(input: {
  organisation: { name: Bilingual; colour: string | null; sealText: string | null }
  scope: Bilingual
  work: boolean
  signatories: CertificateTemplate['signatories']
}): CertificateTemplate {
  const { name, colour, sealText } = input.organisation
  return certificateTemplate.parse({
    title: both('title'),
    scope: input.scope,
    body: both(input.work ? 'bodyWork' : 'body'),
    signatories: input.signatories.slice(0, 3),
    brand: {
      name,
      ...(colour === null ? {} : { colour }),
      // A seal holds nine characters well: the Chinese name, or the capitals of the English one.
      sealText: sealText ?? (Array.from(name['zh-CN']).slice(0, 9).join('') || initials(name.en)),
    },
  })
}

function initials(name: string): string {
  const capitals = name
    .split(/\s+/)
    .map(word => word.charAt(0).toUpperCase())
    .join('')
  return capitals.slice(0, 4) || 'P'
}

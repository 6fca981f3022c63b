import type { z } from 'zod'
import type { Bilingual } from '../../kernel/contract.ts'
import { addresses } from './addresses.ts'
import { fill } from './certificate-template.ts'
import type { paperView as schema } from './contract.ts'
import { printedDay } from './dates.ts'
import { qrPath } from './qr-path.ts'
import type { Credential } from './rows.ts'

/** The texts of the paper as a page shows them; the PDF is drawn from the same template and values. */
export function paperView(
  row: Pick<Credential, 'number' | 'certificate' | 'subjectName' | 'achievement' | 'issuedAt'>,
  organisation: { zone: string; logoFileId: string | null },
  site: string,
): z.infer<typeof schema> {
  const { template, values } = row.certificate
  const filled = (text: Bilingual): Bilingual => ({
    'zh-CN': fill(text, values, 'zh-CN'),
    en: fill(text, values, 'en'),
  })
  const verifyUrl = addresses.page(site, row.number)
  return {
    title: filled(template.title),
    scope: filled(template.scope),
    name: values.name ?? row.subjectName,
    body: filled(template.body),
    award: values.award ?? row.achievement.award,
    date: printedDay(row.issuedAt, organisation.zone),
    signatories: template.signatories,
    brand: template.brand,
    logo: organisation.logoFileId === null ? null : `/api/files/${organisation.logoFileId}`,
    verifyUrl,
    qr: qrPath(verifyUrl),
  }
}

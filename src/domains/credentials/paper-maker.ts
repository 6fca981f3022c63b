import type { CertificateInput, CertificatePdf } from './certificate-pdf.ts'

// Typesetting and fonts are loaded with the first paper: a process that draws none does not carry them.

/** See certificate-pdf.ts. */
export async function certificatePdf(input: CertificateInput): Promise<CertificatePdf> {
  const maker = await import('./certificate-pdf.ts')
  return maker.certificatePdf(input)
}

/** See certificate-fonts.ts. */
export async function undrawableCharacters(text: string): Promise<string[]> {
  const fonts = await import('./certificate-fonts.ts')
  return fonts.undrawableCharacters(text)
}

/** Where things about credentials lie; absolute, for they are signed and printed. `site` is the public address. */
export const addresses = {
  issuer: (site: string, organisationId: string) => `${site}/issuers/${organisationId}`,
  verificationMethod: (site: string, organisationId: string, keyNumber: number) =>
    `${site}/issuers/${organisationId}#key-${keyNumber}`,
  statusList: (site: string, id: string) => `${site}/status-lists/${id}`,
  document: (site: string, number: string) => `${site}/api/credentials/${number}/document`,
  badge: (site: string, number: string, form: 'png' | 'svg') => `${site}/api/credentials/${number}/badge.${form}`,
  certificate: (site: string, number: string) => `${site}/api/credentials/${number}/certificate.pdf`,
  /** The page a QR code leads to. */
  page: (site: string, number: string) => `${site}/certificates/${number}`,
} as const

import type { Domain } from '../../kernel/domain.ts'
import en from './i18n/en.json' with { type: 'json' }
import zh from './i18n/zh-CN.json' with { type: 'json' }
import { forgetPaperHandler } from './personal-data.ts'
import { reactions } from './reactions.ts'
import { refusals } from './refusals.ts'
import { routes } from './routes.ts'

export { addresses } from './addresses.ts'
export { type CertificateTemplate, certificateTemplate, type CertificateValues } from './certificate-template.ts'
export { type ControllerDocument, controllerSchema, findKey } from './controller-document.ts'
export { type CredentialDraft, issueCredential, issueCredentials } from './issue-credentials.ts'
export { credentialIssued, credentialRevoked } from './events.ts'
export { rotateIssuerKey } from './issuer-keys.ts'
export { credentialsEraser, credentialsExporter } from './personal-data.ts'
export { credentialByNumber, credentialsBySource, credentialsOfPerson } from './queries.ts'
export { readCredential } from './read-credential.ts'
export { revokeCredential } from './revoke-credential.ts'
export type { Credential } from './rows.ts'
export { standardTemplate } from './standard-template.ts'
export { printedDay } from './dates.ts'
export { certificatePdf, undrawableCharacters } from './paper-maker.ts'
export { verifyCredential, type Verdict } from './verify.ts'

export const credentialsDomain: Domain = {
  name: 'credentials',
  refusals,
  routes,
  reactions,
  jobs: [forgetPaperHandler],
  texts: { en, 'zh-CN': zh },
}

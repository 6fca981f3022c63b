export { controllerSchema, findKey, type ControllerDocument, type KeyFinding } from './controller-document.ts'
export type { JsonObject } from './data-integrity.ts'
export { readCredential, type ReadCredential } from './read-credential.ts'
export { verifyCredential, type Check, type Verdict, type VerifyPorts } from './verify.ts'

export { createStorage } from './create-storage.ts'
export { openSealed, type Sealed, sealedSize, sealing } from './sealed-stream.ts'
export type { Storage } from './storage.ts'

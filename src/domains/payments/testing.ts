/** What tests of other domains may use of payments beyond its face. */
export type { Fact } from './facts.ts'
export { runJanitor } from './job-handlers.ts'
export { providerOf } from './providers.ts'
export { sandboxSecret } from './sandbox/adapter.ts'
export { decide, type Ending, failReasons } from './sandbox/bank.ts'
export { signNotice } from './sandbox/signing.ts'
export { settle } from './settle.ts'

declare module 's3rver' {
  /** The test double of S3; it ships no types. */
  export default class S3rver {
    constructor(options: Record<string, unknown>)
    run(): Promise<{ address: string; port: number }>
    close(): Promise<void>
  }
}

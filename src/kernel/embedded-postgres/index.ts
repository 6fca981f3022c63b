export { PostgresStartError, type PostgresFailureCode } from './failure.ts'
export { startPostgres, type RunningPostgres, type StartPostgres } from './start-postgres.ts'

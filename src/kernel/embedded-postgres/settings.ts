/** How the server is tuned: a small node that keeps what it acknowledged, or a test run that may lose everything. */
export type Durability = 'durable' | 'throwaway'

const small = {
  // Node, pool and database together stay below 400 MB at rest.
  shared_buffers: '64MB',
  max_connections: '60',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '512MB',
  temp_buffers: '4MB',
  // Three I/O workers bring nothing on a node of this size and each costs a process.
  io_method: 'sync',
  max_worker_processes: '4',
  max_parallel_workers: '2',
  max_parallel_workers_per_gather: '1',
  jit: 'off',
  huge_pages: 'off',
  random_page_cost: '1.1',
  timezone: "'UTC'",
  log_timezone: "'UTC'",
  log_min_messages: 'warning',
  log_checkpoints: 'off',
  log_line_prefix: "'%m [%p] '",
  idle_in_transaction_session_timeout: '10min',
  password_encryption: "'scram-sha-256'",
  // Job rows live for milliseconds: vacuum by small shares of a table, often, and without pausing.
  autovacuum_naptime: '15s',
  autovacuum_vacuum_scale_factor: '0.05',
  autovacuum_analyze_scale_factor: '0.05',
  autovacuum_vacuum_cost_delay: '1ms',
  autovacuum_max_workers: '2',
}

const durable = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  wal_level: 'replica',
  max_wal_size: '1GB',
  min_wal_size: '80MB',
  checkpoint_timeout: '10min',
  wal_buffers: '8MB',
}

const throwaway = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '512MB',
  checkpoint_timeout: '1h',
  max_connections: '200',
  // A data directory that one tests' run leaves must not keep a machine's memory or disk busy.
  autovacuum_naptime: '60s',
}

/** The text of `palestra.conf`, read after postgresql.conf; `alter system` still wins over it. */
export function settingsFile(durability: Durability): string {
  const settings: Record<string, string> = { ...small, ...(durability === 'durable' ? durable : throwaway) }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`)
  return `# Written by Palestra at every start. To override a line: alter system set …\n${lines.join('\n')}\n`
}

/** Who may connect: only programs on this machine, and only with the password kept in the data directory. */
export const hostRules = `# Written by Palestra
local all all scram-sha-256
host all all 127.0.0.1/32 scram-sha-256
host all all ::1/128 scram-sha-256
`

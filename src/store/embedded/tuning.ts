/** The server's settings for one machine that also does everything else: bulk loads, and no second server. */
import { statfs } from 'node:fs/promises';
import { totalmem } from 'node:os';

const MIB = 1024 * 1024;
/** Docker gives 64 MB of /dev/shm by default, which a parallel query can exhaust. */
const ENOUGH_SHM = 256 * MIB;

/** Memory we may count on, in bytes: the machine's, or the container's limit. */
export function usableMemory(): number {
  const limit = process.constrainedMemory?.() ?? 0;
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

/** Bytes of POSIX shared memory; null where there is no /dev/shm to ask. */
export async function sharedMemory(): Promise<number | null> {
  try {
    const { blocks, bsize } = await statfs('/dev/shm');
    return blocks * bsize;
  } catch {
    return null;
  }
}

/**
 * `ecosystems.conf`. Memory is small change beside what the machine has: 256 MB of buffers at 8 GB, between 64 MB and
 * 1 GB. synchronous_commit stays on: an acknowledged write survives.
 */
export function tuning(memoryBytes: number, shmBytes: number | null): string {
  const megabytes = (share: number, least: number, most: number) =>
    `${Math.round(Math.min(most, Math.max(least, memoryBytes / MIB / share)))}MB`;
  const settings: Record<string, string> = {
    listen_addresses: "''",
    unix_socket_permissions: '0700',
    max_connections: '100',
    shared_buffers: megabytes(32, 64, 1024),
    effective_cache_size: megabytes(2, 256, 1024 * 1024),
    maintenance_work_mem: megabytes(64, 64, 512),
    work_mem: '16MB',
    random_page_cost: '1.1',
    jit: 'off',
    // No replica ever reads our WAL: loading a table made in the same transaction then writes none.
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_logical_replication_workers: '0',
    wal_compression: 'on',
    max_wal_size: '4GB',
    min_wal_size: '256MB',
    checkpoint_timeout: '15min',
    checkpoint_completion_target: '0.9',
    autovacuum: 'on',
    synchronous_commit: 'on',
    timezone: "'UTC'",
    log_timezone: "'UTC'",
    log_destination: "'stderr'",
    logging_collector: 'off',
    log_line_prefix: "'%m [%p] '",
    log_checkpoints: 'off',
    // Failed statements are reported by who sent them; LOG ranks above ERROR here and keeps this file small.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    ...(shmBytes !== null && shmBytes < ENOUGH_SHM ? { dynamic_shared_memory_type: 'mmap' } : {}),
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  return `# Written at every start. Put changes into local.conf beside this file.\n${lines.join('\n')}\n`;
}

/**
 * Which workers are alive. Each pool of graphile-worker marks the jobs it runs with its id; we hold a lock of that name
 * for as long as the process lives. A job whose mark has no lock, twice in a row, belongs to a process that died (kill -9,
 * power, network): it is given back to the queue. graphile-worker alone would wait four hours.
 */
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkerEvents } from 'graphile-worker';
import { messageOf } from '../core/errors.ts';
import type { Database, Log } from '../store/database.ts';
import { type Locks, lockKey, type Release } from './locks.ts';

export interface Lives {
  /** To be given to a new pool: its id is locked as soon as it is made. */
  events(): WorkerEvents;
  stop(): Promise<void>;
}

const INTERVAL_MS = 10_000;
const SECOND_LOOK_MS = 3_000;

const lockName = (poolId: string) => `worker/${poolId}`;

export function keepAlive(options: { db: Database; locks: Locks; log?: Log; intervalMs?: number }): Lives {
  const { db, locks, log } = options;
  const releases = new Map<string, Release>();
  let stopped = false;
  let suspects = new Set<string>();
  let checking: Promise<void> | null = null;

  const check = () => {
    checking ??= findDead(db)
      .then(async dead => {
        const lost = dead.filter(id => suspects.has(id));
        suspects = new Set(dead);
        if (lost.length === 0) return;
        const count = await giveBack(db, lost);
        log?.warn(`gave back ${count} jobs of ${lost.length} workers that died`);
      })
      .catch(error => log?.warn(`could not look for dead workers: ${messageOf(error)}`))
      .finally(() => {
        checking = null;
      });
  };
  // Who comes after a crash should not wait for a whole round.
  check();
  const second = setTimeout(check, Math.min(options.intervalMs ?? INTERVAL_MS, SECOND_LOOK_MS));
  const timer = setInterval(check, options.intervalMs ?? INTERVAL_MS);

  const live = async (id: string) => {
    for (let pause = 100; !stopped; pause = Math.min(pause * 2, 5_000)) {
      try {
        const release = await locks.tryLock(lockName(id), { lasting: true });
        if (release) releases.set(id, release);
        return;
      } catch (error) {
        log?.warn(`could not take the lock of worker ${id} yet: ${messageOf(error)}`);
        await sleep(pause);
      }
    }
  };

  const die = async (id: string) => {
    const release = releases.get(id);
    releases.delete(id);
    await release?.();
  };

  return {
    events() {
      const events: WorkerEvents = new EventEmitter();
      events.on('pool:create', ({ workerPool }) => void live(workerPool.id));
      // A pool that failed may leave jobs behind: others take them over as soon as its lock is free.
      events.on('pool:release', ({ workerPool }) => void die(workerPool.id));
      return events;
    },
    async stop() {
      stopped = true;
      clearTimeout(second);
      clearInterval(timer);
      await checking;
      await Promise.all([...releases.keys()].map(die));
    },
  };
}

/** Ids on running jobs for which nobody holds the lock. */
async function findDead(db: Database): Promise<string[]> {
  const { rows: running } = await db.query<{ id: string }>({
    text: 'select distinct locked_by as id from graphile_worker.jobs where locked_by is not null',
  });
  if (running.length === 0) return [];
  const keys = running.map(({ id }) => lockKey(lockName(id)));
  const { rows } = await db.query<{ key: string }>({
    text: `select key::text as key from unnest($1::bigint[]) as key
      where not exists (
        select 1 from pg_locks l where l.locktype = 'advisory' and l.objsubid = 1 and l.granted
          and l.database = (select oid from pg_database where datname = current_database())
          and ((l.classid::bigint << 32) | l.objid::bigint) = key
      )`,
    values: [keys],
  });
  const dead = new Set(rows.map(row => row.key));
  return running.map(({ id }) => id).filter(id => dead.has(lockKey(lockName(id))));
}

/** The attempt counts: a job that kills its worker each time must die in the end. */
async function giveBack(db: Database, workers: string[]): Promise<number> {
  const { rowCount } = await db.query({
    text: `update graphile_worker._private_jobs
      set locked_at = null, locked_by = null, updated_at = now(), run_at = greatest(run_at, now()),
        last_error = 'interrupted: the worker that ran it died'
      where locked_by = any($1)`,
    values: [workers],
  });
  return rowCount;
}

import type { Administration } from '../../core/administration.ts';
import { NotFoundError } from '../../core/errors.ts';
import type { Json } from '../../core/records.ts';
import { createQueue, type Queue } from '../../pipeline/jobs.ts';
import { audit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';

const DAY_MS = 86_400_000;
/** Numbers of jobs that an entry of the log holds. */
const MOST_NAMED = 100;

export function jobDoors(db: Database, actor: string): Administration['jobs'] {
  const queue = createQueue(db);
  /** The change and its line in the log, or neither. */
  const change = (
    action: string,
    work: (queue: Queue) => Promise<number>,
    { ids = null, ...detail }: { ids?: readonly number[] | null; older_than_days?: number },
  ) =>
    db.transaction(async tx => {
      const count = await work(createQueue(tx));
      if (count === 0 && ids !== null) throw new NotFoundError('no such dead job');
      const target = ids?.length === 1 ? `job:${ids[0]}` : 'jobs';
      const named: Record<string, Json> =
        ids !== null && ids.length > 1 ? { ids: ids.slice(0, MOST_NAMED) } : {};
      if (count > 0) await audit(tx, { actor, action, target, detail: { ...detail, ...named, count } });
      return count;
    });
  return {
    stats: () => queue.stats(),
    dead: limit => queue.deadJobs({ limit }),
    retry: ids => change('jobs.retry', of => of.retryDead(ids ?? undefined), { ids }),
    drop: ids => change('jobs.drop', of => of.dropDead(ids), { ids }),
    prune: olderThanDays =>
      change('jobs.prune', of => of.prune(olderThanDays * DAY_MS), { older_than_days: olderThanDays }),
  };
}

import type { Administration } from '../../core/administration.ts';
import { createQueue, type Queue } from '../../pipeline/jobs.ts';
import { audit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';

const DAY_MS = 86_400_000;

export function jobDoors(db: Database, actor: string): Administration['jobs'] {
  const queue = createQueue(db);
  /** The change and its line in the log, or neither. */
  const change = (
    action: string,
    work: (queue: Queue) => Promise<number>,
    { target = 'jobs', ...detail }: { target?: string; older_than_days?: number } = {},
  ) =>
    db.transaction(async tx => {
      const count = await work(createQueue(tx));
      if (count > 0) await audit(tx, { actor, action, target, detail: { ...detail, count } });
      return count;
    });
  return {
    stats: () => queue.stats(),
    dead: limit => queue.deadJobs({ limit }),
    retry: ids =>
      change('jobs.retry', of => of.retryDead(ids ?? undefined), {
        ...(ids?.length === 1 ? { target: `job:${ids[0]}` } : {}),
      }),
    prune: olderThanDays =>
      change('jobs.prune', of => of.prune(olderThanDays * DAY_MS), { older_than_days: olderThanDays }),
  };
}

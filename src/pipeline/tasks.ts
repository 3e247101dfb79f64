/** Every task of the queue and what does it. */
import { InputError } from '../core/errors.ts';
import type { JsonObject } from '../core/records.ts';
import type { FollowMode } from '../core/settings.ts';
import type { Spool } from '../io/spool.ts';
import type { Io } from '../io/types.ts';
import type { Database, Log } from '../store/database.ts';
import { pruneIdempotencyKeys } from '../store/idempotency.ts';
import { updateCritical } from '../store/rankings.ts';
import { ageRequests } from '../store/request-log.ts';
import { pruneSlaMinutes, writeSlaReports } from '../store/sla.ts';
import { pruneToolJobs } from '../store/tool-jobs.ts';
import { sumUpUsage } from '../store/usage-upkeep.ts';
import { pruneWebhooks } from '../store/webhooks.ts';
import { ADVISORIES_TASK, advisoryJobs, fetchAdvisories, nameRules, sourceNamed } from './advisory-fetch.ts';
import { statusHandler } from './check-status.ts';
import { pollFeed } from './feeds.ts';
import { importRegistry } from './import.ts';
import { IMPORT_TASK, importJob } from './import-job.ts';
import { importedIndexes } from './import-runs.ts';
import type { JobRequest, Queue } from './jobs.ts';
import type { Locks } from './locks.ts';
import { hasNames, queueNames } from './names.ts';
import { RANKINGS_TASK, rankingsHandler } from './rankings.ts';
import type { Registries, SyncRegistry } from './registries.ts';
import { isDue, pollingSeconds, secondsBetween } from './schedule.ts';
import { sweepTop, sweepWorst } from './sweep-standing.ts';
import { STATUS_TASK, sweepLeastRecent, sweepMissing, sweepStatuses } from './sweeps.ts';
import type { SyncOptions, SyncResult } from './sync.ts';
import { SYNC_TASK, syncHandler } from './sync-job.ts';
import type { Handler } from './worker.ts';

export interface TaskDeps {
  db: Database;
  io: Io;
  locks: Locks;
  queue: Queue;
  registries: Registries;
  settings: Record<string, string | undefined>;
  follow: Readonly<Record<string, FollowMode>>;
  sync(registry: SyncRegistry, name: string, options: SyncOptions): Promise<SyncResult>;
  /** Files that people sent or had downloaded; absent where there are none. */
  spool?: Spool;
  log?: Log;
}

const FEED_TASK = 'poll-feed';
const NAMES_TASK = 'queue-names';
/** New names of one registry that are taken up in a day. */
const NAMES_A_DAY = 5_000;
const DAY_MS = 86_400_000;
/** Minutes by which service levels are measured are kept for 13 months. */
const SLA_MINUTES_MS = 396 * DAY_MS;

/** One job for each registry of which this is wanted, so that one that fails holds up no other. */
const perRegistry = (task: string, registry: SyncRegistry): JobRequest => ({
  task,
  key: `${task}:${registry.name}`,
  lane: task === FEED_TASK ? 'feed' : 'backfill',
  payload: { registry: registry.name },
  maxAttempts: 3,
});

export function createHandlers(deps: TaskDeps): Record<string, Handler> {
  const { db, queue, registries } = deps;

  const registryOf = (name: unknown): SyncRegistry => {
    const registry = registries.byName(String(name));
    if (!registry) throw new InputError('registry', `there is no registry ${String(name)}`, 422);
    return registry;
  };

  return {
    [SYNC_TASK]: syncHandler(registries, deps.sync),
    [STATUS_TASK]: statusHandler(deps),
    [RANKINGS_TASK]: rankingsHandler(db, registries),

    'poll-feeds': async payload => {
      const due = registries.all().filter(registry => {
        const seconds = pollingSeconds(registry.definition);
        return deps.follow[registry.name] && seconds !== null && isDue(seconds, timeOf(payload));
      });
      await queue.enqueue(due.map(registry => perRegistry(FEED_TASK, registry)));
    },
    [FEED_TASK]: async ({ registry }, { signal }) => {
      await pollFeed(deps, registryOf(registry), signal);
    },

    'sweep-least-recent': () => sweepAll(deps, sweepLeastRecent, secondsBetween('sweep-least-recent')),
    'sweep-missing': () => sweepAll(deps, sweepMissing, secondsBetween('sweep-missing')),
    'sweep-statuses': () => sweepAll(deps, sweepStatuses, secondsBetween('sweep-statuses')),
    'sweep-top': () => sweepAll(deps, sweepTop, secondsBetween('sweep-top')),
    'sweep-worst': async () => {
      await sweepWorst(deps, registries.all(), secondsBetween('sweep-worst'));
    },
    'sweep-names': async () => {
      const whole = registries.all().filter(of => deps.follow[of.name] === 'all' && hasNames(of));
      await queue.enqueue(whole.map(registry => perRegistry(NAMES_TASK, registry)));
    },
    [NAMES_TASK]: async ({ registry }, { signal }) => {
      await queueNames(deps, registryOf(registry), { limit: NAMES_A_DAY, signal });
    },

    'check-imports': async () => {
      const indexes = await importedIndexes(db);
      const jobs = indexes.flatMap(({ registryId, suites }) => {
        const registry = registries.byId(registryId);
        return registry ? [importJob(registry.name, suites)] : [];
      });
      await queue.enqueue(jobs);
    },
    [IMPORT_TASK]: async ({ registry, suites }, { signal }) => {
      await importRegistry(deps, registryOf(registry), {
        suites: Array.isArray(suites) ? suites.map(String) : null,
        signal,
      });
    },

    'check-advisories': async () => {
      await queue.enqueue(await advisoryJobs(db));
    },
    [ADVISORIES_TASK]: async ({ source }, { signal }) => {
      const { spool } = deps;
      if (!spool) throw new InputError('source', 'there is no folder for downloads', 422);
      await fetchAdvisories(
        { ...deps, spool, normalise: nameRules(registries) },
        sourceNamed(String(source)),
        {
          signal,
        },
      );
    },

    'sum-up-usage': async () => {
      await sumUpUsage(db, new Date());
      await ageRequests(db, new Date());
    },
    'report-service-levels': async () => {
      await writeSlaReports(db, new Date());
      await pruneSlaMinutes(db, new Date(Date.now() - SLA_MINUTES_MS));
    },

    critical: async () => {
      for (const { id } of registries.all()) await updateCritical(db, id);
    },
    housekeeping: () => housekeeping(deps),
  };
}

async function sweepAll(
  deps: TaskDeps,
  sweep: (deps: TaskDeps, registry: SyncRegistry, seconds: number) => Promise<number>,
  seconds: number,
): Promise<void> {
  for (const registry of deps.registries.all()) await sweep(deps, registry, seconds);
}

/** The minute that a scheduled job stands for, which may begin late; now for one that was made by hand. */
function timeOf({ _cron }: JsonObject): Date {
  const at =
    typeof _cron === 'object' && _cron !== null && 'ts' in _cron ? Date.parse(String(_cron.ts)) : NaN;
  return Number.isNaN(at) ? new Date() : new Date(at);
}

/** Partitions for the days to come, and an end for what nobody looks at any more. */
async function housekeeping({ db, queue, spool }: TaskDeps): Promise<void> {
  await pruneToolJobs(db, 7 * DAY_MS);
  await pruneWebhooks(db, 180 * DAY_MS);
  await pruneIdempotencyKeys(db, DAY_MS);
  await spool?.prune(7 * DAY_MS);
  await queue.prune(30 * DAY_MS);
  await db.query({ text: `delete from absent_packages where checked_at < now() - interval '30 days'` });
  await db.query({ text: `delete from host_budgets where arrival < now() - interval '1 day'` });
  await db.query({ text: 'select ensure_event_partitions(7)' });
}

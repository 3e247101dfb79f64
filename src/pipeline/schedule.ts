/**
 * What is done again and again, as data. graphile-worker's cron makes each job once, however many workers run; the job
 * itself is short: it looks what is due and queues that.
 */
import type { CronItem } from 'graphile-worker';
import type { Ecosystem } from '../ecosystems/ecosystem.ts';
import { LANE_PRIORITY, type Lane } from './lanes.ts';

export interface Scheduled {
  /** Also the job's key: what is late is not done twice. */
  id: string;
  /** What it does, for people. */
  title: string;
  /** minute hour day month weekday, in UTC. */
  at: string;
  /** Seconds from one run to the next. */
  every: number;
  task: string;
  lane: Lane;
  /** True: done at the next start when its time passed while nothing ran. */
  catchUp: boolean;
}

const MINUTES = 60;
const HOURS = 3_600;
const DAYS = 86_400;

export const SCHEDULE = [
  {
    id: 'feeds',
    title: 'reads the feeds whose time has come',
    at: '* * * * *',
    every: MINUTES,
    task: 'poll-feeds',
    lane: 'feed',
    catchUp: false,
  },
  {
    id: 'billing',
    title: 'ends graces and paid periods, issues invoices that are due, takes up webhooks that were left',
    at: '* * * * *',
    every: MINUTES,
    task: 'billing',
    lane: 'interactive',
    catchUp: false,
  },
  {
    id: 'least-recent',
    title: 'syncs packages whose facts are older than 30 days, the oldest first',
    at: '7,22,37,52 * * * *',
    every: 15 * MINUTES,
    task: 'sweep-least-recent',
    lane: 'backfill',
    catchUp: false,
  },
  {
    id: 'worst',
    title: 'syncs a hundredth of the registry of which most facts are old',
    at: '4,24,44 * * * *',
    every: 20 * MINUTES,
    task: 'sweep-worst',
    lane: 'backfill',
    catchUp: false,
  },
  {
    id: 'top',
    title: 'syncs the most used 2 % where their facts are older than 12 hours',
    at: '13,43 * * * *',
    every: 30 * MINUTES,
    task: 'sweep-top',
    lane: 'backfill',
    catchUp: false,
  },
  {
    id: 'missing',
    title: 'syncs names that others depend on and that are not indexed',
    at: '27 * * * *',
    every: HOURS,
    task: 'sweep-missing',
    lane: 'backfill',
    catchUp: false,
  },
  {
    id: 'statuses',
    title: 'checks whether packages are still there, each once a week',
    at: '41 * * * *',
    every: HOURS,
    task: 'sweep-statuses',
    lane: 'backfill',
    catchUp: false,
  },
  {
    id: 'imports',
    title: 'looks whether an imported index has changed, and imports it then',
    at: '56 * * * *',
    every: HOURS,
    task: 'check-imports',
    lane: 'backfill',
    catchUp: true,
  },
  {
    id: 'advisories',
    title: 'looks whether an imported source of advisories has changed, and imports it then',
    at: '18 * * * *',
    every: HOURS,
    task: 'check-advisories',
    lane: 'backfill',
    catchUp: true,
  },
  {
    id: 'usage',
    title: 'adds up use by day, shortens addresses after a day and gives them up after 30',
    at: '9 * * * *',
    every: HOURS,
    task: 'sum-up-usage',
    lane: 'backfill',
    catchUp: true,
  },
  {
    id: 'service-levels',
    title: 'reports of the month before whether the event feed was as promised',
    at: '20 0 * * *',
    every: DAYS,
    task: 'report-service-levels',
    lane: 'backfill',
    catchUp: true,
  },
  {
    id: 'names',
    title: 'queues names that are not indexed, of registries that are followed whole',
    at: '35 1 * * *',
    every: DAYS,
    task: 'sweep-names',
    lane: 'backfill',
    catchUp: true,
  },
  {
    id: 'critical',
    title: 'finds the critical packages',
    at: '15 3 * * *',
    every: DAYS,
    task: 'critical',
    lane: 'backfill',
    catchUp: true,
  },
  {
    id: 'housekeeping',
    title: 'clears away what nobody looks at any more',
    at: '45 2 * * *',
    every: DAYS,
    task: 'housekeeping',
    lane: 'backfill',
    catchUp: true,
  },
] as const satisfies readonly Scheduled[];

const USUAL_POLL = 15 * MINUTES;

/**
 * Seconds between two looks at a feed, where that is not the usual quarter of an hour: feeds that hold few names of many
 * are read more often, those of registries that are slow to list or strict about requests less often.
 */
const POLLS: Readonly<Record<string, number>> = {
  pypi: 2 * MINUTES,
  npm: 5 * MINUTES,
  docker: HOURS,
  cocoapods: HOURS,
  bower: HOURS,
  actions: 2 * HOURS,
};

/** Seconds between two looks at what changed in the registries of an ecosystem; null where only asking for packages tells. */
export function pollingSeconds({ id, connector }: Pick<Ecosystem, 'id' | 'connector'>): number | null {
  if (connector.mode === 'batch') return secondsBetween('check-imports');
  if (!connector.slots.includes('changes')) return null;
  return Object.hasOwn(POLLS, id) ? (POLLS[id] as number) : USUAL_POLL;
}

/** Whether a feed that is read every so many seconds is to be read in this minute. Whole minutes since 1970 decide. */
export function isDue(seconds: number, at: Date): boolean {
  return Math.floor(at.getTime() / 60_000) % Math.max(1, Math.round(seconds / 60)) === 0;
}

/** Seconds between two runs of a task, for work that must fit between them. */
export function secondsBetween(task: (typeof SCHEDULE)[number]['task']): number {
  return SCHEDULE.find(entry => entry.task === task)?.every ?? DAYS;
}

export function cronItems(schedule: readonly Scheduled[] = SCHEDULE): CronItem[] {
  return schedule.map(({ id, at, task, lane, every, catchUp }) => ({
    task,
    match: at,
    identifier: id,
    options: {
      jobKey: `schedule:${id}`,
      jobKeyMode: 'replace',
      maxAttempts: 3,
      priority: LANE_PRIORITY[lane],
      ...(catchUp ? { backfillPeriod: every * 1000 } : {}),
    },
  }));
}

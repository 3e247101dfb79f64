/**
 * What is done again and again, as data. graphile-worker's cron makes each job once, however many workers run; the job
 * itself is short: it looks what is due and queues that.
 */
import type { CronItem } from 'graphile-worker';
import { LANE_PRIORITY, type Lane } from './lanes.ts';

export interface Scheduled {
  /** Also the job's key: what is late is not done twice. */
  id: string;
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
  { id: 'feeds', at: '*/5 * * * *', every: 5 * MINUTES, task: 'poll-feeds', lane: 'feed', catchUp: false },
  {
    id: 'least-recent',
    at: '7,22,37,52 * * * *',
    every: 15 * MINUTES,
    task: 'sweep-least-recent',
    lane: 'backfill',
    catchUp: false,
  },
  { id: 'missing', at: '27 * * * *', every: HOURS, task: 'sweep-missing', lane: 'backfill', catchUp: false },
  {
    id: 'statuses',
    at: '41 * * * *',
    every: HOURS,
    task: 'sweep-statuses',
    lane: 'backfill',
    catchUp: false,
  },
  { id: 'imports', at: '56 * * * *', every: HOURS, task: 'check-imports', lane: 'backfill', catchUp: true },
  { id: 'critical', at: '15 3 * * *', every: DAYS, task: 'critical', lane: 'backfill', catchUp: true },
  {
    id: 'housekeeping',
    at: '45 2 * * *',
    every: DAYS,
    task: 'housekeeping',
    lane: 'backfill',
    catchUp: true,
  },
] as const satisfies readonly Scheduled[];

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

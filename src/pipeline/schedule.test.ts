import { parseCronItems } from 'graphile-worker';
import { expect, test } from 'vitest';
import debian from '../ecosystems/debian/index.ts';
import npm from '../ecosystems/npm/index.ts';
import type { BillingWork } from '../policy/billing/index.ts';
import { billingHandlers } from './billing.ts';
import { cronItems, isDue, pollingSeconds, SCHEDULE } from './schedule.ts';
import { createHandlers, type TaskDeps } from './tasks.ts';

/** Minutes of a day at which a pattern of minutes and hours fires, by a reading of crontab(5) of its own. */
function timesOf(at: string): number[] {
  const [minute = '', hour = ''] = at.split(' ');
  const matches = (field: string, value: number): boolean => {
    if (field === '*') return true;
    if (field.startsWith('*/')) return value % Number(field.slice(2)) === 0;
    return field.split(',').map(Number).includes(value);
  };
  return Array.from({ length: 1440 }, (_, n) => n).filter(
    n => matches(minute, n % 60) && matches(hour, Math.floor(n / 60)),
  );
}

test('each entry runs as often as it says', () => {
  for (const { at, every, id } of SCHEDULE) {
    const times = timesOf(at);
    expect(times.length, id).toBe(86_400 / every);
    const gaps = times.slice(1).map((time, n) => time - (times[n] as number));
    expect(new Set(gaps).size, id).toBeLessThanOrEqual(1);
  }
});

test('graphile-worker accepts the table, and every task has a handler', () => {
  const items = parseCronItems(cronItems());
  expect(items.map(item => item.identifier)).toEqual(SCHEDULE.map(entry => entry.id));
  const handlers = {
    ...createHandlers({} as TaskDeps),
    ...billingHandlers({} as { db: never; queue: never; billing: BillingWork }),
  };
  for (const { task } of items) expect(Object.keys(handlers)).toContain(task);
});

test('what is daily or an import is made up for at the next start, feeds are not', () => {
  const periods = Object.fromEntries(
    parseCronItems(cronItems()).map(i => [i.identifier, i.options.backfillPeriod]),
  );
  expect(periods).toMatchObject({ feeds: 0, 'least-recent': 0, critical: 86_400_000, imports: 3_600_000 });
});

test('feeds are read as often as the reference says, an index as often as it is looked at', () => {
  const slots = ['changes'] as const;
  const asked = (id: string) => pollingSeconds({ id, connector: { ...npm.connector, slots } });
  // Reference, services.md 1: PyPI 2 minutes, npm 5, all others 15, Docker hourly, the marketplace of actions 2 hours.
  expect([asked('pypi'), asked('npm'), asked('rubygems'), asked('docker'), asked('actions')]).toEqual([
    120, 300, 900, 3_600, 7_200,
  ]);
  expect(pollingSeconds(debian)).toBe(3_600);
  expect(pollingSeconds({ id: 'x', connector: { ...npm.connector, slots: [] } })).toBeNull();
});

test('a feed is due in as many minutes of a day as its interval says', () => {
  const minutes = Array.from({ length: 1440 }, (_, n) => new Date(Date.UTC(2026, 0, 5, 0, n, 20)));
  for (const [seconds, times] of [
    [120, 720],
    [300, 288],
    [900, 96],
    [7_200, 12],
  ] as const) {
    expect(minutes.filter(at => isDue(seconds, at))).toHaveLength(times);
  }
});

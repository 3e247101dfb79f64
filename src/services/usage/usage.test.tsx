import { randomUUID } from 'node:crypto';
import { renderToString } from 'preact-render-to-string';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/databases.ts';
import { createClient } from '../../../test/request-context.ts';
import { emptyHistogram, LATENCY_BOUNDS_MS } from '../../core/histogram.ts';
import { NO_USAGE } from '../../core/usage.ts';
import { addUsage, type UsageRow } from '../../store/usage.ts';
import { sumUpDays } from '../../store/usage-upkeep.ts';
import { createDirectory } from '../directory.ts';
import { UsageCharts } from './charts.tsx';
import { lastPeriod, usageOverview } from './overview.ts';
import { routes } from './routes.ts';
import { transparency } from './transparency.ts';
import { TransparencyView } from './transparency-page.tsx';

const NOW = new Date('2026-03-10T15:20:00Z');
const HOUR = Date.parse('2026-03-10T14:00:00Z');
const DAY = 86_400_000;
let base: TestDatabase;

function row(over: Partial<UsageRow>): UsageRow {
  const latency = emptyHistogram(LATENCY_BOUNDS_MS);
  latency[4] = over.requests ?? 1;
  return {
    hour: HOUR,
    subject: 'account:7',
    accountId: 7,
    keyId: 3,
    tier: 'free',
    routeClass: 'packages.getRegistryPackage',
    statusClass: 2,
    cache: 'miss',
    requests: 1,
    cost: 1,
    bytes: 10,
    latency,
    ...over,
  };
}

beforeAll(async () => {
  base = await createTestDatabase();
  const anonymous = (i: number, day: number) =>
    row({
      subject: `prefix:203.0.${i}.9/32`,
      accountId: null,
      keyId: 0,
      tier: 'anonymous',
      hour: HOUR - day * DAY,
      requests: 10,
      cache: 'hit',
    });
  await addUsage(base.db, randomUUID(), {
    number: 1,
    usage: [
      ...[1, 2, 3, 4, 5].map(i => anonymous(i, 0)),
      ...[1, 2, 3, 4].map(i => anonymous(i, 1)),
      row({ requests: 3 }),
      row({ requests: 2, cache: '304', statusClass: 3, cost: 0 }),
      row({ requests: 1, statusClass: 5, routeClass: '*', hour: HOUR - 3_600_000 }),
    ],
    waste: [{ hour: HOUR, subject: 'account:7', accountId: 7, code: 'send-if-none-match', requests: 2 }],
  });
  await sumUpDays(base.db, new Date(HOUR - 2 * DAY));
});
afterAll(() => base.drop());

test('a day of a tier is shown from five askers on; the sums hold nothing else', async () => {
  const shown = await transparency(base.db, lastPeriod(30, 'day', NOW), 5);
  expect(shown.tiers.map(of => [of.tier, of.requests, of.hits])).toEqual([['anonymous', 50, 50]]);
  expect(shown.totals.requests).toBe(50);
  expect(shown.withheld).toBe(2);
  expect(shown.days).toHaveLength(30);
  expect(shown.days.filter(of => of.requests > 0).map(of => of.at)).toEqual(['2026-03-10T00:00:00.000Z']);
});

test('as JSON too', async () => {
  const client = createClient(
    routes,
    { db: base.db, directory: createDirectory([], []), sync: {} as never },
    { now: NOW, usage: { ...NO_USAGE, leastSubjects: 4 } },
  );
  const { body } = await client.get('/transparency?from=2026-03-09&to=2026-03-11');
  expect(body).toMatchObject({
    least_subjects: 4,
    withheld: 1,
    totals: { requests: 90, hits: 90, misses: 0, p50_ms: 17.5 },
    days: [
      { day: '2026-03-09', requests: 40 },
      { day: '2026-03-10', requests: 50 },
    ],
  });
  for (const wrong of ['from=2026-02-30', 'from=2026-03-11&to=2026-03-11', 'from=2024-01-01', 'by=hour']) {
    expect((await client.get(`/transparency?${wrong}`)).status, wrong).toBe(400);
  }
});

test('the page says what is left out, and an empty one when there will be something', async () => {
  const range = lastPeriod(30, 'day', NOW);
  const full = renderToString(<TransparencyView shown={await transparency(base.db, range, 5)} />);
  expect(full).toContain('2 days of tiers had fewer than 5 askers');
  expect(full).not.toContain('>free<');
  expect(full).not.toContain('203.0');
  const empty = renderToString(<TransparencyView shown={await transparency(base.db, range, 99)} />);
  expect(empty).toContain('Nothing to show yet');
});

test('an overview has every hour of its period, and the same sums by operation and key', async () => {
  const usage = await usageOverview(base.db, { accountId: 7 }, lastPeriod(48, 'hour', NOW));
  expect(usage.points).toHaveLength(48);
  expect(usage.points.at(-1)?.at).toBe('2026-03-10T15:00:00.000Z');
  expect(usage.points.map(point => point.requests).filter(n => n > 0)).toEqual([1, 5]);
  expect(usage.totals).toMatchObject({ requests: 6, cost: 2, notModified: 2, serverErrors: 1 });
  expect(usage.routes.map(of => [of.name, of.requests])).toEqual([
    ['packages.getRegistryPackage', 5],
    ['*', 1],
  ]);
  expect(usage.keys.map(of => [of.name, of.requests])).toEqual([['3', 6]]);
  const html = renderToString(<UsageCharts usage={usage} />);
  expect(html).toContain('10 Mar 2026, 14:00');
  expect(html).toContain('Fetched again though nothing had changed');
  expect(html).toContain('no trace kept');
});

test('who has used nothing is told how to begin', async () => {
  const usage = await usageOverview(base.db, { accountId: 8 }, lastPeriod(30, 'day', NOW));
  expect(renderToString(<UsageCharts usage={usage} />)).toContain('No requests yet');
});

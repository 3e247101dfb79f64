import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/databases.ts';
import { emptyHistogram, LATENCY_BOUNDS_MS } from '../core/histogram.ts';
import { addUsage, readTotals, readUsage, readWaste, type UsageRow } from './usage.ts';
import { forgetWriters, giveUpSubjects, shortenAddresses, sumUpDays } from './usage-upkeep.ts';

let base: TestDatabase;
beforeAll(async () => {
  base = await createTestDatabase();
});
afterAll(() => base.drop());

const HOUR = Date.parse('2026-03-10T14:00:00Z');

function row(over: Partial<UsageRow> = {}): UsageRow {
  const latency = emptyHistogram(LATENCY_BOUNDS_MS);
  latency[3] = over.requests ?? 1;
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
    bytes: 100,
    latency,
    ...over,
  };
}

const add = (usage: UsageRow[], writer = randomUUID() as string, number = 1) =>
  addUsage(base.db, writer, { number, usage, waste: [] });
const RANGE = { from: new Date('2026-03-10T00:00:00Z'), to: new Date('2026-03-12T00:00:00Z') };
const everything = { ...RANGE, by: 'day', group: null, limit: 100 } as const;

test('rows of many writers add up, histograms bucket by bucket', async () => {
  await Promise.all(
    Array.from({ length: 8 }, () => add([row({ requests: 2, cost: 3, bytes: 10 }), row({ cache: '304' })])),
  );
  const [sums] = await readUsage(base.db, { accountId: 7 }, everything);
  expect(sums).toMatchObject({ requests: 24, cost: 32, bytes: 880, hits: 0, notModified: 8, misses: 16 });
  expect(sums?.latency[3]).toBe(24);
  expect(sums?.at).toBe('2026-03-10T00:00:00.000Z');
});

test('a batch whose commit was lost sight of is added once', async () => {
  const writer = randomUUID();
  const mine = [row({ subject: 'account:8', accountId: 8 })];
  expect(await add(mine, writer, 1)).toBe(true);
  expect(await add(mine, writer, 1)).toBe(false);
  expect(await add(mine, writer, 2)).toBe(true);
  expect((await readUsage(base.db, { accountId: 8 }, everything))[0]?.requests).toBe(2);
});

test('usage is grouped by hour and by operation, key, status and cache', async () => {
  const mine = { subject: 'account:9', accountId: 9 };
  await add([
    row({ ...mine, requests: 5 }),
    row({ ...mine, keyId: 4, routeClass: 'index.searchPackages', statusClass: 4, requests: 2 }),
    row({ ...mine, hour: HOUR + 3_600_000, cache: 'hit', statusClass: 5, requests: 1 }),
  ]);
  const grouped = async (group: 'route' | 'key' | 'status' | 'cache') =>
    (await readUsage(base.db, { accountId: 9 }, { ...everything, group })).map(p => [p.group, p.requests]);
  expect(await grouped('route')).toEqual([
    ['index.searchPackages', 2],
    ['packages.getRegistryPackage', 6],
  ]);
  expect(await grouped('key')).toEqual([
    ['3', 6],
    ['4', 2],
  ]);
  expect(await grouped('status')).toEqual([
    ['2xx', 5],
    ['4xx', 2],
    ['5xx', 1],
  ]);
  expect(await grouped('cache')).toEqual([
    ['hit', 1],
    ['miss', 7],
  ]);
  const hours = await readUsage(base.db, { accountId: 9 }, { ...everything, by: 'hour' });
  expect(hours.map(p => [p.at, p.requests, p.clientErrors, p.serverErrors])).toEqual([
    ['2026-03-10T14:00:00.000Z', 7, 2, 0],
    ['2026-03-10T15:00:00.000Z', 1, 0, 1],
  ]);
});

test('an hour belongs to the range that it begins in, the end not included', async () => {
  const query = { ...everything, from: new Date(HOUR), to: new Date(HOUR) };
  expect(await readUsage(base.db, { accountId: 9 }, query)).toEqual([]);
  const until = { ...query, to: new Date(HOUR + 1) };
  expect((await readUsage(base.db, { accountId: 9 }, until))[0]?.requests).toBe(7);
});

describe('anonymous subjects', () => {
  const prefixes = [
    'prefix:192.0.2.1/32',
    'prefix:192.0.2.77/32',
    'prefix:198.51.100.4/32',
    'prefix:2001:db8:1:2::/64',
    'prefix:2001:db8:1:3::/64',
    'prefix:2001:db8:2::/64',
  ];
  const subjects = async () =>
    (
      await base.db.query<{ subject: string; requests: number }>(
        `select subject, sum(requests)::bigint as requests from usage_hourly where account_id is null group by 1 order by 1`,
      )
    ).rows.map(r => [r.subject, r.requests]);

  beforeAll(async () => {
    const anonymous = { accountId: null, keyId: 0, tier: 'anonymous' };
    await addUsage(base.db, randomUUID(), {
      number: 1,
      usage: prefixes.map(subject => row({ ...anonymous, subject, requests: 3 })),
      waste: prefixes.map(subject => ({
        hour: HOUR,
        subject,
        accountId: null,
        code: 'use-bulk',
        requests: 2,
      })),
    });
  });

  test('are shortened to /24 and /48 once the hour is a day old, and nothing is lost', async () => {
    expect(await shortenAddresses(base.db, new Date(HOUR + 3_599_000))).toBe(0);
    expect(await sumUpDays(base.db, new Date(HOUR))).toBeGreaterThan(0);
    const before = await readTotals(base.db, RANGE, 1);
    expect(await shortenAddresses(base.db, new Date(HOUR + 3_600_000))).toBe(6);
    expect(await subjects()).toEqual([
      ['prefix:192.0.2.0/24', 6],
      ['prefix:198.51.100.0/24', 3],
      ['prefix:2001:db8:1::/48', 6],
      ['prefix:2001:db8:2::/48', 3],
    ]);
    expect(await readWaste(base.db, { subject: 'prefix:192.0.2.0/24' }, RANGE)).toEqual([
      { code: 'use-bulk', requests: 4 },
    ]);
    expect(await shortenAddresses(base.db, new Date(HOUR + 3_600_000))).toBe(0);
    // Askers are counted as they are after shortening, so the totals are the same before and after.
    await sumUpDays(base.db, new Date(HOUR));
    expect(await readTotals(base.db, RANGE, 1)).toEqual(before);
    expect(before.days.find(day => day.tier === 'anonymous')).toMatchObject({ subjects: 4, requests: 18 });
  });

  test('totals of few askers are withheld, and only counted', async () => {
    const { days, withheld } = await readTotals(base.db, RANGE, 4);
    expect(days.map(day => day.tier)).toEqual(['anonymous']);
    expect(withheld).toBe(1);
  });

  test('are given up after a month: the tier keeps the sums, accounts keep theirs', async () => {
    expect(await giveUpSubjects(base.db, new Date(HOUR + 3_600_000))).toBe(4);
    expect(await subjects()).toEqual([['tier:anonymous', 18]]);
    expect(await giveUpSubjects(base.db, new Date(HOUR + 3_600_000))).toBe(0);
    const { rows } = await base.db.query<{ count: number }>('select count(*) from usage_waste');
    expect(rows[0]?.count).toBe(0);
    expect((await readUsage(base.db, { accountId: 9 }, everything))[0]?.requests).toBe(8);
  });
});

test('writers that ended are forgotten', async () => {
  await forgetWriters(base.db, new Date(Date.now() + 1_000));
  const { rows } = await base.db.query<{ count: number }>('select count(*) from usage_writers');
  expect(rows[0]?.count).toBe(0);
});

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Caller } from '../../core/access.ts';
import type { UsageSample } from '../../core/usage.ts';
import type { UsageBatch, UsageRow } from '../../store/usage.ts';
import { createMeter, type MeterDeps } from './meter.ts';

const NOON = Date.parse('2026-03-10T12:00:00Z');
const anonymous = caller({ subject: 'prefix:192.0.2.1/32' });

function caller(over: Partial<Caller> = {}): Caller {
  return {
    subject: 'account:1',
    kind: 'prefix',
    tier: 'anonymous',
    notice: null,
    accountId: null,
    keyId: null,
    scopes: ['read:public'],
    priority: 3,
    privacy: 'normal',
    licence: { spdx: 'CC-BY-SA-4.0', url: '/licences' },
    ...over,
  };
}

function sample(over: Partial<UsageSample> = {}): UsageSample {
  return {
    caller: anonymous,
    label: 'packages.getRegistryPackage',
    status: 200,
    cache: 'miss',
    cost: 1,
    bytes: 1_000,
    ms: 7,
    target: 1,
    etag: 0,
    conditional: false,
    ...over,
  };
}

let written: UsageBatch[] = [];
const rows = (): UsageRow[] => written.flatMap(batch => batch.usage);

function meterOf(over: Partial<MeterDeps> = {}) {
  return createMeter({
    async write(batch) {
      written.push(batch);
    },
    now: () => Date.now(),
    random: () => 0,
    ...over,
  });
}

beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
  written = [];
});
afterEach(() => vi.useRealTimers());

test('sums up by subject, key, tier, operation, class of status and cache', async () => {
  const meter = meterOf();
  const of = (keyId: number) => caller({ accountId: 1, keyId, tier: 'free', kind: 'account' });
  meter.record(sample());
  meter.record(sample({ ms: 8, bytes: 500, cost: 2 }));
  meter.record(sample({ cache: '304', status: 304, cost: 0, bytes: 0 }));
  meter.record(sample({ status: 404 }));
  meter.record(sample({ caller: of(5) }));
  meter.record(sample({ caller: of(6), cache: 'hit' }));
  await meter.flush();
  const short = rows().map(r => [r.subject, r.keyId, r.statusClass, r.cache, r.requests, r.cost, r.bytes]);
  expect(short.sort()).toEqual(
    [
      ['account:1', 5, 2, 'miss', 1, 1, 1_000],
      ['account:1', 6, 2, 'hit', 1, 1, 1_000],
      ['prefix:192.0.2.1/32', 0, 2, 'miss', 2, 3, 1_500],
      ['prefix:192.0.2.1/32', 0, 3, '304', 1, 0, 0],
      ['prefix:192.0.2.1/32', 0, 4, 'miss', 1, 1, 1_000],
    ].sort(),
  );
  // 7 and 8 ms lie between 5 and 10.
  expect(rows().find(r => r.requests === 2)?.latency).toEqual([0, 0, 0, 2, ...new Array(10).fill(0)]);
  await meter.close();
});

test('a key that leaves no trace leaves counters of its account alone', async () => {
  const meter = meterOf({
    watch: { observe: () => null, hintFor: () => null, hints: () => [] },
  });
  const strict = caller({ accountId: 1, keyId: 9, kind: 'account', tier: 'free', privacy: 'strict' });
  meter.record(sample({ caller: strict }));
  meter.record(sample({ caller: strict, label: 'index.searchPackages' }));
  await meter.close();
  expect(rows()).toMatchObject([{ subject: 'account:1', keyId: 0, routeClass: '*', requests: 2 }]);
});

test('an hour that ends before it is written keeps what belongs to it', async () => {
  const meter = meterOf();
  vi.setSystemTime(NOON + 3_599_999);
  meter.record(sample());
  vi.setSystemTime(NOON + 3_600_000);
  meter.record(sample());
  meter.record(sample());
  await meter.close();
  expect(rows().map(r => [r.hour, r.requests])).toEqual([
    [NOON, 1],
    [NOON + 3_600_000, 2],
  ]);
});

describe('writing', () => {
  test('happens within nine seconds by itself, and at once on close', async () => {
    const meter = meterOf();
    meter.record(sample());
    await vi.advanceTimersByTimeAsync(8_999);
    expect(written).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(written).toHaveLength(1);
    meter.record(sample());
    await meter.close();
    expect(written.map(batch => batch.number)).toEqual([1, 2]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(written).toHaveLength(2);
  });

  test('what fails is kept under its number, and what came meanwhile is one batch behind it', async () => {
    let away = true;
    const tried: number[] = [];
    const warned: string[] = [];
    const meter = meterOf({
      async write(batch) {
        tried.push(batch.number);
        if (away) throw new Error('away');
        written.push(batch);
      },
      log: { warn: message => warned.push(message) },
    });
    meter.record(sample());
    await meter.flush();
    for (let i = 0; i < 3; i++) {
      meter.record(sample());
      await vi.advanceTimersByTimeAsync(9_000);
    }
    expect(tried).toEqual([1, 1, 1, 1]);
    expect(warned).toHaveLength(1);
    away = false;
    await meter.flush();
    expect(written.map(batch => [batch.number, batch.usage[0]?.requests])).toEqual([
      [1, 1],
      [2, 3],
    ]);
    await meter.close();
  });

  test('goes in transactions of 2,000 rows', async () => {
    const meter = meterOf();
    for (let i = 0; i < 4_500; i++) meter.record(sample({ caller: caller({ subject: `prefix:${i}` }) }));
    await meter.close();
    expect(written.map(batch => batch.usage.length)).toEqual([2_000, 2_000, 500]);
  });
});

test('beyond the cells, strangers are counted as their tier; accounts keep their rows', async () => {
  const meter = meterOf({ maxCells: 10 });
  for (let i = 0; i < 100; i++) meter.record(sample({ caller: caller({ subject: `prefix:${i}` }) }));
  meter.record(sample({ caller: caller({ subject: 'account:4', accountId: 4, kind: 'account' }) }));
  await meter.close();
  const requests = (subject: string) => rows().find(r => r.subject === subject)?.requests;
  expect(rows()).toHaveLength(12);
  expect(requests('tier:anonymous')).toBe(90);
  expect(requests('account:4')).toBe(1);
});

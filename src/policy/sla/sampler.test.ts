import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Caller } from '../../core/access.ts';
import type { UsageSample } from '../../core/usage.ts';
import type { SlaMinute } from '../../store/sla.ts';
import { createSlaSampler, type SlaSampler } from './sampler.ts';

const NOON = Date.parse('2026-03-10T12:00:00Z');
let written: SlaMinute[] = [];
let reachable = true;
let writable = true;
let sampler: SlaSampler;

beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
  written = [];
  reachable = true;
  writable = true;
  sampler = createSlaSampler({
    probe: async () => {
      if (!reachable) throw new Error('away');
    },
    async write(minutes) {
      if (!writable) throw new Error('away');
      written.push(...minutes);
    },
  });
});
afterEach(() => vi.useRealTimers());

function sample(status: number, priority: 0 | 1 | 2 | 3, label = 'index.getEvents'): UsageSample {
  const caller = { priority } as Caller;
  const rest = {
    cache: 'miss',
    cost: 1,
    bytes: 0,
    ms: 1,
    target: 1,
    etag: 0,
    conditional: false,
  } as const;
  return { caller, label, status, ...rest };
}

/** What was written, added up by minute. */
const minutes = () => {
  const sums = new Map<number, number[]>();
  for (const { minute, probes, probeFailures, requests, failures } of written) {
    const all = [probes, probeFailures, requests, failures];
    const before = sums.get(minute) ?? [0, 0, 0, 0];
    sums.set(
      minute,
      before.map((n, i) => n + (all[i] as number)),
    );
  }
  return [...sums].map(([minute, sum]) => [(minute - NOON) / 60_000, ...sum]);
};

test('looks three times a minute, and counts what failed in the minute in which it began', async () => {
  await vi.advanceTimersByTimeAsync(59_000);
  reachable = false;
  await vi.advanceTimersByTimeAsync(60_000);
  await sampler.close();
  expect(minutes()).toEqual([
    [0, 3, 0, 0, 0],
    [1, 3, 3, 0, 0],
  ]);
});

test('counts requests for events; that the commons were turned away is no failure', async () => {
  sampler.record(sample(200, 3));
  sampler.record(sample(503, 3));
  sampler.record(sample(503, 1));
  sampler.record(sample(500, 3));
  sampler.record(sample(500, 0, 'index.searchPackages'));
  sampler.record(sample(429, 0));
  await sampler.close();
  expect(minutes()).toEqual([[0, 1, 0, 5, 2]]);
});

test('keeps what cannot be written', async () => {
  await vi.advanceTimersByTimeAsync(0);
  const before = written.length;
  writable = false;
  sampler.published(12);
  await vi.advanceTimersByTimeAsync(150_000);
  expect(written).toHaveLength(before);
  writable = true;
  await sampler.close();
  expect(minutes()).toEqual([
    [0, 3, 0, 0, 0],
    [1, 3, 0, 0, 0],
    [2, 2, 0, 0, 0],
  ]);
  // 12 ms lie between 10 and 25.
  const lags = written.map(({ publishLag }) => publishLag[1]);
  expect(lags.reduce((sum, n = 0) => (sum ?? 0) + n, 0)).toBe(1);
});

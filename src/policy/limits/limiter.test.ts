import { describe, expect, test } from 'vitest';
import type { LimitPolicy } from '../../core/access.ts';
import { HOUR_MS, newCounters } from './counters.ts';
import { type Asked, takeFrom } from './limiter.ts';

/** Ten o'clock exactly. */
const TEN = Date.UTC(2026, 0, 1, 10);
const none: LimitPolicy = {
  name: 'test',
  burst: null,
  hourly: null,
  daily: null,
  concurrency: null,
  priority: 3,
  failMode: 'open',
};
const subject = (policy: Partial<LimitPolicy>, keyHourly: number | null = null): Asked => ({
  counters: newCounters('s', TEN),
  policy: { ...none, ...policy },
  key: keyHourly === null ? null : newCounters('key:1', TEN),
  keyHourly,
});
const passes = (asked: Asked, cost: number, now: number) => {
  const refusal = takeFrom(asked, cost, now);
  if (refusal === null) asked.counters.running--;
  return refusal === null;
};

describe('bursts', () => {
  test('as many as the size at once, then one every interval', () => {
    const asked = subject({ burst: { perSecond: 10, size: 50 } });
    const passed = Array.from({ length: 60 }, () => passes(asked, 1, TEN)).filter(Boolean);
    expect(passed).toHaveLength(50);
    expect(passes(asked, 1, TEN + 99)).toBe(false);
    expect(passes(asked, 1, TEN + 100)).toBe(true);
    expect(passes(asked, 1, TEN + 100)).toBe(false);
    // Five seconds later all is as it was.
    expect(Array.from({ length: 60 }, () => passes(asked, 1, TEN + 6_000)).filter(Boolean)).toHaveLength(50);
  });

  test('a steady stream at the rate passes for ever', () => {
    const asked = subject({ burst: { perSecond: 3, size: 1 } });
    for (let i = 0; i < 3_000; i++) expect(passes(asked, 1, TEN + (i * 1000) / 3)).toBe(true);
  });

  test('count what was asked before in requests, when somebody says who they are', () => {
    const asked = subject({ burst: { perSecond: 10, size: 50 } });
    for (let i = 0; i < 50; i++) passes(asked, 1, TEN);
    const contact = { ...asked, policy: { ...none, burst: { perSecond: 20, size: 100 } } };
    expect(Array.from({ length: 60 }, () => passes(contact, 1, TEN)).filter(Boolean)).toHaveLength(50);
    // And back: a hundred are twice as many as an anonymous caller may have.
    expect(passes(asked, 1, TEN + 2_000)).toBe(false);
  });

  test('say when the next one passes', () => {
    const asked = subject({ burst: { perSecond: 2, size: 2 } });
    passes(asked, 1, TEN);
    passes(asked, 1, TEN);
    expect(takeFrom(asked, 1, TEN + 100)).toEqual({ violated: ['burst'], waitMs: 400 });
  });
});

describe('windows', () => {
  test('the hour before counts as far as it overlaps', () => {
    const asked = subject({ hourly: 100 });
    expect(passes(asked, 80, TEN)).toBe(true);
    // A quarter past eleven: three quarters of 80 overlap, 40 are left.
    const quarter = TEN + HOUR_MS * 1.25;
    expect(passes(asked, 41, quarter)).toBe(false);
    expect(passes(asked, 40, quarter)).toBe(true);
    // At twelve the 40 count whole, and nothing of the 80.
    expect(passes(asked, 61, TEN + 2 * HOUR_MS)).toBe(false);
    expect(passes(asked, 60, TEN + 2 * HOUR_MS)).toBe(true);
  });

  test('no double at the edge of two windows', () => {
    const asked = subject({ hourly: 100 });
    expect(passes(asked, 100, TEN + HOUR_MS - 1)).toBe(true);
    expect(passes(asked, 1, TEN + HOUR_MS)).toBe(false);
  });

  test.each([
    // Used at ten; asked half an hour later: 100 fade over the eleventh hour, one unit of them in 36 s.
    [100, 0, 1, 0.5, 0.5 * HOUR_MS + 36_000],
    // 50 used at ten, 50 at a quarter past eleven, when 12.5 have faded: 25 more fit when 12.5 more have, after 15 minutes.
    [50, 50, 25, 1.25, 0.25 * HOUR_MS],
    // Larger than the limit.
    [0, 0, 101, 0, Number.POSITIVE_INFINITY],
  ])('%i used, then %i: when do %i fit', (first, second, cost, hours, wait) => {
    const asked = subject({ hourly: 100 });
    if (first > 0) passes(asked, first, TEN);
    const now = TEN + hours * HOUR_MS;
    if (second > 0) expect(passes(asked, second, now)).toBe(true);
    const refusal = takeFrom(asked, cost, now);
    expect(refusal?.violated).toEqual(['hour']);
    expect(refusal?.waitMs).toBeCloseTo(wait, 3);
    // And then they do.
    if (wait === Number.POSITIVE_INFINITY) return;
    expect(passes(asked, cost, now + wait - 5_000)).toBe(false);
    expect(passes(asked, cost, now + wait + 1)).toBe(true);
  });

  test('the day counts beside the hour', () => {
    const asked = subject({ hourly: 100, daily: 150 });
    expect(passes(asked, 100, TEN)).toBe(true);
    expect(passes(asked, 50, TEN + 2 * HOUR_MS)).toBe(true);
    expect(takeFrom(asked, 1, TEN + 4 * HOUR_MS)?.violated).toEqual(['day']);
  });
});

test('what is denied takes nothing of any limiter', () => {
  const asked = subject({ burst: { perSecond: 1, size: 2 }, hourly: 10, daily: 1_000, concurrency: 2 }, 5);
  expect(takeFrom(asked, 5, TEN)).toBeNull();
  const before = structuredClone(asked);
  expect(takeFrom(asked, 6, TEN)?.violated).toEqual(['hour', 'key']);
  expect(asked).toEqual(before);
  expect(takeFrom(asked, 0, TEN)).toBeNull();
  const full = structuredClone(asked);
  expect(takeFrom(asked, 0, TEN)?.violated).toEqual(['burst', 'concurrency']);
  expect(asked).toEqual(full);
});

test('a clock that goes back gives nothing away', () => {
  const asked = subject({ hourly: 10 });
  expect(passes(asked, 10, TEN + HOUR_MS)).toBe(true);
  expect(passes(asked, 1, TEN)).toBe(false);
});

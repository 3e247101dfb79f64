import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTagClock } from './tag-clock.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('tags', () => {
  test('only what changed is not right any more', () => {
    const clock = createTagClock();
    const before = clock.now();
    clock.change(1, [7, 8]);
    expect(clock.unchangedSince(['package:7'], before)).toBe(false);
    expect(clock.unchangedSince(['package:9'], before)).toBe(true);
    expect(clock.unchangedSince(['package:9', 'package:8'], before)).toBe(false);
    expect(clock.unchangedSince(['registry:1'], before)).toBe(false);
    expect(clock.unchangedSince(['registry:2'], before)).toBe(true);
    expect(clock.unchangedSince(['everything'], before)).toBe(false);
    expect(clock.unchangedSince([], before)).toBe(true);
    expect(clock.unchangedSince(['package:7'], clock.now())).toBe(true);
  });

  test('a registry changes at once, then at most every 2 s, and the last change is never lost', () => {
    const clock = createTagClock();
    const start = clock.now();
    clock.change(1, [1]);
    expect(clock.unchangedSince(['registry:1'], start)).toBe(false);
    const second = clock.now();
    clock.change(1, [2]);
    // Single packages never wait.
    expect(clock.unchangedSince(['package:2'], second)).toBe(false);
    expect(clock.unchangedSince(['registry:1'], second)).toBe(true);
    vi.advanceTimersByTime(1_999);
    expect(clock.unchangedSince(['registry:1'], second)).toBe(true);
    vi.advanceTimersByTime(1);
    expect(clock.unchangedSince(['registry:1'], second)).toBe(false);
    const third = clock.now();
    // Nothing new: nothing ticks, and after the rest a change counts at once again.
    vi.advanceTimersByTime(10_000);
    expect(clock.unchangedSince(['registry:1'], third)).toBe(true);
    clock.change(1, []);
    expect(clock.unchangedSince(['registry:1'], third)).toBe(false);
    expect(vi.getTimerCount()).toBeGreaterThan(0);
    clock.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('too many to name means all packages', () => {
    const clock = createTagClock();
    const before = clock.now();
    clock.change(1, null);
    expect(clock.unchangedSince(['package:99'], before)).toBe(false);
    expect(clock.unchangedSince(['package:99'], clock.now())).toBe(true);
  });

  test('what is remembered is bounded: forgetting counts as a change', () => {
    const clock = createTagClock({ maxTags: 10 });
    const before = clock.now();
    for (let id = 0; id < 50; id++) clock.change(1, [id]);
    expect(clock.unchangedSince(['package:1000'], before)).toBe(false);
  });
});

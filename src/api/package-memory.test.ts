import { beforeEach, describe, expect, test } from 'vitest';
import { createPackageMemory } from './package-memory.ts';
import { createTagClock, type TagClock } from './tag-clock.ts';

describe('texts of packages in memory', () => {
  let clock: TagClock;
  let memory: ReturnType<typeof createPackageMemory>;

  beforeEach(() => {
    clock = createTagClock({ throttleMs: 0 });
    memory = createPackageMemory({ maxBytes: 10_000, clock });
    memory.setTrusted(true);
  });

  test('are given until their package changes, and only theirs', () => {
    memory.keep(1, 'a', 'one', memory.now());
    memory.keep(2, 'a', 'two', memory.now());
    clock.change(7, [2]);
    expect(memory.get(1, 'a')).toBe('one');
    expect(memory.get(2, 'a')).toBeUndefined();
    expect(memory.get(1, 'b')).toBeUndefined();
  });

  test('of facts that were read before a change are not kept', () => {
    const readAt = memory.now();
    clock.change(7, [1]);
    memory.keep(1, 'a', 'old', readAt);
    expect(memory.get(1, 'a')).toBeUndefined();
    memory.keep(1, 'a', 'new', memory.now());
    expect(memory.get(1, 'a')).toBe('new');
  });

  test('go when too much changed to name it', () => {
    memory.keep(1, 'a', 'one', memory.now());
    clock.change(7, null);
    expect(memory.get(1, 'a')).toBeUndefined();
  });

  test('are none while changes cannot be heard of, nor after', () => {
    memory.keep(1, 'a', 'one', memory.now());
    memory.setTrusted(false);
    expect(memory.get(1, 'a')).toBeUndefined();
    memory.keep(2, 'a', 'two', memory.now());
    memory.setTrusted(true);
    expect(memory.get(1, 'a')).toBeUndefined();
    expect(memory.get(2, 'a')).toBeUndefined();
  });

  test('take no more than they may', () => {
    for (let id = 0; id < 1_000; id++) memory.keep(id, 'a', 'x'.repeat(750), memory.now());
    const kept = Array.from({ length: 1_000 }, (_, id) => memory.get(id, 'a')).filter(
      text => text !== undefined,
    );
    expect(kept.length).toBeLessThanOrEqual(10);
    expect(memory.get(999, 'a')).toBeDefined();
  });
});

test('facts kept elsewhere are current until what is behind their tags changes, and only while changes are heard of', () => {
  const clock = createTagClock({ throttleMs: 0 });
  const memory = createPackageMemory({ maxBytes: 10_000, clock });
  const tags = ['package:1'];
  expect(memory.isCurrent(tags, memory.now())).toBe(false);
  memory.setTrusted(true);
  const readAt = memory.now();
  clock.change(7, [2]);
  expect(memory.isCurrent(tags, readAt)).toBe(true);
  clock.change(7, [1]);
  expect(memory.isCurrent(tags, readAt)).toBe(false);
});

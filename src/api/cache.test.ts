import { describe, expect, test } from 'vitest';
import { createResponseCache } from './cache.ts';
import { compressOnce, prepare } from './prepared.ts';
import { createTagClock } from './tag-clock.ts';

const page = (body: string, tags: string[] = ['package:1']) =>
  prepare({ body, contentType: 'text/plain', shared: true, tags });
const never = new AbortController().signal;

function setup(maxBytes = 1_000_000) {
  const clock = createTagClock();
  const cache = createResponseCache({ maxBytes, clock });
  cache.setTrusted(true);
  return { clock, cache };
}

describe('prepared answers', () => {
  test('are kept until something they depend on changes', async () => {
    const { clock, cache } = setup();
    await cache.load('a', never, async () => page('one'));
    clock.change(1, [2]);
    expect(cache.get('a')?.body.toString()).toBe('one');
    clock.change(1, [1]);
    expect(cache.get('a')).toBeUndefined();
  });

  test('what changed while it was loaded is given to its callers but not kept', async () => {
    const { clock, cache } = setup();
    const loaded = await cache.load('a', never, async () => {
      clock.change(1, [1]);
      return page('old');
    });
    expect(loaded.body.toString()).toBe('old');
    expect(cache.get('a')).toBeUndefined();
  });

  test('a load of another group is not joined, and what either made is kept for all', async () => {
    const { cache } = setup();
    let finish: (prepared: ReturnType<typeof page>) => void = () => {};
    const slow = cache.load('a', never, () => new Promise(resolve => (finish = resolve)), '3');
    const quick = await cache.load('a', never, async () => page('quick'), '0');
    expect(quick.body.toString()).toBe('quick');
    expect((await cache.load('a', never, async () => page('another'), '3')).body.toString()).toBe('quick');
    finish(page('slow'));
    expect((await slow).body.toString()).toBe('slow');
  });

  test('callers at the same time share a load, unless something changed since it began', async () => {
    const { clock, cache } = setup();
    let loads = 0;
    const finish: (() => void)[] = [];
    const load = () =>
      cache.load('a', never, async () => {
        loads++;
        await new Promise<void>(resolve => finish.push(resolve));
        return page('x');
      });
    const first = load();
    const second = load();
    expect(loads).toBe(1);
    clock.change(1, [5]);
    const third = load();
    expect(loads).toBe(2);
    for (const resolve of finish) resolve();
    await Promise.all([first, second, third]);
    expect(cache.get('a')?.body.toString()).toBe('x');
  });

  test('a load is aborted when all its callers have gone, and only then', async () => {
    const { cache } = setup();
    const [one, two] = [new AbortController(), new AbortController()];
    let aborted = false;
    let finish = () => {};
    const loader = async (signal: AbortSignal) => {
      signal.addEventListener('abort', () => {
        aborted = true;
      });
      await new Promise<void>(resolve => {
        finish = resolve;
      });
      return page('x');
    };
    const loads = [cache.load('a', one.signal, loader), cache.load('a', two.signal, loader)];
    one.abort();
    expect(aborted).toBe(false);
    two.abort();
    expect(aborted).toBe(true);
    finish();
    await Promise.all(loads);
  });

  test('failures are not kept', async () => {
    const { cache } = setup();
    await expect(cache.load('a', never, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect((await cache.load('a', never, async () => page('yes'))).body.toString()).toBe('yes');
  });

  test('while changes cannot be heard nothing is kept or given, and a return starts from nothing', async () => {
    const { cache } = setup();
    await cache.load('a', never, async () => page('one'));
    cache.setTrusted(false);
    expect(cache.get('a')).toBeUndefined();
    let finish = () => {};
    const slow = cache.load('b', never, async () => {
      await new Promise<void>(resolve => {
        finish = resolve;
      });
      return page('read in the dark');
    });
    cache.setTrusted(true);
    finish();
    await slow;
    expect([cache.get('a'), cache.get('b')]).toEqual([undefined, undefined]);
  });

  test('memory is bounded, and one large answer does not push out the others', async () => {
    const { cache } = setup(100_000);
    for (let i = 0; i < 100; i++) await cache.load(`k${i}`, never, async () => page('y'.repeat(5_000)));
    expect(cache.stats().bytes).toBeLessThanOrEqual(100_000);
    expect(cache.stats().entries).toBeGreaterThan(10);
    await cache.load('large', never, async () => page('z'.repeat(50_000)));
    expect(cache.get('large')).toBeUndefined();
  });

  test('a compressed copy counts as well', async () => {
    const { cache } = setup();
    const prepared = await cache.load('a', never, async () => page('y'.repeat(50_000)));
    const before = cache.stats().bytes;
    expect(await compressOnce(prepared)).toBe(true);
    cache.grown('a', prepared);
    expect(cache.stats().bytes - before).toBe(prepared.gzip?.length);
    expect(cache.get('a')).toBe(prepared);
  });
});

import { expect, test } from 'vitest';
import { createManualClock, systemClock } from './clock.ts';

test('the system clock sleeps as long as asked, and wakes on abort', async () => {
  const before = systemClock.now().getTime();
  await systemClock.sleep(30);
  expect(systemClock.now().getTime() - before).toBeGreaterThanOrEqual(29);
  await systemClock.sleep(-5);
  await expect(systemClock.sleep(10_000, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  const controller = new AbortController();
  const asleep = systemClock.sleep(10_000, controller.signal);
  controller.abort(new Error('enough'));
  await expect(asleep).rejects.toThrow('enough');
});

test('a manual clock stands still, wakes sleepers in order, and at their own time', async () => {
  const clock = createManualClock('2025-07-01T00:00:00Z');
  const woken: string[] = [];
  const sleeper = async (name: string, milliseconds: number) => {
    await clock.sleep(milliseconds);
    woken.push(`${name} ${clock.now().toISOString()}`);
  };
  const all = [sleeper('late', 3000), sleeper('early', 1000), sleeper('later', 9000)];
  await clock.advance(999);
  expect(woken).toEqual([]);
  await clock.advance(2001);
  expect(woken).toEqual(['early 2025-07-01T00:00:01.000Z', 'late 2025-07-01T00:00:03.000Z']);
  expect(clock.sleepers).toBe(1);
  await clock.advance(6000);
  await Promise.all(all);
  expect(clock.now().toISOString()).toBe('2025-07-01T00:00:09.000Z');
});

test('one who falls asleep again within the same advance is woken again', async () => {
  const clock = createManualClock();
  let rounds = 0;
  const loop = (async () => {
    while (rounds < 5) {
      await clock.sleep(100);
      rounds++;
    }
  })();
  await clock.advance(450);
  expect(rounds).toBe(4);
  await clock.advance(50);
  await loop;
  expect(rounds).toBe(5);
});

test('a sleeper of the manual clock can be aborted', async () => {
  const clock = createManualClock();
  const controller = new AbortController();
  const asleep = clock.sleep(1000, controller.signal);
  controller.abort(new Error('enough'));
  await expect(asleep).rejects.toThrow('enough');
  expect(clock.sleepers).toBe(0);
});

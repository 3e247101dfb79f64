/** Requests of the commons that let the paid go first between their pieces of work. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PriorityClass } from '../../core/access.ts';
import { ReducedCapacityError, type Turn } from '../../core/admission.ts';
import { type AdmissionOptions, createAdmission, type OpenAdmission } from './admission.ts';

let admission: OpenAdmission;
let away: string[] = [];
let paused: number[] = [];

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  away = [];
  paused = [];
});
afterEach(() => {
  admission?.close();
  vi.useRealTimers();
});

function open(options: Partial<AdmissionOptions> = {}): OpenAdmission {
  admission = createAdmission({
    capacity: 10,
    now: () => Date.now(),
    random: () => 0,
    observer: {
      waited() {},
      paused: (_priority, ms) => paused.push(ms),
      turnedAway: (priority, why) => away.push(`${priority} ${why}`),
    },
    ...options,
  });
  return admission;
}

const enter = (priority: PriorityClass, signal = new AbortController().signal) =>
  admission.enter(priority, signal);
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const lasts = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms));

/**
 * One of the commons and one that pays, 100 ms after both began. Of the 50 ms that the commons can save up, and a quarter of 100 ms that they
 * earned, the one has used 100: 25 ms are missing, and beside the paid request 25 more are wanted. At a quarter: 200 ms.
 */
async function beside(
  priority: PriorityClass = 3,
  signal?: AbortSignal,
): Promise<{ common: Turn; paid: Turn }> {
  open();
  const turns = { common: await enter(priority, signal), paid: await enter(0) };
  await pass(100);
  return turns;
}

describe('while a paid request runs', () => {
  test('the next piece waits for its end', async () => {
    const { common, paid } = await beside();
    const work = vi.fn(async () => 'rows');
    const rows = common.run(work);
    await pass(150);
    expect(work).not.toHaveBeenCalled();
    expect([admission.paused(3), admission.running(3)]).toEqual([1, 1]);
    paid.leave();
    await pass(1);
    expect(await rows).toBe('rows');
    expect(admission.paused(3)).toBe(0);
    expect(paused).toEqual([151]);
  });

  test('the answer of the paid request goes out before', async () => {
    const { common, paid } = await beside();
    const order: string[] = [];
    void common.run(async () => order.push('common'));
    paid.leave();
    // As many turns of promises as an answer may take on its way.
    for (let i = 0; i < 50; i++) await Promise.resolve();
    order.push('paid');
    await pass(1);
    expect(order).toEqual(['paid', 'common']);
  });

  test('what a piece gave is kept back where a paid request came meanwhile', async () => {
    open();
    const common = await enter(3);
    const got = vi.fn();
    void common.run(() => lasts(90)).then(got);
    const paid = await enter(0);
    await pass(100);
    expect(got).not.toHaveBeenCalled();
    paid.leave();
    await pass(1);
    expect(got).toHaveBeenCalledOnce();
  });

  test('who has not had its time does not wait', async () => {
    open();
    const common = await enter(3);
    await enter(0);
    await pass(30);
    expect(await common.run(async () => 1)).toBe(1);
    expect(paused).toEqual([]);
  });

  test('nobody begins either, until the time for it was saved up', async () => {
    const { common } = await beside();
    common.leave();
    const begun = vi.fn();
    void enter(3).then(begun);
    await pass(199);
    expect(begun).not.toHaveBeenCalled();
    await pass(12);
    expect(begun).toHaveBeenCalledOnce();
  });

  test('the commons have the time that they are due, beside a paid request without end', async () => {
    const { common } = await beside();
    const work = vi.fn(async () => {});
    void common.run(work);
    await pass(199);
    expect(work).not.toHaveBeenCalled();
    await pass(12);
    expect(work).toHaveBeenCalledOnce();
  });

  test('several pieces of one request are one request', async () => {
    const { common } = await beside();
    const work = vi.fn(async () => {});
    void Promise.all([common.run(work), common.run(work), common.run(work)]);
    await pass(199);
    expect(work).not.toHaveBeenCalled();
    await pass(12);
    expect(work).toHaveBeenCalledTimes(3);
  });
});

test('class 2 goes on before class 3, and both before others begin', async () => {
  open();
  const commons = await Promise.all([enter(3), enter(2)]);
  const paid = await enter(0);
  await pass(100);
  const order: string[] = [];
  void enter(2).then(() => order.push('another'));
  void commons[0]?.run(async () => order.push('class 3')).then(() => commons[0]?.leave());
  void commons[1]?.run(async () => order.push('class 2')).then(() => commons[1]?.leave());
  await pass(1);
  paid.leave();
  await pass(900);
  expect(order).toEqual(['class 2', 'class 3', 'another']);
});

test('where paid requests have all of their places, the commons go on in theirs', async () => {
  open();
  const commons = await Promise.all([enter(3), enter(3)]);
  for (let i = 0; i < 8; i++) await enter(0);
  await pass(5_000);
  const work = vi.fn(async () => {});
  for (const turn of commons) void turn.run(work);
  await pass(0);
  expect(work).toHaveBeenCalledTimes(2);
});

test.each([
  ['there is one place', { capacity: 1 }],
  ['the commons have everything', { commonsShare: 1 }],
])('nobody pauses where %s', async (_, options) => {
  open(options);
  const common = await enter(3);
  enter(0).catch(() => {});
  await pass(1_000);
  expect(await common.run(async () => 1)).toBe(1);
  expect(paused).toEqual([]);
});

describe('the end of a pause', () => {
  test('a client that leaves ends it', async () => {
    const client = new AbortController();
    const { common } = await beside(3, client.signal);
    const work = vi.fn(async () => {});
    const done = common.run(work);
    done.catch(() => {});
    client.abort(new Error('gone'));
    await expect(done).rejects.toThrow('gone');
    expect(work).not.toHaveBeenCalled();
    expect(admission.paused(3)).toBe(0);
    common.leave();
    expect(admission.running(3)).toBe(0);
    await expect(common.run(async () => 'other work')).resolves.toBe('other work');
  });

  test('a client that has left pauses no more', async () => {
    const client = new AbortController();
    const { common } = await beside(3, client.signal);
    client.abort(new Error('gone'));
    await expect(common.run(async () => {})).rejects.toThrow('gone');
  });

  test('pauses of one request count together', async () => {
    open();
    const common = await enter(3);
    const first = await enter(0);
    // Three quarters of 10 s: half a minute away from its next time.
    await pass(10_000);
    const done = common.run(async () => {});
    await pass(3_000);
    first.leave();
    await pass(1);
    await done;
    await enter(0);
    const errors: unknown[] = [];
    common.run(async () => {}).catch(error => errors.push(error));
    await pass(1_980);
    expect(errors).toEqual([]);
    await pass(30);
    expect(errors[0]).toBeInstanceOf(ReducedCapacityError);
  });

  test('a piece that never had its time is refused with a time to come back', async () => {
    open();
    const common = await enter(3);
    await enter(0);
    // Three quarters of 2 s, less 50 ms: 1.45 s are missing, 5.9 s away at a quarter. Class 3 waits for 5 s.
    await pass(2_000);
    const work = vi.fn(async () => {});
    const error = common.run(work).catch(error => error);
    await pass(4_990);
    expect(away).toEqual([]);
    await pass(20);
    expect(await error).toBeInstanceOf(ReducedCapacityError);
    expect(((await error) as ReducedCapacityError).retryAfterSeconds).toBe(10);
    expect(away).toEqual(['3 deadline']);
    expect(work).not.toHaveBeenCalled();
    // It has no patience left.
    const again = common.run(work).catch(error => error);
    await pass(10);
    expect(await again).toBeInstanceOf(ReducedCapacityError);
  });

  test('what was done is given, late rather than never', async () => {
    open();
    const common = await enter(3);
    await enter(0);
    const rows = vi.fn();
    void common.run(() => lasts(2_000)).then(rows);
    await pass(6_990);
    expect(rows).not.toHaveBeenCalled();
    await pass(20);
    expect(rows).toHaveBeenCalledOnce();
  });

  test('a request that gives its turn away pauses no more', async () => {
    const { common } = await beside();
    const work = vi.fn(async () => {});
    const done = common.run(work);
    await pass(1);
    common.leave();
    await done;
    expect(work).toHaveBeenCalledOnce();
    expect([admission.paused(3), admission.running(3)]).toEqual([0, 0]);
  });

  test('a server that stops refuses who pauses', async () => {
    const { common } = await beside();
    const done = common.run(async () => {});
    admission.close();
    await expect(done).rejects.toBeInstanceOf(ReducedCapacityError);
  });

  test('an error of the work is the error of the piece', async () => {
    const { common, paid } = await beside();
    paid.leave();
    await expect(
      common.run(async () => {
        throw new Error('no such table');
      }),
    ).rejects.toThrow('no such table');
  });
});

/** Reproducible random numbers (mulberry32). */
function seeded(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Loads as they come: some paid clients that are about all the time, with pauses or without, and more of the commons than there is room
 * for, all with requests of some pieces of some milliseconds.
 */
test.each(Array.from({ length: 12 }, (_, i) => i + 1))(
  'whoever pays, the commons have a fifth of what is run, and of one thread (%i)',
  async seed => {
    const random = seeded(seed);
    const upTo = (most: number) => 1 + Math.floor(random() * most);
    const capacity = 1 + upTo(15);
    open({ capacity });
    const time = [0, 0, 0, 0];
    const ended = [0, 0, 0, 0];
    let over = false;
    const client = async (priority: PriorityClass, longest: number, thinks: number) => {
      while (!over) {
        try {
          const turn = await enter(priority);
          try {
            for (let pieces = upTo(4); pieces > 0; pieces--) {
              await turn.run(async () => {
                const ms = upTo(longest);
                await lasts(ms);
                time[priority] = (time[priority] as number) + ms;
              });
            }
          } finally {
            turn.leave();
          }
          ended[priority] = (ended[priority] as number) + 1;
        } catch {
          await lasts(100);
        }
        if (thinks > 0) await lasts(upTo(thinks));
      }
    };
    // Where nobody pays for a second there is nothing to divide: one of them never thinks for long.
    const paid = upTo(2 * capacity);
    const thinks = random() < 0.5 ? 0 : upTo(200);
    const longest = upTo(40);
    for (let i = 0; i < paid; i++) void client(random() < 0.5 ? 0 : 1, longest, i === 0 ? 20 : thinks);
    for (let i = 0; i < 2 * capacity + 10; i++) void client(random() < 0.5 ? 2 : 3, upTo(25), 0);
    await pass(10_000);
    over = true;
    const [of0 = 0, of1 = 0, of2 = 0, of3 = 0] = time;
    const commons = of2 + of3;
    // What is still to be had at the end, or is in a piece that has not ended.
    const rest = 200;
    expect(commons + rest).toBeGreaterThan(0.2 * (commons + of0 + of1));
    expect(commons + rest).toBeGreaterThan(0.2 * 10_000);
    expect(Math.min(...ended.slice(2))).toBeGreaterThan(5);
    expect(away.filter(why => why.endsWith('deadline'))).toEqual([]);
  },
);

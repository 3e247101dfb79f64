import { setMaxListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PriorityClass } from '../../core/access.ts';
import { ReducedCapacityError } from '../../core/admission.ts';
import { type AdmissionOptions, createAdmission, type OpenAdmission } from './admission.ts';
import { CLASSES, createFairQueue } from './fair-queue.ts';

const never = new AbortController().signal;
setMaxListeners(0, never);
const nothing = () => {};
let away: string[] = [];
let admission: OpenAdmission;

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  away = [];
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
    observer: { waited() {}, paused() {}, turnedAway: (priority, why) => away.push(`${priority} ${why}`) },
    ...options,
  });
  return admission;
}

/**
 * Closed loops: so many clients of each class ask again as soon as they are answered, or a second after they were turned away.
 * Each turn takes 10 ms, unless told. @returns how many turns each class had, and its longest wait.
 */
async function play(clients: Partial<Record<PriorityClass, number>>, seconds: number, turnMs = 10) {
  const turns = [0, 0, 0, 0];
  const waits: number[][] = [[], [], [], []];
  let over = false;
  const client = async (priority: PriorityClass) => {
    const { signal } = new AbortController();
    while (!over) {
      const since = Date.now();
      try {
        const turn = await admission.enter(priority, signal);
        waits[priority]?.push(Date.now() - since);
        await new Promise(resolve => setTimeout(resolve, turnMs));
        turns[priority] = (turns[priority] ?? 0) + 1;
        turn.leave();
      } catch {
        await new Promise(resolve => setTimeout(resolve, 1_000));
      }
    }
  };
  for (const priority of CLASSES) {
    for (let i = 0; i < (clients[priority] ?? 0); i++) void client(priority);
  }
  await vi.advanceTimersByTimeAsync(seconds * 1_000);
  over = true;
  return { turns, waits: waits.map(of => Math.max(0, ...of)), all: turns.reduce((sum, n) => sum + n, 0) };
}

test('turns of classes that always wait are as 16 : 8 : 3 : 1', () => {
  const queue = createFairQueue<number>();
  for (const priority of CLASSES) queue.add(priority, 0);
  const turns = [0, 0, 0, 0];
  for (let i = 0; i < 2_800; i++) {
    const next = queue.take(() => true);
    if (!next) throw new Error('nobody waits');
    turns[next.priority] = (turns[next.priority] ?? 0) + 1;
    queue.add(next.priority, i);
  }
  for (const [priority, expected] of [1_600, 800, 300, 100].entries()) {
    expect(Math.abs((turns[priority] ?? 0) - expected), `class ${priority}`).toBeLessThanOrEqual(2);
  }
});

test('who comes late has saved up no turns', () => {
  const queue = createFairQueue<number>();
  queue.add(1, 0);
  for (let i = 0; i < 1_000; i++) {
    queue.take(() => true);
    queue.add(1, i);
  }
  for (let i = 0; i < 100; i++) queue.add(0, i);
  const order = Array.from({ length: 30 }, () => {
    const next = queue.take(() => true);
    if (next?.priority === 1) queue.add(1, 0);
    return next?.priority;
  });
  expect(Math.abs(order.filter(priority => priority === 1).length - 10)).toBeLessThanOrEqual(1);
});

describe('capacity', () => {
  test('so many run, the others wait; who is done makes room once', async () => {
    open({ capacity: 4 });
    const turns = await Promise.all([2, 2, 3, 3].map(p => admission.enter(p as PriorityClass, never)));
    const fifth = vi.fn();
    void admission.enter(2, never).then(fifth);
    admission.enter(2, never).catch(nothing);
    expect([admission.running(2), admission.running(3), admission.waiting(2)]).toEqual([2, 2, 2]);
    turns[0]?.leave();
    turns[0]?.leave();
    await vi.advanceTimersByTimeAsync(0);
    expect(fifth).toHaveBeenCalledOnce();
    expect([admission.running(2), admission.waiting(2)]).toEqual([2, 1]);
  });

  test('a client that leaves leaves the queue', async () => {
    open({ capacity: 1 });
    const turn = await admission.enter(0, never);
    const client = new AbortController();
    const waiting = admission.enter(0, client.signal);
    const behind = admission.enter(0, never);
    client.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    turn.leave();
    await expect(behind).resolves.toBeDefined();
    expect(admission.waiting(0)).toBe(0);
    await expect(admission.enter(0, client.signal)).rejects.toThrow('gone');
  });

  test('a fifth is left to classes 2 and 3, however many paid requests there are', async () => {
    open();
    const { turns, all } = await play({ 0: 50, 1: 50, 2: 5, 3: 5 }, 20);
    const commons = ((turns[2] ?? 0) + (turns[3] ?? 0)) / all;
    expect(commons).toBeGreaterThanOrEqual(0.2);
    expect(commons).toBeLessThan(0.25);
    // Within each part by weight.
    expect((turns[0] ?? 0) / (turns[1] ?? 1)).toBeCloseTo(2, 1);
    expect((turns[2] ?? 0) / (turns[3] ?? 1)).toBeCloseTo(3, 0);
  });

  test('places of the commons are free when paid requests take all of theirs', async () => {
    open();
    for (let i = 0; i < 20; i++) admission.enter(0, never).catch(nothing);
    expect(admission.running(0)).toBe(8);
    await admission.enter(3, never);
    expect(admission.running(3)).toBe(1);
  });

  test('the commons have everything while no paid request is about, and their part while one is', async () => {
    open();
    const first = await Promise.all(Array.from({ length: 10 }, () => admission.enter(3, never)));
    expect(admission.running(3)).toBe(10);
    admission.enter(3, never).catch(nothing);
    admission.enter(3, never).catch(nothing);
    const paid = admission.enter(0, never);
    for (const turn of first.slice(0, 9)) turn.leave();
    (await paid).leave();
    await vi.advanceTimersByTimeAsync(1);
    // One of them still runs, one more may; a second after the last paid request everything is theirs again.
    expect([admission.running(3), admission.waiting(3)]).toEqual([2, 1]);
    await vi.advanceTimersByTimeAsync(1_000);
    for (let i = 0; i < 9; i++) admission.enter(3, never).catch(nothing);
    expect([admission.running(3), admission.waiting(3)]).toEqual([10, 1]);
  });

  test('while few paid requests are about, the commons have a fifth of the time in all', async () => {
    open();
    // One place always runs something paid, so a quarter of a second in each: 25 turns of 10 ms.
    const { turns, waits } = await play({ 0: 1, 3: 50 }, 20);
    expect((turns[3] ?? 0) / 20).toBeGreaterThan(23);
    expect((turns[3] ?? 0) / 20).toBeLessThan(27);
    expect(waits[0]).toBe(0);
  });

  test('with one place everybody has turns', async () => {
    open({ capacity: 1 });
    const { turns } = await play({ 0: 3, 3: 1 }, 20);
    expect((turns[0] ?? 0) / (turns[3] ?? 1)).toBeCloseTo(16, -1);
    expect(turns[3]).toBeGreaterThan(50);
  });
});

describe('too much of everything', () => {
  test('each class waits for as long as it may', async () => {
    open({ capacity: 4 });
    // Nobody ever leaves.
    await Promise.all(([0, 0, 0, 3] as const).map(p => admission.enter(p, never)));
    const errors: string[] = [];
    for (const p of [0, 1] as const) {
      admission.enter(p, never).catch((error: ReducedCapacityError) => {
        errors.push(`${p} after ${Math.round(Date.now() / 1000)} s, again in ${error.retryAfterSeconds} s`);
      });
    }
    await vi.advanceTimersByTimeAsync(31_000);
    // Class 1 is shed before: it waited too long for too long.
    expect(errors).toHaveLength(2);
    expect(errors[1]).toBe('0 after 30 s, again in 1 s');
    expect(away).toEqual(['1 shed', '0 deadline']);
  });

  test('a flood of the lowest class is shed, and no other', async () => {
    open();
    const { turns, waits } = await play({ 0: 4, 1: 2, 2: 1, 3: 150 }, 10, 40);
    expect(away.length).toBeGreaterThan(100);
    expect(new Set(away)).toEqual(new Set(['3 shed']));
    expect(waits[0]).toBeLessThanOrEqual(40);
    expect(waits[1]).toBeLessThanOrEqual(40);
    // A quarter of what six places run in ten seconds is for the commons, of which class 2 has some.
    expect((turns[2] ?? 0) + (turns[3] ?? 0)).toBeGreaterThan(350);
    expect(turns[3]).toBeGreaterThan(150);
  });

  test('lowest first, one class after the other, and never class 0', async () => {
    open();
    await play({ 0: 120, 1: 120, 2: 120, 3: 120 }, 5, 40);
    const first = (priority: number) => away.indexOf(`${priority} shed`);
    expect(first(3)).toBe(0);
    expect(first(2)).toBeGreaterThan(first(3));
    expect(first(1)).toBeGreaterThan(first(2));
    expect(first(0)).toBe(-1);
  });

  test('nobody is turned away for a short rush', async () => {
    open();
    const rush = Array.from({ length: 200 }, async () => {
      const turn = await admission.enter(3, never);
      await new Promise(resolve => setTimeout(resolve, 20));
      turn.leave();
    });
    await vi.advanceTimersByTimeAsync(1_000);
    await Promise.all(rush);
    expect(away).toEqual([]);
  });

  test('nobody is turned away any more once there is room', async () => {
    open();
    await play({ 3: 150 }, 5, 40);
    await vi.advanceTimersByTimeAsync(10_000);
    away = [];
    await play({ 3: 8 }, 5);
    expect(away).toEqual([]);
  });

  test('a class has a thousand places to wait', async () => {
    open({ capacity: 1 });
    await admission.enter(3, never);
    const outcomes = Array.from({ length: 1_001 }, () => admission.enter(3, never).catch(error => error));
    await vi.advanceTimersByTimeAsync(0);
    expect(away).toEqual(['3 full']);
    expect(await outcomes[1_000]).toBeInstanceOf(ReducedCapacityError);
    expect(admission.waiting(3)).toBe(1_000);
  });

  test('Retry-After differs from one to the next', async () => {
    let at = 0;
    open({ capacity: 1, random: () => [0, 0.5, 0.99][at++ % 3] as number });
    await admission.enter(0, never);
    admission.close();
    const seconds = await Promise.all(
      [3, 3, 3].map(p =>
        admission
          .enter(p as PriorityClass, never)
          .catch((error: ReducedCapacityError) => error.retryAfterSeconds),
      ),
    );
    expect(seconds).toEqual([10, 13, 15]);
  });
});

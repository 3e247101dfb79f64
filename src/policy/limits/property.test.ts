/** Random traffic against models of the policy that were written from its definition, not from the code. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LimitPolicy } from '../../core/access.ts';
import type { CounterChange, CounterTotals } from '../../store/limits.ts';
import { createLimits, type Limited } from './index.ts';
import { defaultPolicies } from './policies.ts';
import { createReconciler, type SharedCounters } from './shared.ts';

const HOUR = 3_600_000;
const DAY = 86_400_000;
const START = Date.UTC(2026, 5, 1, 9, 30);
const SUBJECTS = 1_000;
const KEYS = 10_000;

/** Everything that a subject was let have: the model looks through all of it, each time. */
class Model {
  taken: { at: number; cost: number }[] = [];
  /** A bucket that leaks: filled by one with every request. */
  level = 0;
  leakedAt = 0;
  constructor(
    readonly policy: { burst: LimitPolicy['burst']; hourly: number | null; daily: number | null },
  ) {}

  /** Sum of the calendar window and of the part of the one before that lies within the last `length`. */
  used(now: number, length: number): number {
    const begin = now - (now % length);
    let [current, before] = [0, 0];
    for (const { at, cost } of this.taken) {
      if (at >= begin) current += cost;
      else if (at >= begin - length) before += cost;
    }
    return current + (before * (begin + length - now)) / length;
  }

  /** How much room is left after the request, as parts of a unit: below 0 it does not fit. */
  room(now: number, cost: number): number {
    const { burst, hourly, daily } = this.policy;
    const rooms = [Infinity];
    if (burst !== null) {
      const level = Math.max(0, this.level - ((now - this.leakedAt) / 1000) * burst.perSecond);
      rooms.push(burst.size - level - 1);
    }
    if (hourly !== null) rooms.push(hourly - this.used(now, HOUR) - cost);
    if (daily !== null) rooms.push(daily - this.used(now, DAY) - cost);
    return Math.min(...rooms);
  }

  take(now: number, cost: number): void {
    const { burst } = this.policy;
    if (burst !== null) {
      this.level = Math.max(0, this.level - ((now - this.leakedAt) / 1000) * burst.perSecond) + 1;
      this.leakedAt = now;
    }
    if (cost > 0) this.taken.push({ at: now, cost });
    this.taken = this.taken.filter(({ at }) => at > now - 2 * DAY);
  }
}

/** Nothing else runs meanwhile, the limits of tests neither: who looks for a smaller example stops, and tells the one that there is. */
const ENDS = { interruptAfterTimeLimit: 100_000, markInterruptAsFailure: true };

/** So close to the edge that the order of additions decides. */
const EDGE = 1e-6;

test('one process: 10,000 keys of 1,000 subjects are let through exactly as the model says', () => {
  const tiers = ['anonymous', 'contact', 'free'].map(name => {
    const policy = defaultPolicies('default').policies.get(name) as LimitPolicy;
    // Small enough that random traffic meets every limit.
    return { ...policy, hourly: (policy.hourly as number) / 100, daily: (policy.daily as number) / 250 };
  });
  let denied = 0;
  let passed = 0;
  fc.assert(
    fc.property(fc.integer(), seed => {
      const random = generator(seed);
      let now = START + Math.floor(random() * DAY);
      const limits = createLimits({ now: () => now, reconciler: null });
      const subjects = Array.from({ length: SUBJECTS }, (_, i) => {
        const policy = tiers[i % tiers.length] as LimitPolicy;
        return { policy, model: new Model(policy) };
      });
      const keys = Array.from({ length: KEYS }, (_, i) => {
        const subject = i % SUBJECTS;
        const hourly = i % 7 === 0 ? 5 + (i % 20) : null;
        const policy = subjects[subject]?.policy as LimitPolicy;
        const limited: Limited = {
          subject: `account:${subject}`,
          policy,
          key: hourly === null ? null : { subject: `key:${i}`, hourly },
          flat: false,
        };
        return { limited, subject, model: new Model({ burst: null, hourly, daily: null }) };
      });
      // Some ask far more than others.
      const few = Math.ceil(random() * 40);
      for (let i = 0; i < 6_000; i++) {
        now += random() < 0.002 ? Math.floor(random() * HOUR) : Math.floor(random() ** 4 * 3_000);
        const number = random() < 0.8 ? Math.floor(random() * few) : Math.floor(random() * KEYS);
        const { limited, subject, model: ofKey } = keys[number] as (typeof keys)[number];
        const { model } = subjects[subject] as (typeof subjects)[number];
        const cost = [0, 1, 1, 1, 3, 5, 25][Math.floor(random() * 7)] as number;
        const room = Math.min(model.room(now, cost), ofKey.room(now, cost));
        const ticket = limits.take(limited, cost, false);
        if (Math.abs(room) > EDGE) expect(!ticket.denied, `request ${i}, room ${room}`).toBe(room >= 0);
        if (ticket.denied) {
          denied++;
          continue;
        }
        passed++;
        // Some turn out to be unchanged: they cost nothing.
        const actual = random() < 0.2 ? 0 : cost;
        ticket.settle(actual);
        model.take(now, actual);
        if (limited.key !== null) ofKey.take(now, actual);
      }
      limits.close();
    }),
    { numRuns: 5, ...ENDS },
  );
  expect(Math.min(denied, passed)).toBeGreaterThan(1_000);
}, 120_000);

describe('several processes with shared counters', () => {
  test('together never pass more than the limit and what the others pass within one interval, and deny nothing that fits', async () => {
    let over = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 4 }), fc.integer(), async (processes, seed) => {
        const random = generator(seed);
        let now = START;
        const shared = sharedMemory();
        const policy: LimitPolicy = {
          name: 'test',
          burst: null,
          hourly: 300,
          daily: 2_000,
          concurrency: null,
          priority: 2,
          failMode: 'open',
        };
        const nodes = Array.from({ length: processes }, () => {
          const reconciler = createReconciler({
            shared,
            now: () => now,
            log: { info() {}, warn() {} },
            intervalMs: 2 ** 30,
          });
          return { reconciler, limits: createLimits({ now: () => now, reconciler }), passed: 0 };
        });
        const subjects = Array.from({ length: 5 }, (_, i) => ({
          limited: { subject: `account:${i}`, policy, key: null, flat: false } satisfies Limited,
          truth: new Model(policy),
          /** What each process passed since all were told last. */
          fresh: nodes.map(() => 0),
        }));
        for (let interval = 0; interval < 400; interval++) {
          for (let i = 0; i < 20; i++) {
            now += Math.floor(random() * 12);
            const at = Math.floor(random() * processes);
            const subject = subjects[Math.floor(random() * subjects.length)] as (typeof subjects)[number];
            const cost = 1 + Math.floor(random() * 5);
            const ticket = nodes[at]?.limits.take(subject.limited, cost, false);
            const room = subject.truth.room(now, cost);
            if (ticket === undefined || ticket.denied) {
              // Nobody is denied what is left.
              expect(room).toBeLessThan(EDGE);
              continue;
            }
            ticket.settle(cost);
            subject.truth.take(now, cost);
            subject.fresh[at] = (subject.fresh[at] ?? 0) + cost;
            const others = subject.fresh.reduce((sum, units, n) => sum + (n === at ? 0 : units), 0);
            // Not over by more than what this process cannot know.
            expect(-room).toBeLessThanOrEqual(others + EDGE);
            if (room < 0) over++;
          }
          now += 10;
          // First all tell, then all hear.
          for (const round of [0, 1]) {
            for (const { reconciler, limits } of nodes) {
              if (round === 1) for (const { limited } of subjects) limits.pass(limited, 0);
              await reconciler.flush();
            }
          }
          for (const subject of subjects) subject.fresh.fill(0);
          if (interval % 100 === 99) now += HOUR * (0.5 + random());
        }
        for (const { limits, reconciler } of nodes) {
          limits.close();
          await reconciler.close();
        }
      }),
      // The example: a process that refuses, and hears of nothing, would let through what is not there.
      { numRuns: 8, examples: [[3, 2147483499]], ...ENDS },
    );
    // The edge was met.
    expect(over).toBeGreaterThan(10);
  }, 120_000);
});

/** The store, as SQL and the script of Redis do it, without either. */
function sharedMemory(): SharedCounters {
  const rows = new Map<string, CounterTotals>();
  const add = (change: CounterChange, now: number): CounterTotals => {
    const row = rows.get(change.subject) ?? {
      ...change,
      // Requests here end before others are told.
      elsewhere: 0,
      hourNow: 0,
      hourBefore: 0,
      dayNow: 0,
      dayBefore: 0,
      arrival: now,
    };
    for (const span of ['hour', 'day'] as const) {
      const [slot, units, before] = [`${span}Slot`, `${span}Now`, `${span}Before`] as [
        'hourSlot',
        'hourNow',
        'hourBefore',
      ];
      const ahead = change[slot] - row[slot];
      if (ahead > 0) {
        row[before] = ahead === 1 ? row[units] : 0;
        row[units] = 0;
        row[slot] = change[slot];
      }
      if (ahead >= 0) {
        row[units] += change[units];
        row[before] += change[before];
      } else if (ahead === -1) row[before] += change[units];
    }
    row.arrival = Math.max(row.arrival, now) + change.arrival;
    rows.set(change.subject, row);
    return { ...row };
  };
  return {
    add: async (changes, now) => changes.map(change => add(change, now)),
    prune: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

/** mulberry32. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

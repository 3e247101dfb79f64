import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BILLING_STATES } from '../../core/billing.ts';
import { entitlementOf, merge, type Observation, planOf } from './machine.ts';

const observation = (over: Partial<Observation> = {}): Observation => ({
  state: 'active',
  plan: 'develop',
  asOf: '2026-03-01T00:00:00.000Z',
  paidUntil: '2026-04-01T00:00:00.000Z',
  pastDueSince: null,
  cancelAtPeriodEnd: false,
  nextPlan: null,
  checkAt: null,
  ...over,
});
const owed = { pastDueSince: '2026-03-10T12:00:00.000Z' };
const ends = { cancelAtPeriodEnd: true };

describe('what a state entitles to', () => {
  test.each([
    ['none', {}, '2026-03-02T00:00:00Z', null, 'none', null],
    ['incomplete', {}, '2026-03-02T00:00:00Z', null, 'incomplete', null],
    ['trialing', {}, '2026-03-02T00:00:00Z', 'develop', 'trialing', null],
    ['trialing', ends, '2026-04-01T00:00:00Z', null, 'canceled', null],
    ['active', {}, '2026-03-02T00:00:00Z', 'develop', 'active', null],
    // A renewal that was not heard of yet cuts nobody off.
    ['active', {}, '2026-05-01T00:00:00Z', 'develop', 'active', null],
    ['active', ends, '2026-03-31T23:59:59.999Z', 'develop', 'active', '2026-04-01T00:00:00.000Z'],
    ['active', ends, '2026-04-01T00:00:00Z', null, 'canceled', null],
    ['past_due', owed, '2026-03-17T11:59:59.999Z', 'develop', 'past_due', '2026-03-17T12:00:00.000Z'],
    ['past_due', owed, '2026-03-17T12:00:00Z', null, 'past_due', null],
    // Nobody knows since when: from when we heard of it.
    ['past_due', {}, '2026-03-07T23:59:59.999Z', 'develop', 'past_due', '2026-03-08T00:00:00.000Z'],
    ['past_due', {}, '2026-03-08T00:00:00Z', null, 'past_due', null],
    ['paused', {}, '2026-03-02T00:00:00Z', null, 'paused', null],
    ['canceled', {}, '2026-03-31T23:59:59.999Z', 'develop', 'canceled', '2026-04-01T00:00:00.000Z'],
    ['canceled', {}, '2026-04-01T00:00:00Z', null, 'canceled', null],
    ['canceled', { paidUntil: null }, '2026-03-02T00:00:00Z', null, 'canceled', null],
    ['unpaid', {}, '2026-03-02T00:00:00Z', null, 'unpaid', null],
  ] as const)('%s %j at %s: %s', (state, over, now, plan, shown, changesAt) => {
    expect(entitlementOf(observation({ state, ...over }), new Date(now))).toEqual({
      plan,
      state: shown,
      changesAt,
    });
  });
});

describe('the plan of an account', () => {
  const positions = new Map([
    ['free', 0],
    ['develop', 1],
    ['scale', 2],
  ]);
  const now = new Date('2026-03-02T00:00:00Z');
  test.each([
    ['none', [], 'free'],
    ['one', [observation()], 'develop'],
    ['the highest of two', [observation({ plan: 'scale' }), observation()], 'scale'],
    ['one that is over', [observation({ plan: 'scale', state: 'unpaid' }), observation()], 'develop'],
    ['a plan that is gone', [observation({ plan: 'gone' })], 'free'],
  ])('%s', (_, subscriptions, plan) => {
    expect(planOf(subscriptions, positions, now)).toBe(plan);
  });
});

const START = Date.parse('2026-01-01T00:00:00Z');
// Few times, so that many are the same.
const time = fc.integer({ min: 0, max: 40 }).map(day => new Date(START + day * 86_400_000).toISOString());
const arbitrary: fc.Arbitrary<Observation> = fc.record({
  state: fc.constantFrom(...BILLING_STATES),
  plan: fc.constantFrom('develop', 'scale'),
  asOf: time,
  paidUntil: fc.option(time),
  pastDueSince: fc.option(time),
  cancelAtPeriodEnd: fc.boolean(),
  nextPlan: fc.option(fc.constantFrom('develop', 'scale')),
  checkAt: fc.option(time),
});
/** The same observations in another order, some of them again and again. */
const deliveries = fc.array(arbitrary, { minLength: 1, maxLength: 12 }).chain(sent =>
  fc.tuple(
    fc.constant(sent),
    fc
      .array(fc.constantFrom(...sent), { maxLength: 12 })
      .chain(again => fc.shuffledSubarray([...sent, ...again], { minLength: sent.length + again.length })),
  ),
);
const fold = (all: readonly Observation[]) => all.reduce<Observation | null>(merge, null) as Observation;

test('any order and duplication of the same observations ends in the same state, and entitles to the same at any time', () => {
  fc.assert(
    fc.property(deliveries, fc.integer({ min: 0, max: 60 }), ([sent, received], day) => {
      const now = new Date(START + day * 86_400_000);
      expect(fold(received)).toEqual(fold(sent));
      expect(entitlementOf(fold(received), now)).toEqual(entitlementOf(fold(sent), now));
    }),
    { numRuns: 2_000 },
  );
});

test('what is entitled to changes exactly when it says so, and by time alone only ever ends', () => {
  fc.assert(
    fc.property(arbitrary, fc.integer({ min: 0, max: 60 }), (observed, day) => {
      const now = new Date(START + day * 86_400_000);
      const { plan, changesAt } = entitlementOf(observed, now);
      if (changesAt === null) {
        expect(entitlementOf(observed, new Date(START + 1_000 * 86_400_000)).plan).toBe(plan);
        return;
      }
      expect(Date.parse(changesAt)).toBeGreaterThan(now.getTime());
      expect(entitlementOf(observed, new Date(Date.parse(changesAt) - 1)).plan).toBe(plan);
      expect(entitlementOf(observed, new Date(changesAt))).toMatchObject({ plan: null, changesAt: null });
    }),
    { numRuns: 2_000 },
  );
});

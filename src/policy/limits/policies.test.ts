import { describe, expect, test } from 'vitest';
import type { LimitPolicy } from '../../core/access.ts';
import { defaultPolicies, LADDER, overlay, overlayPolicies, partOf } from './policies.ts';

const limitsOf = ({ burst, hourly, daily, concurrency }: LimitPolicy) => [
  burst?.perSecond ?? Infinity,
  burst?.size ?? Infinity,
  hourly ?? Infinity,
  daily ?? Infinity,
  concurrency ?? Infinity,
];

describe.each(['default', 'legacy'] as const)('the %s set', mode => {
  const { policies } = defaultPolicies(mode);

  test('is strictly monotone over the ladder, in every limit that there is', () => {
    for (let i = 1; i < LADDER.length; i++) {
      const [lower, upper] = [LADDER[i - 1], LADDER[i]].map(name =>
        limitsOf(policies.get(name ?? '') as LimitPolicy),
      );
      lower?.forEach((limit, n) => {
        const more = upper?.[n] ?? 0;
        // What has no limit below has none above either.
        expect(more > limit || (limit === Infinity && more === Infinity), `${LADDER[i]} ${n}`).toBe(true);
      });
    }
  });

  test('serves nobody later who is further up', () => {
    const classes = LADDER.map(name => policies.get(name)?.priority ?? 9);
    expect(classes).toEqual([...classes].sort((a, b) => b - a));
  });
});

test('the defaults are those of the specification', () => {
  const row = (name: string) => {
    const policy = defaultPolicies('default').policies.get(name) as LimitPolicy;
    return [policy.burst?.perSecond, policy.hourly, policy.daily, policy.concurrency, policy.priority];
  };
  expect(row('anonymous')).toEqual([10, 1_500, 10_000, 4, 3]);
  expect(row('contact')).toEqual([20, 5_000, 50_000, 8, 2]);
  expect(row('free')).toEqual([30, 15_000, 200_000, 16, 2]);
  expect(row('develop')).toEqual([50, 60_000, 1_000_000, 32, 1]);
  expect(row('scale')).toEqual([200, 300_000, 5_000_000, 128, 0]);
  const legacy = defaultPolicies('legacy');
  expect(['anonymous', 'contact', 'free'].map(name => legacy.policies.get(name)?.hourly)).toEqual([
    5_000, 15_000, 100_000,
  ]);
  expect(legacy.flat).toBe(true);
});

describe('documents over the defaults', () => {
  const set = defaultPolicies('default');

  test('change what they name', () => {
    const { policies } = overlayPolicies(
      set,
      { anonymous: { hourly: 1_000 }, partner: { hourly: null } },
      'policies',
    );
    expect(policies.get('anonymous')).toEqual({ ...set.policies.get('anonymous'), hourly: 1_000 });
    expect(policies.get('partner')).toEqual({ ...set.policies.get('free'), name: 'partner', hourly: null });
  });

  test.each([
    ['policies.anonymous.hourly', { anonymous: { hourly: 'many' } }],
    ['policies.anonymous.hourly', { anonymous: { hourly: 0 } }],
    ['policies.anonymous.daily', { anonymous: { daily: 1.5 } }],
    ['policies.anonymous.burst.perSecond', { anonymous: { burst: { size: 3 } } }],
    ['policies.anonymous.burst', { anonymous: { burst: 3 } }],
    ['policies.anonymous.priority', { anonymous: { priority: 4 } }],
    ['policies.anonymous.failMode', { anonymous: { failMode: 'ajar' } }],
    ['policies.anonymous.hourley', { anonymous: { hourley: 3 } }],
    ['policies.anonymous', { anonymous: [] }],
    ['policies', { 'Any One': {} }],
    ['policies', []],
    // The price inversion: who pays gets less.
    ['policies.contact.hourly', { anonymous: { hourly: 5_000 } }],
    ['policies.develop.daily', { develop: { daily: 200_000 } }],
    ['policies.contact.concurrency', { anonymous: { concurrency: null } }],
    ['policies.scale.priority', { scale: { priority: 2 } }],
  ])('%s is named: %j', (field, documents) => {
    expect(() => overlayPolicies(set, documents, 'policies')).toThrow(expect.objectContaining({ field }));
  });

  test("a contract's own limits stand outside of the ladder", () => {
    const base = set.policies.get('scale') as LimitPolicy;
    expect(overlay(base, { hourly: 1_000_000 }, 'limits')).toEqual({ ...base, hourly: 1_000_000 });
  });

  test('a part of a policy has at least one of everything', () => {
    expect(partOf(set.policies.get('anonymous') as LimitPolicy, 0.25)).toMatchObject({
      burst: { perSecond: 2.5, size: 12 },
      hourly: 375,
      daily: 2_500,
      concurrency: 1,
    });
  });
});

/** Limits as data: the program's own, and those that a file or the database put in their place. */
import type { LimitPolicy, PriorityClass } from '../../core/access.ts';
import { InputError } from '../../core/errors.ts';

/** The tiers from least to most. Whoever is further up may ask for strictly more. */
export const LADDER = ['anonymous', 'contact', 'free', 'develop', 'scale', 'enterprise'] as const;
/** Of the person whose own machine it is. */
export const SELF = 'self';

export interface PolicySet {
  policies: ReadonlyMap<string, LimitPolicy>;
  /** Every request that costs anything costs 1. */
  flat: boolean;
}

type Row = [
  perSecond: number | null,
  size: number | null,
  hourly: number | null,
  daily: number | null,
  concurrency: number | null,
  priority: PriorityClass,
  failMode: 'open' | 'closed',
];

/** A rate and its burst, cost units an hour and a day, requests at once, class, and what becomes of writes without shared counters. */
const DEFAULTS: Record<string, Row> = {
  anonymous: [10, 50, 1_500, 10_000, 4, 3, 'open'],
  contact: [20, 100, 5_000, 50_000, 8, 2, 'open'],
  free: [30, 200, 15_000, 200_000, 16, 2, 'closed'],
  develop: [50, 400, 60_000, 1_000_000, 32, 1, 'closed'],
  scale: [200, 1_600, 300_000, 5_000_000, 128, 0, 'closed'],
  enterprise: [null, null, null, null, null, 0, 'closed'],
  [SELF]: [null, null, null, null, null, 0, 'open'],
};

/** Requests an hour, as the original API counts them: without a name, with an address, with a key. Plans above keep the order. */
const LEGACY: Record<string, Row> = {
  anonymous: [null, null, 5_000, null, null, 3, 'open'],
  contact: [null, null, 15_000, null, null, 2, 'open'],
  free: [null, null, 100_000, null, null, 2, 'closed'],
  develop: [null, null, 200_000, null, null, 1, 'closed'],
  scale: [null, null, 500_000, null, null, 0, 'closed'],
  enterprise: [null, null, null, null, null, 0, 'closed'],
  [SELF]: [null, null, null, null, null, 0, 'open'],
};

export function defaultPolicies(mode: 'default' | 'legacy'): PolicySet {
  const rows = mode === 'legacy' ? LEGACY : DEFAULTS;
  return {
    flat: mode === 'legacy',
    policies: new Map(Object.entries(rows).map(([name, row]) => [name, policyOf(name, row)])),
  };
}

function policyOf(name: string, row: Row): LimitPolicy {
  const [perSecond, size, hourly, daily, concurrency, priority, failMode] = row;
  const burst = perSecond === null || size === null ? null : { perSecond, size };
  return { name, burst, hourly, daily, concurrency, priority, failMode };
}

/**
 * Puts documents over policies: by name, in the shape of LimitPolicy; what a document leaves out stays as it was. A new name
 * begins as `free`.
 *
 * @param where what is in front of the field in an error: `policies`.
 * @throws InputError naming the field, also where tiers are not in order any more.
 */
export function overlayPolicies(set: PolicySet, documents: unknown, where: string): PolicySet {
  if (!isObject(documents)) throw new InputError(where, `${where} must be an object of policies by name`);
  const policies = new Map(set.policies);
  for (const [name, document] of Object.entries(documents)) {
    if (!/^[a-z][a-z0-9_-]{0,49}$/.test(name)) {
      throw new InputError(
        where,
        `${where}: "${name.slice(0, 50)}" is no name of a policy (a-z, 0-9, _ and -)`,
      );
    }
    const base = policies.get(name) ?? (policies.get('free') as LimitPolicy);
    policies.set(name, overlay({ ...base, name }, document, `${where}.${name}`));
  }
  checkLadder(policies, where);
  return { ...set, policies };
}

const FIELDS = ['burst', 'hourly', 'daily', 'concurrency', 'priority', 'failMode'];
const MOST = 1_000_000_000_000;

/** A contract's own limits over those of its plan. @throws InputError naming the field. */
export function overlay(base: LimitPolicy, document: unknown, where: string): LimitPolicy {
  if (!isObject(document)) throw new InputError(where, `${where} must be an object`);
  const unknown = Object.keys(document).find(key => !FIELDS.includes(key));
  if (unknown !== undefined) {
    const field = `${where}.${unknown.slice(0, 50)}`;
    throw new InputError(field, `${field} is not known: a policy has ${FIELDS.join(', ')}`);
  }
  const count = (field: 'hourly' | 'daily' | 'concurrency') =>
    document[field] === undefined ? base[field] : number(document[field], `${where}.${field}`, 1, true);
  const { priority = base.priority, failMode = base.failMode } = document;
  if (![0, 1, 2, 3].includes(priority as number)) {
    throw new InputError(`${where}.priority`, `${where}.priority must be 0, 1, 2 or 3`);
  }
  if (failMode !== 'open' && failMode !== 'closed') {
    throw new InputError(`${where}.failMode`, `${where}.failMode must be open or closed`);
  }
  return {
    name: base.name,
    burst: document.burst === undefined ? base.burst : burst(document.burst, `${where}.burst`),
    hourly: count('hourly'),
    daily: count('daily'),
    concurrency: count('concurrency'),
    priority: priority as PriorityClass,
    failMode,
  };
}

function burst(value: unknown, where: string): LimitPolicy['burst'] {
  if (value === null) return null;
  if (!isObject(value)) throw new InputError(where, `${where} must have perSecond and size, or be null`);
  const perSecond = number(value.perSecond, `${where}.perSecond`, 0.001, false) as number;
  const size = number(value.size, `${where}.size`, 1, false) as number;
  const unknown = Object.keys(value).find(key => key !== 'perSecond' && key !== 'size');
  if (unknown !== undefined) throw new InputError(where, `${where}.${unknown.slice(0, 50)} is not known`);
  return { perSecond, size };
}

function number(value: unknown, where: string, least: number, nullable: boolean): number | null {
  if (value === null && nullable) return null;
  const whole = least < 1 || Number.isSafeInteger(value);
  if (typeof value === 'number' && value >= least && value <= MOST && whole) return value;
  const kind = least < 1 ? 'a number' : 'a whole number';
  throw new InputError(
    where,
    `${where} must be ${kind} of at least ${least}${nullable ? ', or null for no limit' : ''}`,
  );
}

/**
 * Limits are strictly monotone over the ladder: each is more than that of the tier below, or none; and the class is not served later.
 *
 * @throws InputError naming the first field that is not.
 */
export function checkLadder(policies: ReadonlyMap<string, LimitPolicy>, where: string): void {
  for (let i = 1; i < LADDER.length; i++) {
    const [lower, upper] = [policies.get(LADDER[i - 1] ?? ''), policies.get(LADDER[i] ?? '')];
    if (lower === undefined || upper === undefined) continue;
    for (const [field, read] of LIMITS) {
      const [less, more] = [read(lower), read(upper)];
      if (more === null || (less !== null && more > less)) continue;
      const name = `${where}.${upper.name}.${field}`;
      throw new InputError(
        name,
        `${name} (${more}) must be more than ${where}.${lower.name}.${field} (${less ?? 'no limit'})`,
      );
    }
    if (upper.priority > lower.priority) {
      const name = `${where}.${upper.name}.priority`;
      throw new InputError(
        name,
        `${name} (${upper.priority}) must not be behind that of ${lower.name} (${lower.priority})`,
      );
    }
  }
}

const LIMITS: [field: string, read: (policy: LimitPolicy) => number | null][] = [
  ['burst.perSecond', policy => policy.burst?.perSecond ?? null],
  ['burst.size', policy => policy.burst?.size ?? null],
  ['hourly', policy => policy.hourly],
  ['daily', policy => policy.daily],
  ['concurrency', policy => policy.concurrency],
];

/** A part of a policy's limits, at least 1 of each. */
export function partOf(policy: LimitPolicy, part: number): LimitPolicy {
  const less = (limit: number | null) => (limit === null ? null : Math.max(1, Math.floor(limit * part)));
  return {
    ...policy,
    burst: policy.burst && {
      perSecond: policy.burst.perSecond * part,
      size: Math.max(1, Math.floor(policy.burst.size * part)),
    },
    hourly: less(policy.hourly),
    daily: less(policy.daily),
    concurrency: less(policy.concurrency),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The limits of all subjects: their counters in memory, bounded, and what a request is told. */
import { LRUCache } from 'lru-cache';
import type { LimitPolicy, PriorityClass } from '../../core/access.ts';
import { fieldsOfLines } from '../../core/header-lines.ts';
import type { Denial, LimiterStanding, Passed, Standing, Ticket } from '../../core/limits.ts';
import {
  advance,
  aheadOf,
  type Counters,
  DAY_MS,
  endOne,
  HOUR_MS,
  isEmpty,
  newCounters,
  runningOf,
  usedOf,
  type Window,
} from './counters.ts';
import { fixedLines, keyLines, movingLines, remaining, secondsUntil } from './fields.ts';
import { type Asked, charge, type Refusal, takeFrom, takeMore } from './limiter.ts';
import type { Reconciler } from './shared.ts';

/** Whose counters, and under which limits. */
export interface Limited {
  subject: string;
  policy: LimitPolicy;
  /** A part of the quota of its own. */
  key: { subject: string; hourly: number } | null;
  /** Every request that costs anything costs 1. */
  flat: boolean;
  /** Where the limits found what they needed last; theirs alone. */
  found?: Found;
}

interface Found extends Asked {
  /** Whose it is. */
  memory: object;
  /** When it was looked up, milliseconds since 1970. */
  at: number;
  fixedCost: number;
  fixed: string;
}

export interface Limits {
  take(limited: Limited, cost: number, write: boolean): Ticket | Denial;
  /** As `Gate.pass`. */
  pass(limited: Limited, cost: number): Passed | Denial;
  /** Names and values of what `pass` says for a cost of 0; takes nothing. */
  peek(limited: Limited): string[];
  standing(limited: Limited): Standing;
  /** Subjects in memory. */
  size(): number;
  close(): void;
}

export interface LimitsOptions {
  now(): number;
  /** Null: this process alone counts. */
  reconciler: Reconciler | null;
  /** Most subjects in memory; those that asked least recently are let go. Default 100,000 (some 50 MB). */
  maxSubjects?: number;
}

const MOST_SUBJECTS = 100_000;
/** So long a subject's counters are not looked up again: often enough that it counts among those who asked of late. */
const LOOKED_UP_MS = 1_000;
const SWEEP_MS = 60_000;
/** So long without a request, what others know as well need not be kept. */
const IDLE_MS = 600_000;
/** Writes of policies that fail closed end so long after the shared counters went away. */
const LONGEST_SILENCE_MS = 10_000;
const LONGEST_WAIT_SECONDS = 86_400;

export function createLimits({ now, reconciler, maxSubjects = MOST_SUBJECTS }: LimitsOptions): Limits {
  const subjects = new LRUCache<string, Counters>({
    max: maxSubjects,
    dispose: counters => {
      counters.gone = true;
    },
  });
  /** One for all: it is read at once. */
  const passed = { denied: false as const, fixed: '', moving: '' };

  const countersOf = (subject: string, moment: number): Counters => {
    const known = subjects.get(subject);
    if (known !== undefined) return known;
    const counters = newCounters(subject, moment);
    subjects.set(subject, counters);
    return counters;
  };

  const askedOf = (limited: Limited, moment: number): Found => {
    const { found } = limited;
    if (
      found !== undefined &&
      found.memory === subjects &&
      moment - found.at < LOOKED_UP_MS &&
      !found.counters.gone &&
      found.key?.gone !== true
    )
      return found;
    const { subject, policy, key } = limited;
    limited.found = {
      counters: countersOf(subject, moment),
      policy,
      key: key === null ? null : countersOf(key.subject, moment),
      keyHourly: key === null ? null : key.hourly,
      memory: subjects,
      at: moment,
      fixedCost: -1,
      fixed: '',
    };
    return limited.found;
  };

  const fixedOf = (found: Found, cost: number): string => {
    if (found.fixedCost !== cost) {
      found.fixed = fixedLines(found.policy, cost);
      found.fixedCost = cost;
    }
    return found.fixed;
  };

  /** The counters have been moved on to the moment. */
  const movingOf = ({ policy, counters, key, keyHourly }: Asked, moment: number): string => {
    const lines = movingLines(policy, counters, moment);
    return key === null || keyHourly === null ? lines : lines + keyLines(keyHourly, key, moment);
  };

  const fieldsAt = (asked: Asked, cost: number, moment: number): string[] => {
    advance(asked.counters, moment);
    if (asked.key !== null) advance(asked.key, moment);
    return fieldsOfLines(fixedLines(asked.policy, cost) + movingOf(asked, moment));
  };

  const changed = ({ counters, key }: Asked) => {
    if (reconciler === null) return;
    reconciler.changed(counters);
    if (key !== null) reconciler.changed(key);
  };

  const unitsOf = ({ flat }: Limited, cost: number) => (flat && cost > 1 ? 1 : cost);

  const denial = (
    asked: Asked,
    { violated, waitMs }: Refusal,
    reason: Denial['reason'],
    moment: number,
  ): Denial => ({
    denied: true,
    reason,
    violated,
    retryAfterSeconds:
      waitMs === Number.POSITIVE_INFINITY
        ? 0
        : Math.max(1, Math.min(LONGEST_WAIT_SECONDS, Math.ceil(waitMs / 1000))),
    fields: () => fieldsAt(asked, 0, moment),
  });

  const sweep = setInterval(() => {
    const moment = now();
    for (const [subject, counters] of subjects.entries()) {
      const idle = counters.arrival < moment - IDLE_MS && counters.running === 0 && !counters.dirty;
      const elsewhere = reconciler !== null && reconciler.silentFor(moment) === 0;
      if (isEmpty(counters, moment) || (idle && elsewhere && lastSlotPassed(counters, moment)))
        subjects.delete(subject);
    }
  }, SWEEP_MS);
  sweep.unref();

  return {
    take(limited, cost, write) {
      const moment = now();
      const asked = askedOf(limited, moment);
      const { counters, policy } = asked;
      if (
        write &&
        policy.failMode === 'closed' &&
        (reconciler?.silentFor(moment) ?? 0) > LONGEST_SILENCE_MS
      ) {
        return denial(asked, { violated: [], waitMs: 5_000 }, 'unavailable', moment);
      }
      let taken = unitsOf(limited, cost);
      const refusal = takeFrom(asked, taken, moment);
      // Also who is refused hears what others did: else the window slides on over a number that is too small.
      changed(asked);
      if (refusal !== null) return denial(asked, refusal, 'quota', moment);
      let settled = false;
      return {
        denied: false,
        get cost() {
          return taken;
        },
        raise(to) {
          const more = unitsOf(limited, to) - taken;
          if (more <= 0) return null;
          const refused = takeMore(asked, more, now());
          if (refused !== null) return denial(asked, refused, 'quota', now());
          taken += more;
          changed(asked);
          return null;
        },
        settle(actual) {
          if (settled) return;
          settled = true;
          endOne(counters);
          const units = unitsOf(limited, actual);
          if (units === taken) return;
          advance(counters, now());
          if (asked.key !== null) advance(asked.key, now());
          charge(counters, asked.key, units - taken);
          taken = units;
          changed(asked);
        },
        fields: () => fieldsAt(asked, taken, now()),
      };
    },

    pass(limited, cost) {
      const moment = now();
      const asked = askedOf(limited, moment);
      const units = unitsOf(limited, cost);
      const refusal = takeFrom(asked, units, moment);
      changed(asked);
      if (refusal !== null) return denial(asked, refusal, 'quota', moment);
      asked.counters.running--;
      passed.fixed = fixedOf(asked, units);
      passed.moving = movingOf(asked, moment);
      return passed;
    },

    peek(limited) {
      const moment = now();
      return fieldsAt(askedOf(limited, moment), 0, moment);
    },

    standing(limited) {
      const moment = now();
      const asked = askedOf(limited, moment);
      return standingOf(limited, asked, moment);
    },

    size: () => subjects.size,
    close: () => clearInterval(sweep),
  };
}

/** The last request lies in an hour that is over. */
function lastSlotPassed({ hour }: Counters, now: number): boolean {
  return hour.now === 0 && hour.slot <= Math.floor(now / HOUR_MS);
}

function standingOf(
  { subject, policy }: Limited,
  { counters, key, keyHourly }: Asked,
  now: number,
): Standing {
  advance(counters, now);
  if (key !== null) advance(key, now);
  const { burst, hourly, daily, concurrency, priority } = policy;
  const policies: LimiterStanding[] = [];
  if (burst !== null) {
    const step = 1000 / burst.perSecond;
    const ahead = aheadOf(counters, step, now);
    const left = Math.max(0, Math.min(burst.size, Math.floor((step * burst.size - ahead) / step + 1e-6)));
    policies.push({
      name: 'burst',
      limit: burst.size,
      remaining: left,
      used: Math.ceil(burst.size - left),
      reset: Math.ceil(ahead / 1000),
      window: Math.max(1, Math.ceil(burst.size / burst.perSecond)),
    });
  }
  policies.push(windowStanding('hour', hourly, counters.hour, now, HOUR_MS));
  policies.push(windowStanding('day', daily, counters.day, now, DAY_MS));
  if (key !== null) policies.push(windowStanding('key', keyHourly, key.hour, now, HOUR_MS));
  return {
    subject,
    tier: policy.name,
    priority: priority as PriorityClass,
    policies,
    concurrency: { limit: concurrency, inUse: runningOf(counters, now) },
  };
}

function windowStanding(
  name: LimiterStanding['name'],
  limit: number | null,
  window: Window,
  now: number,
  length: number,
): LimiterStanding {
  return {
    name,
    limit,
    remaining: limit === null ? null : remaining(limit, window, now, length),
    used: Math.ceil(usedOf(window, now, length)),
    reset: secondsUntil((window.slot + 1) * length, now),
    window: length / 1000,
  };
}

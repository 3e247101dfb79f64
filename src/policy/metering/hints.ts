/**
 * What could be had with fewer requests. Of each subject the last answers are remembered in a few small arrays: digests of
 * what was asked and of the ETags given, never the addresses themselves. Each request is of one kind of waste at most; a
 * hint is given where enough of the last requests were of it. Nothing is remembered of keys that leave no trace.
 */
import { LRUCache } from 'lru-cache';
import type { Caller } from '../../core/access.ts';
import type { Hint, HintCode, HintSource, UsageSample } from '../../core/usage.ts';
import { BULK_ROUTES } from './bulk-routes.ts';

export interface WasteWatch extends HintSource {
  /** @param now milliseconds since the epoch. @returns what would have saved this request; null: nothing. */
  observe(sample: UsageSample, now: number): HintCode | null;
}

const CODES = [
  'respect-retry-after',
  'send-if-none-match',
  'use-bulk',
  'stop-asking-for-missing',
  'poll-less-often',
] as const satisfies readonly HintCode[];

/** Targets of which the last answer is remembered: a power of two. */
const TARGETS = 64;
/** Requests over which shares are told. */
const WINDOW = 500;
/** Before anything is said: so many wasted requests, and this part of those that were looked at. */
const LEAST_WASTED = 20;
const LEAST_SHARE = 0.1;

/** What is not found is not asked for again within this time. */
const MISSING_MS = 3_600_000;
/** Answers are fresh for a minute at least; who has asked so often in a row within that time polls too fast. */
const POLL_MS = 60_000;
const POLLS = 5;
/** So many different things by single requests in a minute, and bulk had been better. */
const SINGLES = 30;
const SINGLES_MS = 60_000;
/** Refusals in a row, each soon after the one before: from the third on nobody listens. */
const REFUSALS = 3;
const REFUSAL_MS = 5_000;

interface Watched {
  /** By the low bits of the digest of the target: the digest, that of its ETag (0: none), when, unchanged in a row. */
  targets: Uint32Array;
  etags: Uint32Array;
  /** Seconds since the epoch; those of an answer "not found" are negative. */
  times: Float64Array;
  repeats: Uint8Array;
  /** Ring of the kinds of waste: index of CODES plus one. */
  kinds: Uint8Array;
  at: number;
  seen: number;
  counts: number[];
  refusals: number;
  refusedAt: number;
  singles: number;
  singlesSince: number;
  /** The operation whose bulk form would have helped last. */
  single: string;
}

/** @param options.subjects of so many, the last to be heard of, something is remembered: 1.6 kB each. Default 10,000. */
export function createWasteWatch({ subjects = 10_000 } = {}): WasteWatch {
  const watched = new LRUCache<string, Watched>({ max: subjects });

  const hints = ({ subject, privacy }: Caller): Hint[] => {
    const of = privacy === 'strict' ? undefined : watched.peek(subject);
    if (!of) return [];
    const total = Math.min(of.seen, WINDOW);
    return CODES.flatMap((code, index) => {
      const wasted = of.counts[index + 1] ?? 0;
      if (wasted < LEAST_WASTED || wasted < total * LEAST_SHARE) return [];
      return [{ code, message: messageOf(code, wasted, total, of.single), wasted, of: total }];
    }).sort((a, b) => b.wasted - a.wasted);
  };

  return {
    observe(sample, now) {
      const { subject, privacy } = sample.caller;
      if (privacy === 'strict') return null;
      let of = watched.get(subject);
      if (!of) {
        of = newlyWatched();
        watched.set(subject, of);
      }
      const code = classify(of, sample, now);
      note(of, code === null ? 0 : CODES.indexOf(code) + 1);
      return code;
    },
    hints,
    hintFor: caller => hints(caller)[0]?.message ?? null,
  };
}

function newlyWatched(): Watched {
  return {
    targets: new Uint32Array(TARGETS),
    etags: new Uint32Array(TARGETS),
    times: new Float64Array(TARGETS),
    repeats: new Uint8Array(TARGETS),
    kinds: new Uint8Array(WINDOW),
    at: 0,
    seen: 0,
    counts: new Array(CODES.length + 1).fill(0),
    refusals: 0,
    refusedAt: Number.NEGATIVE_INFINITY,
    singles: 0,
    singlesSince: Number.NEGATIVE_INFINITY,
    single: '',
  };
}

/** Shares are of the last WINDOW requests exactly. */
function note(of: Watched, kind: number): void {
  if (of.seen >= WINDOW) {
    const old = of.kinds[of.at] as number;
    of.counts[old] = (of.counts[old] as number) - 1;
  }
  of.kinds[of.at] = kind;
  of.counts[kind] = (of.counts[kind] as number) + 1;
  of.at = (of.at + 1) % WINDOW;
  of.seen++;
}

function classify(of: Watched, sample: UsageSample, now: number): HintCode | null {
  const { status } = sample;
  if (status === 429 || status === 503) return refused(of, now);
  of.refusals = 0;
  const { target, etag } = sample;
  const slot = target & (TARGETS - 1);
  const known = of.targets[slot] === target;
  if (status === 404 || status === 410) return missing(of, slot, target, known, now);
  if (status !== 200 && status !== 304) return null;

  const before = of.times[slot] as number;
  const unchanged = known && before > 0 && etag !== 0 && of.etags[slot] === etag;
  const soon = now / 1000 - before < POLL_MS / 1000;
  const repeats = unchanged && soon ? Math.min(255, (of.repeats[slot] as number) + 1) : 0;
  of.targets[slot] = target;
  of.etags[slot] = etag;
  of.times[slot] = now / 1000;
  of.repeats[slot] = repeats;
  if (unchanged && status === 200 && !sample.conditional) return 'send-if-none-match';
  if (repeats >= POLLS) return 'poll-less-often';
  return unchanged ? null : oneOfMany(of, sample.label, now);
}

function refused(of: Watched, now: number): HintCode | null {
  of.refusals = now - of.refusedAt < REFUSAL_MS ? of.refusals + 1 : 1;
  of.refusedAt = now;
  return of.refusals >= REFUSALS ? 'respect-retry-after' : null;
}

function missing(of: Watched, slot: number, target: number, known: boolean, now: number): HintCode | null {
  const before = -(of.times[slot] as number);
  const again = known && before > 0 && now / 1000 - before < MISSING_MS / 1000;
  of.targets[slot] = target;
  of.etags[slot] = 0;
  of.repeats[slot] = 0;
  of.times[slot] = -now / 1000;
  return again ? 'stop-asking-for-missing' : null;
}

function oneOfMany(of: Watched, label: string, now: number): HintCode | null {
  if (!Object.hasOwn(BULK_ROUTES, label)) return null;
  if (now - of.singlesSince > SINGLES_MS || of.single !== label) {
    of.singlesSince = now;
    of.singles = 0;
    of.single = label;
  }
  of.singles++;
  return of.singles > SINGLES ? 'use-bulk' : null;
}

function messageOf(code: HintCode, wasted: number, of: number, single: string): string {
  const share = `${Math.round((100 * wasted) / of)} % of your last ${of} requests`;
  const how = BULK_ROUTES[single]?.how ?? 'POST /api/v1/purls/lookup with up to 1,000 package URLs';
  const texts: Record<HintCode, string> = {
    'send-if-none-match': `send If-None-Match with the ETag that you were given: ${share} were answered with what you had already, and a 304 costs nothing`,
    'use-bulk': `ask for many at once, ${how}: ${share} asked for one each`,
    'poll-less-often': `ask less often, or follow GET /api/v1/events: ${share} asked again within a minute for what had not changed`,
    'respect-retry-after': `wait as long as Retry-After says before the next request: ${share} came while you were being refused`,
    'stop-asking-for-missing': `remember for an hour what is not found: ${share} asked again for it`,
  };
  return texts[code];
}

/** What a caller is told who has used up a limit: which, until when, and what they can do about it. */
import type { Caller } from '../core/access.ts';
import type { Denial, LimiterName } from '../core/limits.ts';
import type { HintSource } from '../core/usage.ts';
import { PROBLEM_TYPES, type Problem, withJitter } from './problems.ts';

const SAID: Record<LimiterName, string> = {
  burst: 'too many requests at once',
  hour: 'the units of this hour are used up',
  day: 'the units of this day are used up',
  concurrency: 'too many requests at the same time',
  key: 'the units of this key for this hour are used up',
};

/** What a request can cost more than. */
const WHOLE: Partial<Record<LimiterName, string>> = {
  hour: 'an hour has',
  day: 'a day has',
  key: 'this key has for an hour',
};

const NAMELESS =
  'send a User-Agent that names your program and how to reach you, as in my-tool/1.0 (+mailto:me@example.org), or a key';

/** A request that was denied; ends it with 429, with 503 where the counters are away, with 403 where nobody says who asks. */
export class DeniedError extends Error {
  constructor(
    readonly denial: Denial,
    readonly caller: Caller,
    /** Units that were asked for. */
    readonly cost: number,
  ) {
    super('a limit was reached');
    this.name = 'DeniedError';
  }
}

export function denialProblem(
  { denial, caller, cost }: DeniedError,
  siteUrl: string,
  hints: Pick<HintSource, 'hintFor'>,
): Problem {
  if (denial.reason === 'nameless') {
    return {
      status: 403,
      message: NAMELESS,
      parameter: 'user-agent',
      details: { type: 'about:blank', title: 'Forbidden' },
      unexpected: false,
    };
  }
  const retryAfter = withJitter(denial.retryAfterSeconds);
  const headers = { 'retry-after': String(retryAfter) };
  if (denial.reason === 'unavailable') {
    return {
      status: 503,
      message: 'nothing can be changed while the counters of limits are away, try again soon',
      headers,
      details: {
        type: `${PROBLEM_TYPES}temporary-reduced-capacity`,
        title: 'Temporary reduced capacity',
        retry_after: retryAfter,
      },
      unexpected: false,
    };
  }
  const never = denial.retryAfterSeconds === 0;
  // The smallest of what it can be larger than.
  const whole = (['key', 'hour', 'day'] as const).find(name => denial.violated.includes(name));
  const first = (never ? whole : denial.violated[0]) ?? 'hour';
  return {
    status: 429,
    message: never
      ? `this costs ${cost} units, more than ${WHOLE[first] ?? 'there are'}: ask for less at a time`
      : `${SAID[first]}: try again in ${retryAfter} s`,
    headers: never ? {} : headers,
    details: {
      type: `${PROBLEM_TYPES}quota-exceeded`,
      title: 'Request cannot be satisfied as assigned quota has been exceeded',
      'violated-policies': [...denial.violated],
      retry_after: never ? null : retryAfter,
      tier: caller.tier,
      cost,
      // A key's own part is the account's to change: no plan gives more of it.
      ...(first === 'key'
        ? { hint: defaultHint(caller, first) }
        : { hint: hints.hintFor(caller) ?? defaultHint(caller, first), upgrade: `${siteUrl}/plans` }),
    },
    unexpected: false,
  };
}

/** One thing to do. */
export function defaultHint(caller: Caller, violated: LimiterName): string {
  if (violated === 'concurrency')
    return 'wait for answers before you send more: fewer requests at the same time';
  if (violated === 'burst')
    return 'spread requests evenly: RateLimit-Policy says how many fit into how many seconds';
  if (violated === 'key')
    return 'this key has a part of the quota of its own: make one with a higher hourly_limit, or use another key';
  if (caller.notice !== null)
    return 'send a User-Agent that names your program: that alone is four times as much';
  if (caller.tier === 'anonymous')
    return 'say how to reach you, in From or in your User-Agent: that alone is three times as much';
  if (caller.tier === 'contact') return 'make a free key: that alone is three times as much';
  return 'send If-None-Match with the ETag that you have: an answer that is unchanged (304) costs nothing';
}

/**
 * Politeness: one budget of requests per upstream host, shared by all processes through PostgreSQL (`reserve_request`, a
 * leaky bucket in the form of GCRA, ITU-T I.371). Each request reserves its moment and waits for it. Interactive work
 * waits its turn; work in the background that would wait long is deferred instead, so that it blocks no worker.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { UpstreamError } from '../core/errors.ts';
import type { Http } from '../io/types.ts';
import type { Queryable } from '../store/database.ts';
import { currentLane } from './lanes.ts';
import { afterSeconds } from './outcomes.ts';

export interface HostRate {
  /** Requests per second; may be below 1. */
  perSecond: number;
  /** How many may go at once after a pause. At least 1. */
  burst: number;
}

export interface Budget {
  /**
   * Returns when a request to the host may be sent.
   *
   * @param host `name` or `name:port`, lower case.
   * @throws UpstreamError `rate-limited` with the seconds to wait, and without a status, when they are more than 20 (for
   * interactive work: 60): a job is then deferred by them. UnavailableError when the database is away.
   */
  reserve(host: string, signal?: AbortSignal): Promise<void>;
  /** Sends nothing to the host for so many seconds (at most a day): it has asked for it. */
  hold(host: string, seconds: number): Promise<void>;
}

const LONGEST_WAIT_MS = { interactive: 60_000, feed: 20_000, backfill: 20_000 } as const;
/** What a host that says 429 without a time is given. */
const DEFAULT_HOLD_SECONDS = 10;
/** Hosts without a limit still keep the pauses that they ask for. */
const UNLIMITED: HostRate = { perSecond: 10_000, burst: 10_000 };

export function createBudget(db: Queryable, rateOf: (host: string) => HostRate | null): Budget {
  return {
    async reserve(host, signal) {
      const { perSecond, burst } = rateOf(host) ?? UNLIMITED;
      const longest = LONGEST_WAIT_MS[currentLane()];
      // Reserves only what will be used: a wait that is too long is seen before it grows.
      const { rows } = await db.query<{ ahead: number; wait: number | null }>({
        name: 'reserve-request',
        text: `select ahead, case when ahead <= $4::float8 then reserve_request($1, $2, $3) end as wait
          from (
            select coalesce(max(ceil(extract(epoch from
              arrival - clock_timestamp() - make_interval(secs => ($3::int - 1) / $2::float8)) * 1000)), 0)::float8 as ahead
            from host_budgets where host = $1
          ) h`,
        values: [host, perSecond, burst, longest],
      });
      const { ahead = 0, wait = 0 } = rows[0] ?? {};
      if (wait === null) {
        const seconds = Math.ceil(ahead / 1000);
        throw new UpstreamError('rate-limited', `the request budget of ${host} is used up for ${seconds} s`, {
          retryAfterSeconds: seconds,
        });
      }
      if (wait > 0) await sleep(wait, undefined, { signal });
    },

    async hold(host, seconds) {
      const { perSecond, burst } = rateOf(host) ?? UNLIMITED;
      const until = afterSeconds(new Date(), seconds);
      await db.query({
        name: 'hold-host',
        text: `insert into host_budgets as b (host, arrival) values ($1, $2::timestamptz + make_interval(secs => $3))
          on conflict (host) do update set arrival = greatest(b.arrival, excluded.arrival)`,
        values: [host, until.toISOString(), (burst - 1) / perSecond],
      });
    },
  };
}

/** The same door, which tells the budget when a host asks for a pause: one 429 quietens all processes. */
export function heedingHttp(http: Http, budget: Budget): Http {
  const heed = async (error: unknown, requested: string): Promise<never> => {
    if (
      error instanceof UpstreamError &&
      error.code === 'rate-limited' &&
      error.options.status !== undefined
    ) {
      const { url = requested, retryAfterSeconds = DEFAULT_HOLD_SECONDS } = error.options;
      // Without the pause the next request is refused too; the error in hand says more than one of the database.
      await budget.hold(new URL(url).host, retryAfterSeconds).catch(() => {});
    }
    throw error;
  };
  return {
    request: request => http.request(request).catch(error => heed(error, request.url)),
    stream: request => http.stream(request).catch(error => heed(error, request.url)),
  };
}

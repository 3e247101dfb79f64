/** What was used, by whom, and how it could be used with less waste: the shapes between the edges, metering and the pages. */
import type { Caller } from './access.ts';

/**
 * - `hit`: answered from this server's memory;
 * - `304`: the client had it already;
 * - `miss`: computed for this request.
 */
export type CacheOutcome = 'hit' | '304' | 'miss';

/** One answer that was given. Not kept by who records it: an edge may use one object again and again. */
export interface UsageSample {
  caller: Caller;
  /** The operation, `packages.getPackage`; of what is no operation `unmatched`. */
  label: string;
  status: number;
  cache: CacheOutcome;
  /** Cost units that were taken in the end. */
  cost: number;
  /** Of the body as it was sent. */
  bytes: number;
  /** From the request's arrival to the answer's end. */
  ms: number;
  /** Digest (`digestText`) of path and query as they came, so that repetition can be seen. */
  target: number;
  /** Digest of the answer's ETag; 0: it has none. */
  etag: number;
  /** Whether the request had If-None-Match or If-Modified-Since. */
  conditional: boolean;
}

export interface Meter {
  /** Called for every answer, from memory too: counts, and allocates next to nothing. Never throws. */
  record(sample: UsageSample): void;
}

export type HintCode =
  | 'send-if-none-match'
  | 'use-bulk'
  | 'poll-less-often'
  | 'respect-retry-after'
  | 'stop-asking-for-missing';

/** A way to need fewer requests for the same. */
export interface Hint {
  code: HintCode;
  /** What to do, in one sentence with the figure that it rests on. */
  message: string;
  /** Requests of late that following it would have saved. */
  wasted: number;
  /** Of how many that were looked at. */
  of: number;
}

export interface HintSource {
  /** The hint that saves most, as a sentence; null where nothing is wasted. */
  hintFor(caller: Caller): string | null;
  /** Most saving first; empty where nothing is wasted, and for keys of which nothing is remembered. */
  hints(caller: Caller): Hint[];
}

/** What services may ask of metering. */
export interface UsageDoor {
  hints: HintSource;
  /** The public page shows nothing of a tier that had fewer askers than this on a day. */
  leastSubjects: number;
}

/** Where nothing is metered. */
export const NO_USAGE: UsageDoor = { hints: { hintFor: () => null, hints: () => [] }, leastSubjects: 5 };

/** A log of single requests: the shape in which edges tell it. */
import type { Caller } from './access.ts';
import type { RequestHead } from './limits.ts';
import type { CacheOutcome } from './usage.ts';

/** One answer that was given. */
export interface AnsweredRequest {
  method: string;
  /** As it came, without its query. */
  path: string;
  /** The operation, `packages.getPackage`; `page <path>`; of what is neither `unmatched`. */
  label: string;
  status: number;
  cache: CacheOutcome;
  cost: number;
  /** Of the body as it was sent. */
  bytes: number;
  /** Null: not measured. */
  ms: number | null;
  requestId: string;
  caller: Caller;
}

export interface RequestLog {
  /** Takes down an answer, unless its caller is to leave no trace. Never throws, never waits. */
  record(head: RequestHead, answered: AnsweredRequest): void;
}

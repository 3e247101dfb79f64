/** Limits as the rooms above meet them: who is asking, what a request takes of their quota, and what they are told of it. */
import type { Caller, LimitPolicy, PriorityClass } from './access.ts';

/** The head of a request, as Node's `IncomingMessage` has it. */
export interface RequestHead {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Names and values in turn, as they came. */
  readonly rawHeaders: readonly string[];
  readonly socket: { readonly remoteAddress?: string | undefined };
  readonly url?: string | undefined;
}

/** The limiters by name. `key`: the part of the account's quota that one key may use. */
export type LimiterName = 'burst' | 'hour' | 'day' | 'concurrency' | 'key';

export interface Ticket {
  readonly denied: false;
  /** What was taken so far, in cost units. */
  readonly cost: number;
  /** Takes more than was known at first. Denied: nothing more is taken, and the ticket is still to be settled. */
  raise(cost: number): Denial | null;
  /** Ends the request: what it cost in fact counts, be it less (a 304: 0) or more. Once; later calls do nothing. */
  settle(cost: number): void;
  /** Header names and values in turn, as things stand now. */
  fields(): string[];
}

export interface Denial {
  readonly denied: true;
  /**
   * `unavailable`: the shared counters are away, and the policy says that nothing is written meanwhile. `nameless`: the site answers
   * nobody who says neither what they are nor how to reach them.
   */
  readonly reason: 'quota' | 'unavailable' | 'nameless';
  /** Limiters that would have been violated. */
  readonly violated: readonly LimiterName[];
  /** Seconds until the same request would pass, if nothing else was asked; 0 where it never does. */
  readonly retryAfterSeconds: number;
  fields(): string[];
}

/** What a caller is told of limits, as header lines that each end with CRLF. */
export interface Passed {
  readonly denied: false;
  /** The same text as long as limits and cost are the same. */
  readonly fixed: string;
  readonly moving: string;
}

export interface LimiterStanding {
  name: LimiterName;
  /** Null: no limit. */
  limit: number | null;
  remaining: number | null;
  used: number;
  /** Seconds until the window ends. */
  reset: number;
  /** Seconds. */
  window: number;
}

/** What a caller may still ask for. */
export interface Standing {
  subject: string;
  tier: string;
  priority: PriorityClass;
  policies: LimiterStanding[];
  concurrency: { limit: number | null; inUse: number };
}

export interface Gate {
  /**
   * Who asks, from memory. Null: it takes a look-up, call `identify`.
   *
   * @throws UnauthorizedError, ForbiddenError (a suspended account, an address that the key does not allow), InputError (two different
   * credentials).
   */
  recognise(head: RequestHead): Caller | null;
  /** Who asks. @throws as recognise, and UnavailableError where a key cannot be looked up. */
  identify(head: RequestHead): Promise<Caller>;
  /** Takes `cost` units of all limiters at once. @param write whether the request changes something here. */
  take(caller: Caller, cost: number, write?: boolean): Ticket | Denial;
  /**
   * Takes and settles in one, for answers that are there already.
   *
   * @returns what passed, which is read before the next call: that gives the same object. Or the denial.
   */
  pass(caller: Caller, cost: number): Passed | Denial;
  /** Header names and values in turn, of what `pass` says for a cost of 0; takes nothing. */
  peek(caller: Caller): string[];
  standing(caller: Caller): Standing;
  /** The caller that an account is, for a session. Null: no such account. @throws ForbiddenError for one that is suspended. */
  ofAccount(accountId: number): Promise<Caller | null>;
  /** The limits by name, as they are in force. */
  policies(): ReadonlyMap<string, LimitPolicy>;
  /** The target without a key in it. */
  withoutKey(url: string): string;
}

/** For keys that were found where they should not be. */
export interface KeyReports {
  /** Revokes the key. Never tells whether there was one. */
  report(key: string): Promise<void>;
}

/** What a caller is told of their limits, apart from any one answer. */
export type LimitsDoor = Pick<Gate, 'standing' | 'ofAccount' | 'policies'>;

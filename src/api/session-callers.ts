/**
 * Calls of the API by somebody who is signed in count for the account that they work in, not for their network. The cookie is believed
 * where the browser says that the call comes from this site, or that the person made it themselves; for what is more than reading only
 * beside the token of their forms, which another site can neither know nor send.
 */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { LRUCache } from 'lru-cache';
import type { Caller } from '../core/access.ts';
import { NotFoundError } from '../core/errors.ts';
import type { Gate } from '../core/limits.ts';
import type { Session } from '../core/session.ts';
import { accessOf, findSession } from '../services/accounts/public.ts';
import { readCookies } from './cookies.ts';
import type { HandlerOptions } from './handler-options.ts';
import type { Origin } from './origin.ts';
import { holdsToken, isSameOrigin, TOKEN_HEADER } from './person.ts';

export interface SessionCallers {
  /**
   * @param network who they are without their session: it answers for sessions that do not exist.
   * @returns null where the call counts for the network.
   * @throws ForbiddenError for a suspended account.
   */
  find(request: IncomingMessage, origin: Origin, network: Caller): Promise<Caller | null>;
}

interface Found {
  session: Session;
  caller: Caller;
}

interface Entry {
  /** Milliseconds, monotonic. */
  until: number;
  found: Promise<Found | null>;
}

/** Less than the five seconds within which the end of a session, and every change of an account, counts. */
const KEEP_MS = 3_000;
const MAX_SESSIONS = 5_000;
/** Sessions that do not exist, from one network within a minute; after that its cookies are not looked up. */
const MAX_GUESSES = 30;
const MAX_GUESSERS = 10_000;
const GUESS_MS = 60_000;

/** Whether a head may hold a session: what it is takes a look-up. */
export function mayHoldSession({ headers }: IncomingMessage): boolean {
  return headers.cookie?.includes('-session=') === true;
}

export function createSessionCallers(
  gate: Pick<Gate, 'ofAccount'>,
  db: HandlerOptions['db'],
  clock: () => number = () => performance.now(),
): SessionCallers {
  const known = new LRUCache<string, Entry>({ max: MAX_SESSIONS });
  const guesses = new LRUCache<string, { count: number; since: number }>({ max: MAX_GUESSERS });

  const guessesOf = (network: string) => {
    const made = guesses.get(network);
    return made !== undefined && clock() - made.since < GUESS_MS ? made : null;
  };

  const load = async (cookies: Readonly<Record<string, string>>, network: string): Promise<Found | null> => {
    const session = await findSession(db, cookies);
    if (session === null) {
      const made = guessesOf(network);
      if (made === null) guesses.set(network, { count: 1, since: clock() });
      else made.count++;
      return null;
    }
    const access = await accessOf({ db, session }).catch(error => {
      // Somebody who is in no account.
      if (error instanceof NotFoundError) return null;
      throw error;
    });
    const caller = access === null ? null : await gate.ofAccount(access.account.id);
    return caller === null ? null : { session, caller };
  };

  return {
    async find(request, origin, { subject, tier }) {
      // The person whose own machine it is has no limits at all.
      if (tier === 'self' || !mayHoldSession(request) || !isSameOrigin(request.headers, origin)) return null;
      const reads = request.method === 'GET' || request.method === 'HEAD';
      const token = request.headers[TOKEN_HEADER];
      if (!reads && typeof token !== 'string') return null;
      const cookies = readCookies(request.headers.cookie, origin.siteUrl);
      if (cookies.session === undefined) return null;
      const key = createHash('sha256').update(cookies.session).digest('base64url');
      let entry = known.get(key);
      if (entry === undefined || entry.until < clock()) {
        if ((guessesOf(subject)?.count ?? 0) >= MAX_GUESSES) return null;
        entry = { until: clock() + KEEP_MS, found: load(cookies, subject) };
        known.set(key, entry);
        entry.found.catch(() => known.delete(key));
      }
      const found = await entry.found.catch((error: { code?: unknown }) => {
        // A cookie comes by itself: without the database they are who they are without it.
        if (error.code === 'unavailable') return null;
        throw error;
      });
      if (found === null) return null;
      return reads || holdsToken(found.session, token as string) ? found.caller : null;
    },
  };
}

/** Somebody who is signed in, without a key. */
export function isBySession({ kind, keyId }: Caller): boolean {
  return kind === 'account' && keyId === null;
}

/** The session behind a request's cookie, and the beginning and end of sessions. */
import type { Session, SetCookie } from '../../core/session.ts';
import type { Queryable } from '../../store/database.ts';
import { findSessionByHash, insertSession, SESSION_SECONDS } from '../../store/sessions.ts';
import { csrfOf, hashToken, isToken, makeToken } from './tokens.ts';

const COOKIE = 'session';

/** @param cookies ours, by their names without prefix. @returns null where nobody is signed in, or no longer. */
export async function findSession(
  db: Queryable,
  cookies: Readonly<Record<string, string>>,
): Promise<Session | null> {
  const token = cookies[COOKIE];
  if (token === undefined || !isToken(token)) return null;
  const stored = await findSessionByHash(db, hashToken(token));
  return stored && { ...stored, csrf: csrfOf(token) };
}

/** A session with a token of its own, whatever the browser sent before. */
export async function beginSession(
  db: Queryable,
  session: { userId: number; method: 'email' | 'github'; client: string | null },
): Promise<SetCookie> {
  const token = makeToken();
  await insertSession(db, { ...session, hash: hashToken(token) });
  return { name: COOKIE, value: token, maxAgeSeconds: SESSION_SECONDS };
}

export const NO_SESSION: SetCookie = { name: COOKIE, value: '' };

/**
 * The person behind a request: their session from its cookie, and what their form sends. A form counts only where the browser
 * says that it was sent from a page of this site, and, for somebody who is signed in, with the token that stands in our forms.
 */
import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { ForbiddenError } from '../core/errors.ts';
import type { FormValues, Session } from '../core/session.ts';
import { findSession } from '../services/accounts/public.ts';
import type { CacheRule, Page } from '../services/service.ts';
import type { Queryable } from '../store/database.ts';
import { agentName } from './agent-name.ts';
import { readCookies } from './cookies.ts';
import { createFormReader } from './form.ts';
import type { Origin } from './origin.ts';

export interface Person {
  session: Session | null;
  cookies: Readonly<Record<string, string>>;
  form: FormValues;
  /** The one-time token of the form; null without. */
  once: string | null;
  agent: string | null;
}

/** @throws ForbiddenError, MediaTypeError, InputError. */
export type PersonReader = (request: IncomingMessage, origin: Origin, db: Queryable) => Promise<Person>;

export const NOBODY: Person = { session: null, cookies: {}, form: {}, once: null, agent: null };

export const TOKEN_HEADER = 'x-csrf-token';

/** For a page; undefined where it is the same for everybody and takes nothing. @throws Error for a page that would be shared. */
export function pagePersonReader(page: Page): PersonReader | undefined {
  const isPost = page.method === 'POST';
  if (page.session && page.cache !== 'none')
    throw new Error(`${page.path}: a page with a session is not shared`);
  if (!page.session && !isPost) return undefined;
  const readForm = isPost && (page.form || page.session) ? createFormReader(page.form) : null;

  return async (request, origin, db) => {
    if (isPost) checkSameOrigin(request.headers, origin);
    const form = await readForm?.(request);
    const values = form?.values ?? {};
    if (!page.session) return { ...NOBODY, form: values };
    const cookies = readCookies(request.headers.cookie, origin.siteUrl);
    const session = await findSession(db, cookies);
    if (isPost && session !== null && page.session === true) checkToken(session, form?.csrf ?? null, 'csrf');
    return {
      session,
      cookies,
      form: values,
      once: form?.once ?? null,
      agent: agentName(request.headers['user-agent']),
    };
  };
}

/**
 * For an operation of the API: the cookie counts only beside the token, which another site's script can neither know nor send, so
 * that programs with a key are not concerned.
 *
 * @throws Error for an operation that would be shared.
 */
export function apiPersonReader(cache: CacheRule): PersonReader {
  if (cache !== 'none') throw new Error('an operation with a session is not shared');
  return async (request, origin, db) => {
    const token = request.headers[TOKEN_HEADER];
    if (typeof token !== 'string') return NOBODY;
    checkSameOrigin(request.headers, origin);
    const session = await findSession(db, readCookies(request.headers.cookie, origin.siteUrl));
    if (session === null) return NOBODY;
    checkToken(session, token, TOKEN_HEADER);
    return { ...NOBODY, session };
  };
}

/**
 * Browsers say where a request comes from: in `Sec-Fetch-Site` (https://www.w3.org/TR/fetch-metadata/), and in `Origin` of every
 * POST (RFC 6454). Programs that are no browsers say neither; they have no cookies that somebody else could make them send.
 */
export function isSameOrigin(headers: IncomingHttpHeaders, { siteUrl, baseUrl }: Origin): boolean {
  const site = headers['sec-fetch-site'];
  // `none`: the person's own doing, as a reload.
  if (site === 'same-origin' || site === 'none') return true;
  const { origin } = headers;
  if (site !== undefined) return false;
  if (origin === undefined) return true;
  // Behind a proxy that ends TLS the scheme is not ours to know, and the host is.
  const ours = [siteUrl, baseUrl].map(url => new URL(url).host);
  const host = URL.canParse(origin) ? new URL(origin).host : null;
  return host !== null && (ours.includes(host) || host === headers.host?.toLowerCase());
}

/** @throws ForbiddenError for what another site sent. */
export function checkSameOrigin(headers: IncomingHttpHeaders, origin: Origin): void {
  if (!isSameOrigin(headers, origin))
    throw new ForbiddenError('this form was sent from another site', 'origin');
}

/** Whether what was sent is the token of the session's forms. */
export function holdsToken({ csrf }: Session, given: string | null): boolean {
  const expected = Buffer.from(csrf);
  const got = Buffer.from(given ?? '');
  return got.length === expected.length && timingSafeEqual(got, expected);
}

function checkToken(session: Session, given: string | null, field: string): void {
  if (holdsToken(session, given)) return;
  throw new ForbiddenError('the form is too old, or was not made for you: load the page again', field);
}

/** From what a service answers, or fails with, to what goes over the wire under `/api`. */
import type { Reply } from '../services/service.ts';
import { pageHeaders } from './pagination.ts';
import { type Prepared, prepare } from './prepared.ts';
import type { Problem } from './problems.ts';

/** What the answer's headers say about the request. */
export interface AskedFor {
  /** Public URL without query. */
  url: string;
  /** Its path, raw. */
  path: string;
  /** Raw. */
  query: string;
  label: string;
  /** True where the route's answers may be kept and revalidated, and this was a GET. */
  shared: boolean;
}

export const JSON_TYPE = 'application/json; charset=utf-8';
/** Browsers 5 minutes, shared caches an hour, and longer while a fresh copy is fetched or cannot be. */
export const SHARED_API =
  'public, max-age=300, s-maxage=3600, stale-while-revalidate=3600, stale-if-error=86400';
export const SHARED_HTML =
  'public, max-age=300, s-maxage=21600, stale-while-revalidate=3600, stale-if-error=86400';
export const NO_STORE = 'no-store';

const EXPOSED = [
  'etag',
  'last-modified',
  'link',
  'current-page',
  'page-items',
  'total-pages',
  'total-count',
  'retry-after',
  'request-id',
  'ratelimit',
  'ratelimit-policy',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
  'x-ratelimit-tier',
  'x-cost',
  'policy-notice',
].join(', ');

/** On every answer under /api: any web page may read it, and no browser takes it for something else. */
export const API_HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': EXPOSED,
  'x-content-type-options': 'nosniff',
} as const;

/** @throws TypeError for a body that is no JSON (a service's fault). */
export function prepareReply(reply: Reply, asked: AskedFor): Prepared {
  const status = reply.status ?? 200;
  const shared = asked.shared && !reply.noStore && status === 200;
  const pagination = reply.page ? pageHeaders(reply.page, asked.url, asked.query) : {};
  // Links are written when the answer is sent: the licence is the caller's.
  const { link: pages, ...positions } = pagination;
  const { link: own, ...headers } = lowerCase(reply.headers);
  const links = own ?? pages ?? '';
  return prepare({
    status,
    body: bodyOf(reply),
    contentType: reply.contentType ?? JSON_TYPE,
    headers: {
      ...API_HEADERS,
      'cache-control': shared || (asked.shared && status === 301) ? SHARED_API : NO_STORE,
      ...positions,
      ...headers,
      ...(status >= 400 && links !== '' ? { link: links } : {}),
    },
    shared,
    lastModified: reply.lastModified,
    tags: reply.tags,
    label: asked.label,
    links: status < 400 ? links : null,
  });
}

function lowerCase(headers: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function bodyOf({ body }: Reply): string | Buffer {
  if (Buffer.isBuffer(body)) return body;
  if (typeof body === 'string') return body;
  if (body === undefined) return '';
  return JSON.stringify(body);
}

export const PROBLEM_TYPE = 'application/problem+json';

/** An error as `{error, parameter}`; what concerns limits and load also as RFC 9457 has it. */
export function prepareProblem(problem: Problem, label: string): Prepared {
  const { status, message, parameter, details } = problem;
  const plain = parameter === undefined ? { error: message } : { error: message, parameter };
  return prepare({
    status,
    body: JSON.stringify(details === undefined ? plain : { ...details, status, ...plain }),
    contentType: details === undefined ? JSON_TYPE : PROBLEM_TYPE,
    headers: { ...API_HEADERS, 'cache-control': NO_STORE, ...problem.headers },
    label,
  });
}

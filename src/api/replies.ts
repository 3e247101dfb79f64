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

const DATA_LICENSE = '<https://creativecommons.org/licenses/by-sa/4.0/>; rel="license"';
const EXPOSED = [
  'etag',
  'last-modified',
  'link',
  'current-page',
  'page-items',
  'total-pages',
  'total-count',
  'retry-after',
  'x-request-id',
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
  const link = status < 400 ? [pagination.link, DATA_LICENSE].filter(Boolean).join(', ') : pagination.link;
  return prepare({
    status,
    body: bodyOf(reply),
    contentType: reply.contentType ?? JSON_TYPE,
    headers: {
      ...API_HEADERS,
      'cache-control': shared || (asked.shared && status === 301) ? SHARED_API : NO_STORE,
      ...pagination,
      ...(link ? { link } : {}),
      ...reply.headers,
    },
    shared,
    lastModified: reply.lastModified,
    tags: reply.tags,
    label: asked.label,
  });
}

function bodyOf({ body }: Reply): string | Buffer {
  if (Buffer.isBuffer(body)) return body;
  if (typeof body === 'string') return body;
  if (body === undefined) return '';
  return JSON.stringify(body);
}

export function prepareProblem(problem: Problem, label: string): Prepared {
  const { status, message, parameter } = problem;
  return prepare({
    status,
    body: JSON.stringify(parameter === undefined ? { error: message } : { error: message, parameter }),
    contentType: JSON_TYPE,
    headers: { ...API_HEADERS, 'cache-control': NO_STORE, ...problem.headers },
    label,
  });
}

/** From method and path to the operation that answers, or to the answer where no operation is needed. */
import { NotFoundError } from '../core/errors.ts';
import type { Endpoint } from './endpoint.ts';
import type { Origin } from './origin.ts';
import { type Prepared, prepare } from './prepared.ts';
import { MethodError } from './problems.ts';
import { API_HEADERS, NO_STORE } from './replies.ts';
import type { Router } from './router.ts';
import { decodePathParameter, type Target } from './target.ts';

export type Resolution =
  | { kind: 'endpoint'; endpoint: Endpoint; params: Record<string, string> }
  | { kind: 'answer'; prepared: Prepared };

export interface ResolveRequest {
  method: string;
  /** As the router knows it. */
  path: string;
  target: Target;
  origin: Origin;
}

const DAY_SECONDS = 86_400;

/** @throws MethodError, NotFoundError, InputError for a parameter that cannot be decoded. */
export function resolve(
  router: Router<Endpoint>,
  { method, path, target, origin }: ResolveRequest,
): Resolution {
  const wanted = method === 'HEAD' ? 'GET' : method;
  const match = router.match(wanted, path);
  if (match.kind === 'found') {
    const params: Record<string, string> = {};
    for (const [name, raw] of Object.entries(match.params)) params[name] = decodePathParameter(name, raw);
    return { kind: 'endpoint', endpoint: match.value, params };
  }
  if (match.kind === 'method') {
    const allow = withImplied(match.allowed);
    if (method !== 'OPTIONS') throw new MethodError(allow);
    return { kind: 'answer', prepared: optionsAnswer(allow) };
  }
  if (method === 'OPTIONS' && path === '*') {
    return { kind: 'answer', prepared: optionsAnswer(withImplied(['GET', 'POST'])) };
  }
  if (wanted === 'GET' && path.endsWith('/') && router.match('GET', path.slice(0, -1)).kind === 'found') {
    return { kind: 'answer', prepared: withoutSlash(origin, target) };
  }
  throw new NotFoundError();
}

function withImplied(methods: readonly string[]): string[] {
  return [...[...methods].sort(), ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
}

/** Also the answer to a browser's preflight: any page may call, with the headers that mean something here. */
function optionsAnswer(allow: string[]): Prepared {
  return prepare({
    status: 204,
    body: '',
    contentType: 'text/plain',
    headers: {
      ...API_HEADERS,
      allow: allow.join(', '),
      'access-control-allow-methods': allow.join(', '),
      'access-control-allow-headers':
        'accept, apikey, authorization, content-type, from, idempotency-key, if-modified-since, if-none-match, last-event-id, prefer, x-api-key',
      'access-control-max-age': String(DAY_SECONDS),
      'cache-control': NO_STORE,
    },
  });
}

function withoutSlash(origin: Origin, { path, query }: Target): Prepared {
  const location = `${origin.baseUrl}${path.slice(0, -1)}${query === '' ? '' : `?${query}`}`;
  return prepare({
    status: 301,
    body: '',
    contentType: 'text/plain',
    headers: { ...API_HEADERS, location, 'cache-control': NO_STORE },
  });
}

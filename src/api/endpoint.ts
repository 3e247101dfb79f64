/** One operation as the server sees it: how its request is read, and what answers it. */
import type { Scope } from '../core/access.ts';
import type { Cost } from '../core/cost.ts';
import type { CacheRule, Reply, RequestContext, Route, Service } from '../services/service.ts';
import { type BodyReader, createBodyReader, createRawReader } from './body.ts';
import { IDEMPOTENCY_KEY, idempotently } from './idempotent.ts';
import type { Origin } from './origin.ts';
import { apiPersonReader, type PersonReader } from './person.ts';
import type { Prepared } from './prepared.ts';
import { createQueryReader, type QueryReader } from './query.ts';
import { type AskedFor, prepareReply } from './replies.ts';
import type { RouteEntry } from './router.ts';
import { isStream, type TextStream } from './streams.ts';
import type { UploadLimits } from './upload.ts';

export type Answer = Prepared | { stream: TextStream; contentType: string };

export interface Endpoint {
  /** For the metrics. */
  label: string;
  cache: CacheRule;
  readQuery: QueryReader;
  readBody: BodyReader;
  /** Names of headers that it reads. */
  headers?: readonly string[];
  /** Where files are taken. */
  upload?: UploadLimits;
  /** Reads who is signed in and what their form sends; absent where neither matters. */
  readPerson?: PersonReader;
  /** False for what the server says of itself: nobody is asked who they are, and nothing is counted. */
  gated: boolean;
  cost: Cost;
  /** What a key must be allowed. */
  scope: Scope | null;
  serviceUrl(origin: Origin): string;
  answer(context: RequestContext, asked: AskedFor): Promise<Answer>;
}

/** The operations of a service, at the paths where they are mounted. */
export function apiEndpoints(service: Service): RouteEntry<Endpoint>[] {
  return service.routes.map(route => ({
    method: route.method,
    pattern: `${service.apiBase}${route.path}`,
    value: apiEndpoint(service, route),
  }));
}

function apiEndpoint(service: Service, route: Route): Endpoint {
  return {
    label: `${service.id}.${route.operationId}`,
    cache: route.cache,
    readQuery: createQueryReader(route.query),
    readBody: route.rawBody
      ? createRawReader(route.maxBodyBytes)
      : createBodyReader(route.body, route.maxBodyBytes),
    headers: route.idempotent ? [...(route.headers ?? []), IDEMPOTENCY_KEY] : route.headers,
    upload: route.upload,
    readPerson: route.session && apiPersonReader(route.cache),
    gated: true,
    cost: route.cost,
    scope: route.scope ?? null,
    serviceUrl: origin => serviceUrl(service, origin),
    async answer(context, asked) {
      if (route.idempotent) {
        const work = async () => prepareReply(await route.handle(context), asked);
        return idempotently(context, asked, subjectOf(context), work);
      }
      const reply: Reply = await route.handle(context);
      if (isStream(reply.body)) {
        return { stream: reply.body, contentType: reply.contentType ?? 'text/plain; charset=utf-8' };
      }
      const prepared = prepareReply(reply, asked);
      prepared.actualCost = reply.cost ?? null;
      return prepared;
    },
  };
}

/** Whose keys they are that a request names: of who is known to ask; others have none in common. */
function subjectOf({ session, caller }: RequestContext): string {
  if (session !== null) return `user:${session.userId}:${session.accountId ?? 'own'}`;
  // Another key of the account may be allowed less than the one that was answered.
  return caller?.keyId ? `key:${caller.keyId}` : (caller?.subject ?? 'nobody');
}

/** Where a service's own paths begin, without `/api/v1`. */
export function serviceUrl(service: Service, origin: Origin): string {
  return origin.service === service.id ? origin.baseUrl : `${origin.siteUrl}${mountOf(service)}`;
}

/** `/packages` of `/packages/api/v1`; empty for what is mounted at the site's own `/api/v1`. */
export function mountOf(service: Service): string {
  return service.apiBase.replace(/\/api\/v\d+$/, '');
}

/** An operation of the server itself: no parameters, no body, and free. */
export function plainEndpoint(label: string, cache: CacheRule, answer: Endpoint['answer']): Endpoint {
  return {
    label,
    cache,
    readQuery: createQueryReader(undefined),
    readBody: createBodyReader(undefined),
    gated: false,
    cost: 0,
    scope: null,
    serviceUrl: origin => origin.siteUrl,
    answer,
  };
}

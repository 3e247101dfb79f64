/**
 * Requests to the routes of a service without a server: the edge's own router and readers of paths and queries stand in
 * front of the handlers, and errors become what the edge answers.
 */

import { problemOf } from '../src/api/problems.ts';
import { createQueryReader } from '../src/api/query.ts';
import { createRouter } from '../src/api/router.ts';
import { decodePathParameter, parseTarget } from '../src/api/target.ts';
import { NO_ACCOUNTS } from '../src/core/accounts.ts';
import { NO_USAGE } from '../src/core/usage.ts';
import type {
  IndexedRegistry,
  PackageMemory,
  ReadThrough,
  Reply,
  RequestContext,
  Route,
} from '../src/services/service.ts';

export type Outcome = Awaited<ReturnType<ReadThrough['package']>>;

/** A ReadThrough that remembers what it was asked, and answers as told. */
export interface FakeSync extends ReadThrough {
  asked: { registry: string; name: string; budgetMs?: number }[];
  refreshed: { registry: string; name: string }[];
  /** What `package` answers; by default that the registry does not know it. */
  answer(registry: IndexedRegistry, name: string): Outcome | Promise<Outcome>;
}

export function createFakeSync(): FakeSync {
  const sync: FakeSync = {
    asked: [],
    refreshed: [],
    answer: () => 'missing',
    async package(registry, name, options) {
      sync.asked.push({ registry: registry.name, name, ...options });
      return sync.answer(registry, name);
    },
    async refresh(registry, name) {
      sync.refreshed.push({ registry: registry.name, name });
    },
  };
  return sync;
}

/** Remembers nothing. */
const noMemory: PackageMemory = {
  now: () => 0,
  get: () => undefined,
  keep: () => {},
  isCurrent: () => false,
};

/** Nothing can be asked of it. */
export const noTools: RequestContext['tools'] = {
  submit: () => Promise.reject(new Error('no tools here')),
  find: async () => null,
  ask: () => Promise.reject(new Error('no tools here')),
  stream: () => Promise.reject(new Error('no tools here')),
  version: 'test',
};

/** Checks nothing. */
export const noAttester: RequestContext['attester'] = {
  attest: () => Promise.reject(new Error('no attester here')),
};

/** Knows nothing. */
export const noGraph: RequestContext['graph'] = {
  ask: () => Promise.reject(new Error('no graph here')),
};

/** Nothing is sold. */
export const noBilling: RequestContext['billing'] = new Proxy(
  { provider: 'none', contact: null } as RequestContext['billing'],
  {
    get: (target, name) =>
      Reflect.get(target, name) ??
      (name in target ? null : () => Promise.reject(new Error('no billing here'))),
  },
);

/** Takes no files. */
export const noUploads = () => Promise.reject(new Error('no uploads here'));

export type ContextBase = Pick<RequestContext, 'db' | 'directory' | 'sync'>;

/** A context with neutral origins and a fixed clock. */
export function requestContext(base: ContextBase, over: Partial<RequestContext> = {}): RequestContext {
  return {
    params: {},
    query: {},
    body: undefined,
    serviceUrl: 'https://packages.example.org',
    siteUrl: 'https://www.example.org',
    now: new Date('2025-06-07T08:09:10.000Z'),
    signal: new AbortController().signal,
    memory: noMemory,
    tools: noTools,
    attester: noAttester,
    graph: noGraph,
    usage: NO_USAGE,
    waits: () => {},
    billing: noBilling,
    headers: {},
    caller: null,
    limits: null,
    keyReports: { report: () => Promise.resolve() },
    files: [],
    session: null,
    agent: null,
    accounts: NO_ACCOUNTS,
    administration: () => {
      throw new Error('no administration here');
    },
    cookies: {},
    form: {},
    once: null,
    waitMs: null,
    ...base,
    ...over,
  };
}

function isJsonText(reply: Reply): reply is Reply & { body: string } {
  return typeof reply.body === 'string' && reply.contentType?.startsWith('application/json') === true;
}

export interface Answered extends Reply {
  status: number;
  route: Route | null;
}

export interface Client {
  get(url: string): Promise<Answered>;
  post(url: string, body: unknown): Promise<Answered>;
}

/** @param over changes to every context. */
export function createClient(
  routes: readonly Route[],
  base: ContextBase,
  over: Partial<RequestContext> = {},
): Client {
  const entries = routes.map(route => ({ method: route.method, pattern: route.path, value: route }));
  const router = createRouter(entries);

  const ask = async (method: string, url: string, body: unknown): Promise<Answered> => {
    let route: Route | null = null;
    try {
      const target = parseTarget(url);
      const match = router.match(method, target.path);
      if (match.kind !== 'found') return { status: match.kind === 'none' ? 404 : 405, body: null, route };
      route = match.value;
      const params = Object.fromEntries(
        Object.entries(match.params).map(([name, raw]) => [name, decodePathParameter(name, raw)]),
      );
      const query = createQueryReader(route.query)(target.query);
      const reply = await route.handle(requestContext(base, { ...over, params, query, body }));
      // As it goes over the wire.
      const text = isJsonText(reply) ? reply.body : JSON.stringify(reply.body);
      return { ...reply, status: reply.status ?? 200, body: JSON.parse(text), route };
    } catch (error) {
      const problem = problemOf(error);
      if (problem.unexpected) throw error;
      return {
        status: problem.status,
        body: { error: problem.message, parameter: problem.parameter },
        route,
      };
    }
  };
  return {
    get: url => ask('GET', url, undefined),
    post: (url, body) => ask('POST', url, body),
  };
}

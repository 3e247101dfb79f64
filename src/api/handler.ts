/** The way of a request: memory, or operation and parameters, context, service, answer. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '../core/access.ts';
import type { Admission } from '../core/admission.ts';
import type { Billing } from '../core/billing.ts';
import { baseOf, costOf } from '../core/cost.ts';
import { ForbiddenError, UnauthorizedError } from '../core/errors.ts';
import type { DependencyGraph } from '../core/graph.ts';
import type { Gate, KeyReports, RequestHead, Ticket } from '../core/limits.ts';
import type { ReceivedFile, Tools } from '../core/tools.ts';
import type { Meter, UsageDoor, UsageSample } from '../core/usage.ts';
import type { Live, LiveContext } from '../services/index-api/public.ts';
import type { PackageMemory, ReadThrough, RegistryDirectory, RequestContext } from '../services/service.ts';
import type { Database, Queryable } from '../store/database.ts';
import type { ResponseCache } from './cache.ts';
import { acceptsGzip } from './conditional.ts';
import { DeniedError, denialProblem } from './denials.ts';
import type { Answer, Endpoint } from './endpoint.ts';
import { addCallerFields, nextRequestId } from './fields.ts';
import type { ProblemLog } from './log.ts';
import type { EdgeMetrics } from './metrics.ts';
import type { Mounts } from './mounts.ts';
import type { Origin, OriginReader } from './origin.ts';
import { NOBODY, type Person } from './person.ts';
import { compressOnce, formOf, type Prepared, writePrepared } from './prepared.ts';
import { type Problem, problemOf } from './problems.ts';
import { GLOBAL_PARAMETERS } from './query.ts';
import { type AskedFor, prepareProblem } from './replies.ts';
import { resolve } from './resolve.ts';
import type { Router } from './router.ts';
import { sendStream } from './streams.ts';
import { parseTarget, type Target } from './target.ts';
import { contextInTurn } from './turns.ts';
import { type Keep, readUpload, type UploadLimits } from './upload.ts';

export interface HandlerOptions {
  router: Router<Endpoint>;
  origins: OriginReader;
  mounts: Mounts;
  cache: ResponseCache;
  metrics: EdgeMetrics;
  logProblem: ProblemLog;
  db: Queryable & Pick<Database, 'transaction'>;
  directory: RegistryDirectory;
  sync: ReadThrough;
  memory: PackageMemory;
  tools: Tools;
  graph: DependencyGraph;
  usage: UsageDoor;
  billing: Billing;
  attester: RequestContext['attester'];
  accounts: RequestContext['accounts'];
  administration: RequestContext['administration'];
  /** Null: nobody is limited, and no key is asked for. */
  gate: Gate | null;
  keyReports: KeyReports;
  meter: Meter | null;
  admission: Admission | null;
  /** Where files that are sent are put. */
  keepUpload: Keep;
  live: Pick<Live, 'changes' | 'closing'>;
  /** The page for people that says what went wrong. */
  problemPage(problem: Problem, siteUrl: string, path: string): Prepared;
  /** Called as streams begin (+1) and end (-1). */
  onStream(change: 1 | -1): void;
}

export interface Handler {
  /** Answers from memory if it can; false: nothing was written. */
  hit(request: IncomingMessage, response: ServerResponse): boolean;
  /** Answers, whatever happens. Never rejects. `url` is the target as it came over the wire. */
  handle(request: IncomingMessage, response: ServerResponse, url: string): Promise<void>;
}

/** What is known of a request so far, for its error and for the meter. */
interface Seen {
  label: string;
  path: string;
  target: string;
  origin: Origin | null;
  requestId: string;
  caller: Caller | null;
  ticket: Ticket | null;
  cache: UsageSample['cache'];
  cost: number;
  bytes: number;
  etag: string | null;
}

export function createHandler(options: HandlerOptions): Handler {
  const { admission, cache, gate, meter, metrics, mounts, origins, router } = options;
  /** One for all answers from memory: the meter does not keep it. */
  const sample = {} as UsageSample;

  const shrink = async (prepared: Prepared, key: string): Promise<void> => {
    if (await compressOnce(prepared)) cache.grown(key, prepared);
  };

  const hit = (request: IncomingMessage, response: ServerResponse): boolean => {
    const { method, url = '' } = request;
    if (method !== 'GET' && method !== 'HEAD') return false;
    const origin = tryOrigin(origins, request);
    if (origin === null) return false;
    const key = `${origin.variant}\n${url}`;
    const kept = cache.get(key);
    if (kept === undefined) return false;
    const started = meter === null ? 0 : performance.now();
    let caller: Caller | null = null;
    let own: string[] = [];
    const form = formOf(request, kept);
    const headOnly = method === 'HEAD';
    let cost = form === 'not-modified' ? 0 : headOnly ? Math.min(1, kept.cost) : kept.cost;
    if (gate !== null && kept.gated) {
      caller = tryRecognise(gate, request);
      if (caller === null) return false;
      const passed = gate.pass(caller, cost);
      // The slow way says what is wrong.
      if (!Array.isArray(passed)) return false;
      own = passed;
    } else cost = 0;
    // Nobody waits for a compressed body here: it is made for the next one.
    if (
      kept.gzipHeaders !== null &&
      kept.compression === null &&
      acceptsGzip(request.headers['accept-encoding'])
    ) {
      void shrink(kept, key);
    }
    addCallerFields(own, caller, nextRequestId(), kept, origin);
    const forCaller = caller !== null && caller.kind !== 'prefix';
    const bytes = writePrepared(response, kept, form, { headOnly, own, forCaller });
    const status = form === 'not-modified' ? 304 : kept.status;
    metrics.hit(kept.label, status);
    if (meter !== null && caller !== null) {
      sample.caller = caller;
      sample.label = kept.label;
      sample.status = status;
      sample.cache = status === 304 ? '304' : 'hit';
      sample.cost = cost;
      sample.bytes = bytes;
      sample.ms = performance.now() - started;
      sample.target = url;
      sample.etag = kept.etag;
      sample.conditional = isConditional(request);
      meter.record(sample);
    }
    return true;
  };

  const handle = async (request: IncomingMessage, response: ServerResponse, url: string): Promise<void> => {
    const started = performance.now();
    const seen: Seen = {
      label: 'unmatched',
      // Without its query: there may be a key in it.
      path: url.split('?', 1)[0] ?? '',
      target: '',
      origin: null,
      requestId: nextRequestId(),
      caller: null,
      ticket: null,
      cache: 'miss',
      cost: 0,
      bytes: 0,
      etag: null,
    };
    const gone = new AbortController();
    // An abort makes an error object: nothing to spend on every answer that went out whole.
    response.once('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    const status = await answer(request, response, url, gone.signal, seen)
      .catch(error => fail(request, response, error, gone.signal, seen))
      .finally(() => seen.ticket?.settle(seen.ticket.cost));
    const ms = performance.now() - started;
    metrics.observe(seen.label, request.method ?? '', status, ms / 1000);
    const { caller, label, cache, cost, bytes, target, etag } = seen;
    if (meter === null || caller === null) return;
    meter.record({
      caller,
      label,
      status,
      cache,
      cost,
      bytes,
      ms,
      target,
      etag,
      conditional: isConditional(request),
    });
  };

  const answer = async (
    request: IncomingMessage,
    response: ServerResponse,
    url: string,
    gone: AbortSignal,
    seen: Seen,
  ): Promise<number> => {
    const method = request.method ?? 'GET';
    const found = attempt(() => {
      const origin = origins(request.headers.host);
      seen.origin = origin;
      const target = parseTarget(gate === null ? url : gate.withoutKey(url));
      seen.target = target.query === '' ? target.path : `${target.path}?${target.query}`;
      const path = mounts.path(target.path, origin);
      seen.path = path;
      return { origin, target, resolution: resolve(router, { method, path, target, origin }) };
    });
    if ('error' in found) {
      await enter(request, url, 1, seen);
      throw found.error;
    }
    const { origin, target, resolution } = found.value;
    if (resolution.kind === 'answer') {
      if (method !== 'OPTIONS') await enter(request, url, 1, seen);
      return send(request, response, resolution.prepared, seen);
    }

    const { endpoint, params } = resolution;
    seen.label = endpoint.label;
    const hasBody = method === 'POST';
    const early = hasBody ? { value: null } : attempt(() => endpoint.readQuery(target.query));
    if (endpoint.gated) {
      const base = hasBody ? baseOf(endpoint.cost) : 0;
      const cost =
        'error' in early
          ? 1
          : early.value === null
            ? base
            : costOf(endpoint.cost, { query: early.value, body: undefined });
      await enter(request, url, method === 'HEAD' ? Math.min(1, cost) : cost, seen, hasBody);
    }
    if ('error' in early) throw early.error;

    const person = (await endpoint.readPerson?.(request, origin, options.db)) ?? NOBODY;
    if (endpoint.scope !== null && person.session === null) checkScope(seen.caller, endpoint.scope);
    const upload =
      hasBody && endpoint.upload
        ? await receiveUpload(request, endpoint.upload, options.keepUpload, target)
        : null;
    const query = early.value ?? endpoint.readQuery(upload?.query ?? target.query);
    const shared = endpoint.cache === 'shared' && !hasBody;
    const asked: AskedFor = {
      url: `${origin.baseUrl}${target.path}`,
      path: target.path,
      query: target.query,
      label: endpoint.label,
      shared,
    };
    const given = { endpoint, origin, params, query, person, files: upload?.files ?? [], caller: null };

    if (shared) {
      const key = `${origin.variant}\n${cacheUrl(target)}`;
      // Others may be given the same: nothing of who asks is in it.
      const anyones = { ...asked, query: withoutCaller(target.query) };
      const { caller } = seen;
      seen.cache = 'hit';
      const load = async (signal: AbortSignal) => {
        seen.cache = 'miss';
        const context = contextOf(options, { ...given, signal }, request);
        const made = await inTurn(caller, context, mine => endpoint.answer(mine, anyones));
        const whole = wholeAnswer(made, endpoint);
        whole.gated = endpoint.gated;
        whole.cost = costOf(endpoint.cost, { query, body: undefined });
        return whole;
      };
      // Nobody waits for the turn of a lower class.
      const group = admission === null || caller === null ? '' : String(caller.priority);
      const prepared = await cache.load(key, gone, load, group);
      if (prepared.gzipHeaders !== null && acceptsGzip(request.headers['accept-encoding'])) {
        await shrink(prepared, key);
      }
      return send(request, response, prepared, seen);
    }

    const body = hasBody && upload === null ? await endpoint.readBody(request) : undefined;
    if (hasBody) raise(costOf(endpoint.cost, { query, body }), seen);
    const { caller } = seen;
    const context = contextOf(options, { ...given, caller, signal: gone, body }, request);
    const reply = await inTurn(caller, context, mine => endpoint.answer(mine, asked));
    if (!('stream' in reply)) {
      return send(request, response, reply, seen);
    }
    options.onStream(1);
    try {
      const { stream, contentType } = reply;
      const own = addCallerFields(
        seen.ticket?.fields() ?? [],
        caller,
        seen.requestId,
        { links: '', label: seen.label },
        origin,
      );
      seen.cost = seen.ticket?.cost ?? 0;
      const headOnly = method === 'HEAD';
      let events = 0;
      // A client that has used up its units comes back later with the last id that it saw.
      const allow = (piece: string) => {
        events += piece.split('\ndata:').length - 1;
        return (seen.ticket?.raise(1 + Math.floor(events / 100)) ?? null) === null;
      };
      seen.bytes = await sendStream(response, stream, { contentType, headOnly, signal: gone, own, allow });
    } finally {
      seen.cost = seen.ticket?.cost ?? 0;
      options.onStream(-1);
    }
    return 200;
  };

  /** Finds out who asks, and takes what the request costs. @throws DeniedError, and as `identify`. */
  const enter = async (
    request: IncomingMessage,
    url: string,
    cost: number,
    seen: Seen,
    write = false,
  ): Promise<void> => {
    if (gate === null) return;
    // Fastify has given the request another URL.
    const { headers, rawHeaders, socket } = request;
    const head: RequestHead = { headers, rawHeaders, socket, url };
    const caller = gate.recognise(head) ?? (await gate.identify(head));
    seen.caller = caller;
    // What is free is not limited either.
    if (cost === 0) return;
    const ticket = gate.take(caller, cost, write);
    if (ticket.denied) throw new DeniedError(ticket, caller, cost);
    seen.ticket = ticket;
  };

  const raise = (cost: number, { caller, ticket }: Seen): void => {
    const denial = ticket?.raise(cost) ?? null;
    if (denial === null || caller === null) return;
    ticket?.settle(0);
    throw new DeniedError(denial, caller, cost);
  };

  /** Work that needs the database or a thread waits for its turn. */
  const inTurn = async <T>(
    caller: Caller | null,
    context: LiveContext,
    work: (context: LiveContext) => Promise<T>,
  ): Promise<T> => {
    if (admission === null || caller === null) return work(context);
    const leave = await admission.enter(caller.priority, context.signal);
    try {
      return await work(contextInTurn(context, caller.priority, leave));
    } finally {
      leave();
    }
  };

  /** Writes an answer with the fields of its caller, and settles what it cost. @returns the status sent. */
  const send = (
    request: IncomingMessage,
    response: ServerResponse,
    prepared: Prepared,
    seen: Seen,
    denied: DeniedError | null = null,
  ): number => {
    const { caller, origin, requestId, ticket } = seen;
    const form = formOf(request, prepared);
    const status = form === 'not-modified' ? 304 : prepared.status;
    let own: string[] = [];
    if (ticket !== null) {
      ticket.settle(actualCost(status, prepared.actualCost ?? ticket.cost));
      seen.cost = ticket.cost;
      own = ticket.fields();
    } else if (denied !== null) own = denied.denial.fields();
    else if (caller !== null && gate !== null) own = gate.peek(caller);
    if (status === 304) seen.cache = '304';
    seen.etag = prepared.etag;
    addCallerFields(own, caller, requestId, prepared, origin);
    const forCaller = caller !== null && caller.kind !== 'prefix';
    seen.bytes = writePrepared(response, prepared, form, {
      headOnly: request.method === 'HEAD',
      own,
      forCaller,
    });
    return status;
  };

  const fail = (
    request: IncomingMessage,
    response: ServerResponse,
    error: unknown,
    gone: AbortSignal,
    seen: Seen,
  ): number => {
    const { origin, path, label, requestId } = seen;
    const denied = error instanceof DeniedError ? error : null;
    const problem =
      denied === null ? problemOf(error) : denialProblem(denied, origin?.siteUrl ?? '', options.usage.hints);
    const clientLeft = gone.aborted && !response.writableEnded;
    if (problem.status >= 500 && !clientLeft && denied === null) {
      options.logProblem(error, { path, requestId, expected: !problem.unexpected });
    }
    if (clientLeft || response.headersSent) {
      response.destroy();
      return CLIENT_LEFT;
    }
    // What is left of a body that nobody reads would be taken for the next request.
    if (request.method === 'POST' && !request.readableEnded) {
      problem.headers = { ...problem.headers, connection: 'close' };
    }
    const forPeople = origin !== null && !mounts.isApi(path);
    const prepared = forPeople
      ? options.problemPage({ ...problem, requestId }, origin.siteUrl, path)
      : prepareProblem(problem, label);
    return send(request, response, prepared, seen, denied);
  };

  return { hit, handle };
}

/** What went wrong on our side costs nothing; what the caller did wrong costs no more than looking at it. */
function actualCost(status: number, cost: number): number {
  if (status === 304 || status >= 500) return 0;
  return status >= 400 ? Math.min(1, cost) : cost;
}

/** @throws UnauthorizedError, ForbiddenError. */
function checkScope(caller: Caller | null, scope: Caller['scopes'][number]): void {
  if (caller === null || caller.scopes.includes(scope)) return;
  if (caller.kind === 'prefix') throw new UnauthorizedError(`this takes a key with the scope ${scope}`, null);
  throw new ForbiddenError(`this takes a key with the scope ${scope}`, 'scope');
}

function attempt<T>(work: () => T): { value: T } | { error: unknown } {
  try {
    return { value: work() };
  } catch (error) {
    return { error };
  }
}

/** Null where it takes a look-up, or where the credential is wrong. */
function tryRecognise(gate: Gate, request: IncomingMessage): Caller | null {
  try {
    return gate.recognise(request);
  } catch {
    return null;
  }
}

function isConditional({ headers }: IncomingMessage): boolean {
  return headers['if-none-match'] !== undefined || headers['if-modified-since'] !== undefined;
}

/** Reads what is sent. Fields of a form count as query parameters; `filename` names a body that is one file. */
async function receiveUpload(
  request: IncomingMessage,
  limits: UploadLimits,
  keep: Keep,
  target: Target,
): Promise<{ files: ReceivedFile[]; query: string }> {
  const given = new URLSearchParams(target.query);
  const { files, fields } = await readUpload(request, limits, keep, given.get('filename'));
  given.delete('filename');
  const rest = target.query.includes('filename=') ? given.toString() : target.query;
  return { files, query: [rest, fields].filter(part => part !== '').join('&') };
}

const DEFAULT_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;

/** `Prefer: wait` or `wait=<seconds>` in milliseconds (https://www.rfc-editor.org/rfc/rfc7240#section-4.3). */
function waitOf(prefer: string | string[] | undefined): number | null {
  const found = /(?:^|[,;\s])wait(?:\s*=\s*"?(\d{1,6}))?/i.exec(String(prefer ?? ''));
  if (!found) return null;
  return Math.min(found[1] === undefined ? DEFAULT_WAIT_MS : Number(found[1]) * 1000, LONGEST_WAIT_MS);
}

/** As web servers log it: the client closed the request. */
const CLIENT_LEFT = 499;

function tryOrigin(origins: OriginReader, request: IncomingMessage): Origin | null {
  try {
    return origins(request.headers.host);
  } catch {
    return null;
  }
}

function wholeAnswer(answer: Answer, endpoint: Endpoint): Prepared {
  if ('stream' in answer) throw new Error(`${endpoint.label} streams: its cache rule must be none`);
  return answer;
}

/** The URL without what does not matter to the answer: who asks. */
function cacheUrl({ path, query }: Target): string {
  const rest = withoutCaller(query);
  return rest === '' ? path : `${path}?${rest}`;
}

/** The headers that a route reads; what was sent several times is joined as RFC 9110, 5.3 has it. */
function headersNamed(
  all: IncomingMessage['headers'],
  names: readonly string[] = [],
): Record<string, string> {
  return Object.fromEntries(
    names.flatMap(name => (all[name] === undefined ? [] : [[name, [all[name]].flat().join(', ')]])),
  );
}

function withoutCaller(query: string): string {
  if (query === '') return query;
  return query
    .split('&')
    .filter(pair => !GLOBAL_PARAMETERS.has(pair.split('=', 1)[0] ?? ''))
    .join('&');
}

type Given = Pick<LiveContext, 'params' | 'query' | 'signal'> & {
  endpoint: Endpoint;
  origin: Origin;
  person: Person;
  /** Null where others may be given the same answer. */
  caller: Caller | null;
  files: ReceivedFile[];
  body?: unknown;
};

function contextOf(options: HandlerOptions, given: Given, { headers }: IncomingMessage): LiveContext {
  const { endpoint, origin, params, query, files, body, signal, person, caller } = given;
  const lastEventId = headers['last-event-id'];
  return {
    params,
    query,
    body,
    ...person,
    caller,
    limits: options.gate,
    keyReports: options.keyReports,
    db: options.db,
    directory: options.directory,
    sync: options.sync,
    memory: options.memory,
    tools: options.tools,
    graph: options.graph,
    usage: options.usage,
    billing: options.billing,
    headers: headersNamed(headers, endpoint.headers),
    attester: options.attester,
    accounts: options.accounts,
    administration: options.administration,
    files,
    waitMs: waitOf(headers.prefer),
    serviceUrl: endpoint.serviceUrl(origin),
    siteUrl: origin.siteUrl,
    now: new Date(),
    signal,
    waits: () => {},
    live: {
      ...options.live,
      accept: String(headers.accept ?? '').toLowerCase(),
      lastEventId: lastEventId === undefined ? null : String(lastEventId),
    },
  };
}

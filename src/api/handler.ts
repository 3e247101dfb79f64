/** The way of a request: memory, or operation and parameters, context, service, answer. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Billing } from '../core/billing.ts';
import type { DependencyGraph } from '../core/graph.ts';
import type { ReceivedFile, Tools } from '../core/tools.ts';
import type { UsageDoor } from '../core/usage.ts';
import type { Live, LiveContext } from '../services/index-api/public.ts';
import type { PackageMemory, ReadThrough, RegistryDirectory, RequestContext } from '../services/service.ts';
import type { Database, Queryable } from '../store/database.ts';
import type { ResponseCache } from './cache.ts';
import { acceptsGzip } from './conditional.ts';
import type { Answer, Endpoint } from './endpoint.ts';
import type { ProblemLog } from './log.ts';
import type { EdgeMetrics } from './metrics.ts';
import type { Mounts } from './mounts.ts';
import type { Origin, OriginReader } from './origin.ts';
import { NOBODY, type Person } from './person.ts';
import { compressOnce, type Prepared, sendPrepared } from './prepared.ts';
import { type Problem, problemOf } from './problems.ts';
import { GLOBAL_PARAMETERS } from './query.ts';
import { type AskedFor, prepareProblem } from './replies.ts';
import { resolve } from './resolve.ts';
import type { Router } from './router.ts';
import { sendStream } from './streams.ts';
import { parseTarget, type Target } from './target.ts';
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

/** What is known of a request so far, for its error. */
interface Seen {
  label: string;
  path: string;
  origin: Origin | null;
}

export function createHandler(options: HandlerOptions): Handler {
  const { cache, metrics, mounts, origins, router } = options;

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
    // Nobody waits for a compressed body here: it is made for the next one.
    if (
      kept.gzipHeaders !== null &&
      kept.compression === null &&
      acceptsGzip(request.headers['accept-encoding'])
    ) {
      void shrink(kept, key);
    }
    metrics.hit(kept.label, sendPrepared(request, response, kept));
    return true;
  };

  const handle = async (request: IncomingMessage, response: ServerResponse, url: string): Promise<void> => {
    const started = performance.now();
    const seen: Seen = { label: 'unmatched', path: url, origin: null };
    const gone = new AbortController();
    // An abort makes an error object: nothing to spend on every answer that went out whole.
    response.once('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    const status = await answer(request, response, url, gone.signal, seen).catch(error =>
      fail(request, response, error, gone.signal, seen),
    );
    metrics.observe(seen.label, request.method ?? '', status, (performance.now() - started) / 1000);
  };

  const answer = async (
    request: IncomingMessage,
    response: ServerResponse,
    url: string,
    gone: AbortSignal,
    seen: Seen,
  ): Promise<number> => {
    const origin = origins(request.headers.host);
    seen.origin = origin;
    const target = parseTarget(url);
    const path = mounts.path(target.path, origin);
    seen.path = path;
    const method = request.method ?? 'GET';
    const resolution = resolve(router, { method, path, target, origin });
    if (resolution.kind === 'answer') return sendPrepared(request, response, resolution.prepared);

    const { endpoint, params } = resolution;
    seen.label = endpoint.label;
    const person = (await endpoint.readPerson?.(request, origin, options.db)) ?? NOBODY;
    const upload =
      method === 'POST' && endpoint.upload
        ? await receiveUpload(request, endpoint.upload, options.keepUpload, target)
        : null;
    const query = endpoint.readQuery(upload?.query ?? target.query);
    const shared = endpoint.cache === 'shared' && method !== 'POST';
    const asked: AskedFor = {
      url: `${origin.baseUrl}${target.path}`,
      path: target.path,
      query: target.query,
      label: endpoint.label,
      shared,
    };
    const given = { endpoint, origin, params, query, person, files: upload?.files ?? [] };

    if (shared) {
      const key = `${origin.variant}\n${cacheUrl(target)}`;
      const prepared = await cache.load(key, gone, async signal =>
        wholeAnswer(
          await endpoint.answer(contextOf(options, { ...given, signal }, request), asked),
          endpoint,
        ),
      );
      if (prepared.gzipHeaders !== null && acceptsGzip(request.headers['accept-encoding'])) {
        await shrink(prepared, key);
      }
      return sendPrepared(request, response, prepared);
    }

    const body = method === 'POST' && upload === null ? await endpoint.readBody(request) : undefined;
    const reply = await endpoint.answer(contextOf(options, { ...given, signal: gone, body }, request), asked);
    if (!('stream' in reply)) return sendPrepared(request, response, reply);
    options.onStream(1);
    try {
      const { stream, contentType } = reply;
      await sendStream(response, stream, { contentType, headOnly: method === 'HEAD', signal: gone });
    } finally {
      options.onStream(-1);
    }
    return 200;
  };

  const fail = (
    request: IncomingMessage,
    response: ServerResponse,
    error: unknown,
    gone: AbortSignal,
    seen: Seen,
  ): number => {
    const problem = problemOf(error);
    const clientLeft = gone.aborted && !response.writableEnded;
    if (problem.status >= 500 && !clientLeft) {
      const requestId = randomUUID();
      problem.headers = { ...problem.headers, 'x-request-id': requestId };
      options.logProblem(error, { path: seen.path, requestId, expected: !problem.unexpected });
    }
    if (clientLeft || response.headersSent) {
      response.destroy();
      return CLIENT_LEFT;
    }
    // What is left of a body that nobody reads would be taken for the next request.
    if (request.method === 'POST' && !request.readableEnded) {
      problem.headers = { ...problem.headers, connection: 'close' };
    }
    const { origin, path, label } = seen;
    const forPeople = origin !== null && !mounts.isApi(path);
    const prepared = forPeople
      ? options.problemPage(problem, origin.siteUrl, path)
      : prepareProblem(problem, label);
    return sendPrepared(request, response, prepared);
  };

  return { hit, handle };
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
  const kept = query.split('&').filter(pair => !GLOBAL_PARAMETERS.has(pair.split('=', 1)[0] ?? ''));
  const rest = kept.join('&');
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

type Given = Pick<LiveContext, 'params' | 'query' | 'signal'> & {
  endpoint: Endpoint;
  origin: Origin;
  person: Person;
  files: ReceivedFile[];
  body?: unknown;
};

function contextOf(options: HandlerOptions, given: Given, { headers }: IncomingMessage): LiveContext {
  const { endpoint, origin, params, query, files, body, signal, person } = given;
  const lastEventId = headers['last-event-id'];
  return {
    params,
    query,
    body,
    ...person,
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

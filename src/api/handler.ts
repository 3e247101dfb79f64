/** The way of a request: memory, or operation and parameters, context, service, answer. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { baseOf, costOf } from '../core/cost.ts';
import { digestText } from '../core/text-digest.ts';
import { acceptsGzip, isConditional } from './conditional.ts';
import { contextOf, receiveUpload } from './context.ts';
import type { Answer, Endpoint } from './endpoint.ts';
import { addCallerFields, nextRequestId } from './fields.ts';
import type { HandlerOptions, Seen } from './handler-options.ts';
import { createHit, createShrink, type Hit } from './hit.ts';
import { checkScope, createPassage } from './passage.ts';
import { NOBODY } from './person.ts';
import type { Prepared } from './prepared.ts';
import { GLOBAL_PARAMETERS } from './query.ts';
import type { AskedFor } from './replies.ts';
import { resolve } from './resolve.ts';
import { createSending } from './sending.ts';
import { sendStream } from './streams.ts';
import { parseTarget, type Target } from './target.ts';

export interface Handler {
  hit: Hit;
  /** Answers, whatever happens. Never rejects. `url` is the target as it came over the wire. */
  handle(request: IncomingMessage, response: ServerResponse, url: string): Promise<void>;
}

export function createHandler(options: HandlerOptions): Handler {
  const { admission, cache, gate, meter, metrics, mounts, origins, requestLog, router } = options;
  const { enter, raise, inTurn } = createPassage(options);
  const { send, fail } = createSending(options);
  const shrink = createShrink(options);

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
    const { caller, label, cache, cost, bytes, target, etag, requestId } = seen;
    if (caller === null) return;
    if (requestLog !== null) {
      // As it came: Fastify has given the request another URL.
      const path = url.split('?', 1)[0] ?? '';
      const method = request.method ?? '';
      requestLog.record(request, { method, path, label, status, cache, cost, bytes, ms, requestId, caller });
    }
    if (meter === null) return;
    meter.record({
      caller,
      label,
      status,
      cache,
      cost,
      bytes,
      ms,
      target: digestText(target),
      etag: etag === null ? 0 : digestText(etag),
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

  return { hit: createHit(options), handle };
}

function attempt<T>(work: () => T): { value: T } | { error: unknown } {
  try {
    return { value: work() };
  } catch (error) {
    return { error };
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

function withoutCaller(query: string): string {
  if (query === '') return query;
  return query
    .split('&')
    .filter(pair => !GLOBAL_PARAMETERS.has(pair.split('=', 1)[0] ?? ''))
    .join('&');
}

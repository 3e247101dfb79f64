/** The hottest way: an answer that is in memory, for a caller who is known, without waiting for anything. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '../core/access.ts';
import type { Gate, Passed } from '../core/limits.ts';
import { digestText } from '../core/text-digest.ts';
import type { UsageSample } from '../core/usage.ts';
import { acceptsGzip, isConditional } from './conditional.ts';
import { nextRequestId, ownHead } from './fields.ts';
import type { HandlerOptions } from './handler-options.ts';
import type { Origin, OriginReader } from './origin.ts';
import { compressOnce, formOf, type Prepared, writeHit } from './prepared.ts';
import { mayHoldSession } from './session-callers.ts';

/** One of so many is timed, and stands for those after it: reading the clock takes longer than what is counted otherwise. */
const TIMED = 8;

/** Answers from memory if it can; false: nothing was written. */
export type Hit = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Compresses an answer that is kept, once, and tells the cache that it grew. */
export function createShrink({ cache }: Pick<HandlerOptions, 'cache'>) {
  return async (prepared: Prepared, key: string): Promise<void> => {
    if (await compressOnce(prepared)) cache.grown(key, prepared);
  };
}

export function createHit(
  options: Pick<HandlerOptions, 'cache' | 'gate' | 'meter' | 'metrics' | 'origins' | 'requestLog'>,
): Hit {
  const { cache, gate, meter, metrics, origins, requestLog } = options;
  const shrink = createShrink(options);
  /** One for all answers: the meter does not keep it. */
  const sample = { ms: 0 } as UsageSample;
  let answers = 0;

  return (request, response) => {
    const { method, url = '' } = request;
    if (method !== 'GET' && method !== 'HEAD') return false;
    const origin = tryOrigin(origins, request);
    if (origin === null) return false;
    const key = `${origin.variant}\n${url}`;
    const kept = cache.get(key);
    if (kept === undefined) return false;
    const timed = meter !== null && answers++ % TIMED === 0;
    const started = timed ? performance.now() : 0;
    let caller: Caller | null = null;
    let passed: Passed | null = null;
    const form = formOf(request, kept);
    const headOnly = method === 'HEAD';
    let cost = form === 'not-modified' ? 0 : headOnly ? Math.min(1, kept.cost) : kept.cost;
    if (gate !== null && kept.gated) {
      caller = tryRecognise(gate, request);
      if (caller === null) return false;
      // Somebody who may be signed in is looked up.
      if (caller.kind === 'prefix' && mayHoldSession(request)) return false;
      const outcome = gate.pass(caller, cost);
      // The slow way says what is wrong.
      if (outcome.denied) return false;
      passed = outcome;
    } else cost = 0;
    // Nobody waits for a compressed body here: it is made for the next one.
    if (
      kept.gzipHeaders !== null &&
      kept.compression === null &&
      acceptsGzip(request.headers['accept-encoding'])
    ) {
      void shrink(kept, key);
    }
    const requestId = nextRequestId();
    const own = ownHead(passed, caller, requestId, kept, origin);
    const forCaller = caller !== null && caller.kind !== 'prefix';
    const bytes = writeHit(response, kept, form, { headOnly, own, forCaller });
    const status = form === 'not-modified' ? 304 : kept.status;
    metrics.hit(kept.label, status);
    if (meter !== null && caller !== null) {
      sample.caller = caller;
      sample.label = kept.label;
      sample.status = status;
      sample.cache = status === 304 ? '304' : 'hit';
      sample.cost = cost;
      sample.bytes = bytes;
      if (timed) sample.ms = performance.now() - started;
      kept.digests ??= { target: digestText(url), etag: kept.etag === null ? 0 : digestText(kept.etag) };
      sample.target = kept.digests.target;
      sample.etag = kept.digests.etag;
      sample.conditional = isConditional(request);
      meter.record(sample);
    }
    if (requestLog !== null && caller !== null) {
      const path = url.split('?', 1)[0] ?? '';
      const cached = status === 304 ? '304' : 'hit';
      const ms = timed ? performance.now() - started : null;
      const { label } = kept;
      requestLog.record(request, {
        method,
        path,
        label,
        status,
        cache: cached,
        cost,
        bytes,
        ms,
        requestId,
        caller,
      });
    }
    return true;
  };
}

/** Null where it takes a look-up, or where the credential is wrong. */
function tryRecognise(gate: Gate, request: IncomingMessage): Caller | null {
  try {
    return gate.recognise(request);
  } catch {
    return null;
  }
}

function tryOrigin(origins: OriginReader, request: IncomingMessage): Origin | null {
  try {
    return origins(request.headers.host);
  } catch {
    return null;
  }
}

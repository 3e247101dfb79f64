/** One request with good manners: who asks is said, what is known is revalidated, and nobody is asked again too soon. */
import { pause, readRetryAfter, waitMs } from './backoff.ts';
import { readBody } from './body.ts';
import { ClientError } from './errors.ts';
import { type EtagStore, memoryEtagStore, type StoredAnswer } from './etag-store.ts';

export interface TransportOptions {
  /** Where the server is: `https://ecosystems.example.org`. */
  baseUrl: string;
  /** An API key. Sent to this server alone. */
  key?: string;
  /** Where a person can be reached about these requests: sent as `From`, and in the User-Agent. */
  mailto?: string;
  /** What asks: `my-tool/1.0`. Browsers send their own. */
  userAgent?: string;
  /** Of this server and key; null keeps nothing. Default: in memory. */
  cache?: EtagStore | null;
  /** For one try, in milliseconds. Default 60,000. */
  timeoutMs?: number;
  /** Tries in all. Default 5, at most 5. */
  maxTries?: number;
  /** The longest Retry-After that is waited for, in milliseconds; beyond it the call fails at once. Default 60,000. */
  maxWaitMs?: number;
  /** The largest answer in bytes. Default 256 MiB. */
  maxBytes?: number;
  /** Told of every answer and of every wait. */
  onEvent?(event: TransportEvent): void;
  /** In place of the platform's. */
  fetch?: typeof fetch;
  /** In place of Math.random, for tests. */
  random?: () => number;
}

export type TransportEvent = { method: string; url: string; tries: number } & (
  | { kind: 'answer'; status: number; fromCache: boolean; cost: number | null }
  | { kind: 'wait'; status: number | null; waitMs: number }
);

export interface CallOptions {
  signal?: AbortSignal;
  /** Instead of the client's. */
  timeoutMs?: number;
  headers?: Record<string, string>;
  /** Lets a POST be tried again: the server does its work once for each key. */
  idempotencyKey?: string;
  /** This POST changes nothing, so it may be tried again. */
  idempotent?: boolean;
}

export interface Outgoing extends CallOptions {
  method: 'GET' | 'POST';
  /** Path and query, from the server's root. */
  path: string;
  /** JSON, unless it is bytes, text or a form. */
  body?: unknown;
}

export interface Answer<T = unknown> {
  status: number;
  headers: Record<string, string>;
  /** Parsed where it is JSON, else text. */
  data: T;
  /** The server said that what was kept is still right. */
  fromCache: boolean;
}

export interface Transport {
  /** Without trailing slash. */
  baseUrl: string;
  /** @throws ClientError; the signal's reason. Statuses of 400 and more are ClientErrors with code `status`. */
  send(outgoing: Outgoing): Promise<Answer>;
}

const MOST_TRIES = 5;
const DEFAULT_MS = 60_000;
const DEFAULT_BYTES = 256 * 1024 * 1024;
const TRANSIENT = new Set([429, 502, 503, 504]);

/** @throws ClientError `usage` for a base URL, key or address that cannot be sent; it repeats neither. */
export function createTransport(options: TransportOptions): Transport {
  const baseUrl = checkedBase(options.baseUrl);
  const { key, mailto, maxWaitMs = DEFAULT_MS, maxBytes = DEFAULT_BYTES } = options;
  // An invalid header value would be repeated by the platform's error.
  if (key !== undefined && !/^[\x21-\x7e]{1,500}$/.test(key))
    throw new ClientError('usage', 'the key has characters that no key has');
  if (mailto !== undefined && !/^[^\s<>()",;:]{1,64}@[A-Za-z0-9.-]{1,253}$/.test(mailto))
    throw new ClientError('usage', 'mailto must be an e-mail address');
  const maxTries = Math.min(MOST_TRIES, Math.max(1, options.maxTries ?? MOST_TRIES));
  const cache = options.cache === undefined ? memoryEtagStore() : options.cache;
  const ask = options.fetch ?? fetch;
  const random = options.random ?? Math.random;
  const agent = [options.userAgent, mailto && `(+mailto:${mailto})`].filter(Boolean).join(' ');
  const own = {
    ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    ...(mailto === undefined ? {} : { from: mailto }),
    ...(options.userAgent === undefined ? {} : { 'user-agent': agent }),
  };

  const once = async (out: Outgoing, kept: StoredAnswer | null): Promise<Raw> => {
    const late = AbortSignal.timeout(out.timeoutMs ?? options.timeoutMs ?? DEFAULT_MS);
    const signal = out.signal ? AbortSignal.any([late, out.signal]) : late;
    try {
      const reply = await ask(`${baseUrl}${out.path}`, {
        method: out.method,
        headers: headersOf(out, own, kept),
        ...(out.body === undefined ? {} : { body: bodyOf(out.body) }),
        signal,
      });
      const headers = Object.fromEntries(reply.headers);
      return { status: reply.status, headers, text: await readBody(reply, maxBytes) };
    } catch (error) {
      if (out.signal?.aborted) throw out.signal.reason;
      if (error instanceof ClientError) throw error;
      if (late.aborted) throw new ClientError('timeout', `${baseUrl} did not answer in time`);
      throw new ClientError('network', `${baseUrl} cannot be reached: ${causeOf(error)}`);
    }
  };

  return {
    baseUrl,
    async send(out) {
      const { method, signal } = out;
      const url = `${baseUrl}${out.path}`;
      const mayRepeat = method === 'GET' || out.idempotent === true || out.idempotencyKey !== undefined;
      const variant = out.headers?.accept ? `${url} ${out.headers.accept}` : url;
      const kept = method === 'GET' && cache ? await cache.get(variant) : null;
      for (let tries = 1; ; tries++) {
        const raw = await once(out, kept).catch((error: unknown) => {
          if (error instanceof ClientError && (error.code === 'network' || error.code === 'timeout'))
            return error;
          throw error;
        });
        const failed = raw instanceof ClientError;
        const status = failed ? null : raw.status;
        const after = failed ? null : readRetryAfter(raw.headers['retry-after'] ?? null, Date.now());
        const transient = failed || TRANSIENT.has(raw.status);
        const patient = (after ?? 0) * 1000 <= maxWaitMs;
        if (transient && mayRepeat && tries < maxTries && patient) {
          const ms = waitMs(tries, after, random);
          options.onEvent?.({ kind: 'wait', method, url, tries, status, waitMs: ms });
          await pause(ms, signal);
          continue;
        }
        if (failed) throw new ClientError(raw.code, raw.message, { tries });
        const fromCache = raw.status === 304 && kept !== null;
        const cost = numberOf(raw.headers['x-cost']);
        options.onEvent?.({ kind: 'answer', method, url, tries, status: raw.status, fromCache, cost });
        if (raw.status >= 400) throw statusError(raw, after, tries);
        if (fromCache && kept) {
          const headers = { ...kept.headers, ...raw.headers };
          return { status: 200, headers, data: parsed(kept.headers, kept.body), fromCache };
        }
        const data = parsed(raw.headers, raw.text);
        if (method === 'GET' && cache && raw.status === 200) await keep(cache, variant, raw);
        return { status: raw.status, headers: raw.headers, data, fromCache };
      }
    },
  };
}

interface Raw {
  status: number;
  headers: Record<string, string>;
  text: string;
}

function checkedBase(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash)
    throw new ClientError('usage', 'the server must be an http or https URL without query');
  if (url.username || url.password)
    throw new ClientError('usage', 'the URL of the server must hold no user and no password');
  return url.href.replace(/\/+$/, '');
}

function headersOf(
  out: Outgoing,
  own: Record<string, string>,
  kept: StoredAnswer | null,
): Record<string, string> {
  const isJson = out.method === 'POST' && out.body !== undefined && !isRaw(out.body);
  return {
    accept: 'application/json',
    ...(isJson ? { 'content-type': 'application/json' } : {}),
    ...lowerCase(out.headers),
    ...(out.idempotencyKey === undefined ? {} : { 'idempotency-key': out.idempotencyKey }),
    ...(kept?.etag ? { 'if-none-match': kept.etag } : {}),
    ...(kept?.lastModified && !kept.etag ? { 'if-modified-since': kept.lastModified } : {}),
    ...own,
  };
}

const lowerCase = (headers: Record<string, string> = {}) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

type RawBody = string | FormData | Blob | Uint8Array<ArrayBuffer> | URLSearchParams;

const isRaw = (body: unknown): body is RawBody =>
  typeof body === 'string' ||
  body instanceof FormData ||
  body instanceof Blob ||
  body instanceof Uint8Array ||
  body instanceof URLSearchParams;

const bodyOf = (body: unknown): RawBody => (isRaw(body) ? body : JSON.stringify(body));

/** With what the platform says of the connection: `fetch failed` alone says nothing. */
function causeOf(error: unknown): string {
  const cause = (error as { cause?: { code?: string; message?: string } }).cause;
  return cause?.code ?? cause?.message ?? (error instanceof Error ? error.message : String(error));
}

function parsed(headers: Record<string, string>, text: string): unknown {
  if (!/^application\/(?:[\w.!#$&^-]+\+)?json\b/i.test(headers['content-type'] ?? '')) return text;
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new ClientError('malformed', 'the server sent JSON that is none');
  }
}

async function keep(cache: EtagStore, url: string, { headers, text }: Raw): Promise<void> {
  const { etag = null, 'last-modified': lastModified = null } = headers;
  if (etag === null && lastModified === null) return;
  if (/\bno-store\b/i.test(headers['cache-control'] ?? '')) return;
  await cache.set(url, { etag, lastModified, headers, body: text });
}

function statusError(
  { status, headers, text }: Raw,
  retryAfterSeconds: number | null,
  tries: number,
): ClientError {
  let body: unknown = text.slice(0, 2_000);
  try {
    body = parsed(headers, text);
  } catch {}
  const { error, parameter, detail, title } = (
    typeof body === 'object' && body !== null ? body : {}
  ) as Record<string, unknown>;
  const said = [error, detail, title].find(value => typeof value === 'string' && value !== '') as
    | string
    | undefined;
  const wait = retryAfterSeconds === null ? '' : `; again in ${retryAfterSeconds} s`;
  return new ClientError('status', `${said ?? `the server answered ${status}`}${wait}`, {
    status,
    body,
    tries,
    ...(typeof parameter === 'string' ? { parameter } : {}),
    ...(retryAfterSeconds === null ? {} : { retryAfterSeconds }),
  });
}

function numberOf(value: string | undefined): number | null {
  return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : null;
}

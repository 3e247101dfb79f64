/** The only way to a socket: requests that are polite, bounded in time and size, and never reach inside. */
import type { Dispatcher } from 'undici';
import { request as send } from 'undici';
import { UpstreamError } from '../core/errors.ts';
import { type ConnectionOptions, createConnections } from './connections.ts';
import { abortable, createDeadline, type Deadline } from './deadline.ts';
import { createHostList } from './hosts.ts';
import type { Http, HttpRequest, HttpStream } from './http.types.ts';
import { decodeBody } from './http-body.ts';
import { redactUrl, refusal, statusError, upstreamErrorOf } from './http-errors.ts';
import { portable, requestHeaders, responseHeaders, validatorsOf } from './http-headers.ts';

const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;
const DEFAULT_TIMEOUT = 30_000;
const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export interface HttpOptions extends ConnectionOptions {
  /** Hosts exempt from the refusal of non-public addresses: `name`, `name:port`, `127.0.0.1:4873`. */
  allowPrivateHosts?: string[];
  /**
   * Awaited before every request, redirects included, with the URL's `host[:port]`. Its errors pass unchanged. The
   * time it takes does not count as the request's.
   */
  budget?: (host: string, signal: AbortSignal) => Promise<void>;
  userAgent: string;
  /** Hosts (`name[:port]`) whose requests go elsewhere, each with the URL that takes the place of its origin. */
  mirrors?: Readonly<Record<string, string>>;
  /** The time by which HTTP dates are read. */
  now?: () => Date;
}

export interface HttpDoor extends Http {
  /**
   * Exempts a host that the operator's own configuration names from the refusal of non-public addresses.
   * @throws InputError for text that names no host.
   */
  allow(host: string): void;
  /** Ends all connections; requests under way fail. */
  close(): Promise<void>;
}

/** An answer whose body has not been read. */
interface Opened {
  response: Dispatcher.ResponseData;
  url: URL;
  headers: Record<string, string>;
  deadline: Deadline;
}

export function createHttp(options: HttpOptions): HttpDoor {
  const allowed = createHostList(options.allowPrivateHosts);
  const connections = createConnections(options);
  const now = options.now ?? (() => new Date());

  /** Sends the request and follows redirects until a status that the caller wants. */
  async function open(request: HttpRequest): Promise<Opened> {
    let url = mirrored(parseUrl(request.url), options.mirrors);
    let headers = requestHeaders(request, url, options.userAgent);
    const deadline = createDeadline(request.timeoutMs ?? DEFAULT_TIMEOUT, request.signal);
    let exempt = true;
    let waiting = false;
    try {
      for (let redirects = 0; ; redirects++) {
        waiting = true;
        if (options.budget) await abortable(options.budget(url.host, deadline.signal), deadline.signal);
        waiting = false;
        deadline.run();
        // Once a redirect has left the operator's hosts, it does not lead back: a public host must not steer us inside.
        exempt &&= allowed.has(url);
        const dispatcher = await connections.to(url, exempt);
        const { method = 'GET', body } = request;
        // undici heeds the signal only once it has a connection.
        const sending = send(url, { dispatcher, method, body, headers, signal: deadline.signal });
        const response = await abortable(sending, deadline.signal);
        deadline.pause();
        const status = response.statusCode;
        const answer = { response, url, headers: responseHeaders(response.headers), deadline };
        if (status === 200 || status === 304 || request.accept?.includes(status)) return answer;

        discard(response);
        const { location } = answer.headers;
        if (!REDIRECTS.has(status) || location === undefined || method === 'POST') {
          throw statusError(url, status, answer.headers['retry-after'], now());
        }
        if (redirects === MAX_REDIRECTS) throw refusal(url, `more than ${MAX_REDIRECTS} redirects`);
        const next = mirrored(parseUrl(location, url), options.mirrors);
        if (next.origin !== url.origin) headers = portable(headers);
        url = next;
      }
    } catch (error) {
      const failure = waiting ? error : failureOf(error, request, url, deadline, 'headers');
      deadline.end();
      throw failure;
    }
  }

  async function stream(request: HttpRequest): Promise<HttpStream> {
    const opened = await open(request);
    const { response, url, headers, deadline } = opened;
    const shared = { status: response.statusCode, url: url.href, headers, validators: validatorsOf(headers) };
    if (request.method === 'HEAD' || response.statusCode === 304) {
      discard(response);
      deadline.end();
      return { ...shared, body: nothing() };
    }
    // An abort also destroys a body that nobody listens to yet.
    response.body.on('error', () => {});
    const maxBytes = request.maxBytes ?? DEFAULT_MAX_BYTES;
    const shown = redactUrl(url);
    try {
      if (Number(headers['content-length'] ?? 0) > maxBytes) {
        throw new UpstreamError('too-large', `${shown}: the body exceeds ${maxBytes} bytes`, { url: shown });
      }
      const decoded = decodeBody(response.body, headers['content-encoding'], maxBytes, shown);
      // The clock runs until the first read, so that a body that nobody reads does not hold its socket for ever.
      deadline.run();
      return { ...shared, body: timed(decoded, opened, request) };
    } catch (error) {
      response.body.destroy();
      deadline.end();
      throw error;
    }
  }

  return {
    stream,
    async request(request) {
      const { body, ...response } = await stream(request);
      const chunks: Uint8Array[] = [];
      for await (const chunk of body) chunks.push(chunk);
      return { ...response, body: Buffer.concat(chunks) };
    },
    allow: host => allowed.add(host),
    close: () => connections.close(),
  };
}

/** Where a request goes that is meant for `url`. */
function mirrored(url: URL, mirrors: HttpOptions['mirrors']): URL {
  if (mirrors === undefined || !Object.hasOwn(mirrors, url.host)) return url;
  const base = (mirrors[url.host] as string).replace(/\/+$/, '');
  return new URL(`${base}${url.pathname}${url.search}`);
}

/** The body, with the clock running only while it is waited for, and its errors typed. Frees the socket at its end. */
async function* timed(
  decoded: AsyncIterable<Uint8Array>,
  { response, url, deadline }: Opened,
  request: HttpRequest,
): AsyncGenerator<Uint8Array> {
  const iterator = decoded[Symbol.asyncIterator]();
  try {
    for (;;) {
      deadline.run();
      const { done, value } = await abortable(iterator.next(), deadline.signal);
      deadline.pause();
      if (done) return;
      yield value;
    }
  } catch (error) {
    throw failureOf(error, request, url, deadline, 'body');
  } finally {
    deadline.end();
    // Without effect on a body that was read to its end.
    response.body.destroy();
  }
}

function failureOf(
  error: unknown,
  request: HttpRequest,
  url: URL,
  deadline: Deadline,
  phase: 'headers' | 'body',
): unknown {
  if (deadline.expired) {
    const shown = redactUrl(url);
    const limit = request.timeoutMs ?? DEFAULT_TIMEOUT;
    return new UpstreamError('timeout', `${shown}: no complete answer within ${limit} ms`, {
      url: shown,
      cause: error,
    });
  }
  if (request.signal?.aborted) return request.signal.reason;
  return upstreamErrorOf(error, url, phase);
}

/** @throws UpstreamError `refused` for what is no http(s) URL. */
function parseUrl(text: string, base?: URL): URL {
  let url: URL;
  try {
    url = new URL(text, base);
  } catch {
    throw new UpstreamError('refused', 'not a URL');
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refusal(url, 'not http or https');
  url.hash = '';
  // Credentials in a redirect are another's, and sending them would be on another's behalf.
  if (base) {
    url.username = '';
    url.password = '';
  }
  return url;
}

/** Lets a body go that nobody reads: a short one is read so that its connection can be used again. */
function discard(response: Dispatcher.ResponseData): void {
  response.body.dump({ limit: 65_536, signal: AbortSignal.timeout(2000) }).catch(() => {});
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

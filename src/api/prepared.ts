/** An answer as it goes over the wire: headers and body made once, written as often as asked for. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { acceptsGzip, isNotModified } from './conditional.ts';
import { type OwnHead, ownFields, putHead } from './head-text.ts';

export interface Prepared {
  status: number;
  body: Buffer;
  /** The body compressed; null until it was, or where that does not pay. */
  gzip: Buffer | null;
  /** Weak: the same for the compressed and the plain body. Null where nothing is revalidated. */
  etag: string | null;
  /** Milliseconds since the epoch, whole seconds. */
  lastModified: number | null;
  /** May be kept in memory, see cache.ts. */
  keep: boolean;
  tags: readonly string[];
  /** Names and values in turn, as `writeHead` takes them. */
  headers: string[];
  notModifiedHeaders: string[];
  gzipHeaders: string[] | null;
  compression: Promise<boolean> | null;
  /** For the metrics: which operation answered. */
  label: string;
  /** Cost units of this answer when it is given from memory. */
  cost: number;
  /** What making it cost in fact, where only its maker knows; else null. */
  actualCost: number | null;
  /** True where every answer counts; false for what the server says of itself. */
  gated: boolean;
  /** Links of the answer, of which each caller's licence is one more; null where the answer names no licence. */
  links: string | null;
  /** Of the target that it answers and of its ETag, for the meter; null until they are asked for. */
  digests: { target: number; etag: number } | null;
}

export interface PreparedParts {
  status?: number;
  body: string | Buffer;
  contentType: string;
  headers?: Record<string, string>;
  /** Values of Set-Cookie, one field each. */
  cookies?: readonly string[];
  /** True: ETag, Last-Modified and compression; the answer may be kept in memory. */
  shared?: boolean;
  lastModified?: string | null;
  tags?: readonly string[];
  label?: string;
  /** As `Prepared.links`. */
  links?: string | null;
}

/** Below this, compressing saves no packet: what is left of one of 1,500 bytes after the headers. */
const WORTH_COMPRESSING = 1_400;
const GZIP_LEVEL = 4;
const TEXT = /^(?:text\/|application\/(?:[a-z.+-]*json|[a-z.+-]*yaml|javascript|xml)|image\/svg)/;
/** What describes the body that a 304 leaves out. */
const BODY_HEADERS = new Set(['content-type']);

/** A shared cache gives nothing of an anonymous caller to one with a key, who is to be counted and may have another licence. */
const VARY = 'accept-encoding, authorization, x-api-key, apikey';

const compress = promisify(gzip) as (body: Buffer, options: { level: number }) => Promise<Buffer>;

export function prepare(parts: PreparedParts): Prepared {
  const { status = 200, shared = false } = parts;
  const body = typeof parts.body === 'string' ? Buffer.from(parts.body) : parts.body;
  const etag = shared && status === 200 ? `W/"${createHash('sha1').update(body).digest('base64url')}"` : null;
  const lastModified = etag === null ? null : secondsOf(parts.lastModified);
  const compressible = shared && body.length > WORTH_COMPRESSING && TEXT.test(parts.contentType);

  const named = new Map(status === 204 ? [] : [['content-type', parts.contentType]]);
  for (const [name, value] of Object.entries(parts.headers ?? {}))
    named.set(name.toLowerCase(), headerValue(value));
  if (etag !== null) named.set('etag', etag);
  if (lastModified !== null) named.set('last-modified', new Date(lastModified).toUTCString());
  if (shared) named.set('vary', VARY);
  const common = [...named, ...(parts.cookies ?? []).map(cookie => ['set-cookie', cookie] as const)];

  return {
    status,
    body,
    gzip: null,
    etag,
    lastModified,
    keep: shared && status === 200,
    tags: parts.tags ?? [],
    // RFC 9110, 8.6: an answer without content states no length.
    headers: status === 204 ? common.flat() : [...common, ['content-length', String(body.length)]].flat(),
    notModifiedHeaders: common.filter(([name]) => !BODY_HEADERS.has(name)).flat(),
    gzipHeaders: compressible ? [...common, ['content-encoding', 'gzip']].flat() : null,
    compression: null,
    label: parts.label ?? 'other',
    cost: 1,
    actualCost: null,
    gated: true,
    links: parts.links ?? null,
    digests: null,
  };
}

/** Header values are Latin-1 without control characters; anything else is percent-encoded, as in a URL. */
export function headerValue(value: string): string {
  return value.replace(/[^\t\x20-\x7e]/gu, character =>
    character < ' ' || character === '\x7f' || /\p{Surrogate}/u.test(character)
      ? ''
      : encodeURIComponent(character),
  );
}

/**
 * Compresses the body once; true when there is a compressed body now that was not there before.
 * Concurrent callers share the work.
 */
export function compressOnce(prepared: Prepared): Promise<boolean> {
  if (prepared.gzipHeaders === null || prepared.gzip !== null) return Promise.resolve(false);
  prepared.compression ??= compress(prepared.body, { level: GZIP_LEVEL }).then(
    compressed => {
      if (compressed.length >= prepared.body.length) return false;
      prepared.gzipHeaders?.push('content-length', String(compressed.length));
      prepared.gzip = compressed;
      return true;
    },
    () => false,
  );
  return prepared.compression;
}

/** In which form an answer goes out: 304 where the client has it already, compressed where both can. */
export type SentForm = 'not-modified' | 'gzip' | 'plain';

export function formOf({ headers }: IncomingMessage, prepared: Prepared): SentForm {
  if (prepared.etag !== null && isNotModified(headers, prepared.etag, prepared.lastModified)) {
    return 'not-modified';
  }
  return prepared.gzip !== null && acceptsGzip(headers['accept-encoding']) ? 'gzip' : 'plain';
}

/**
 * Writes the answer, for HEAD without a body.
 *
 * @param own fields of this caller, names and values in turn: they go after the common ones.
 * @param forCaller what the answer says is meant for this caller: shared caches are to leave it alone.
 * @returns bytes of the body as it was sent.
 */
export function writePrepared(
  response: ServerResponse,
  prepared: Prepared,
  form: SentForm,
  options: { headOnly: boolean; own: readonly string[]; forCaller: boolean },
): number {
  const headers = headersFor(prepared, form, options.forCaller);
  response.writeHead(form === 'not-modified' ? 304 : prepared.status, headers.concat(options.own));
  return writeBody(response, prepared, form, options.headOnly);
}

/** As `writePrepared`, for what is kept: its head was made before, but for what is of this moment. */
export function writeHit(
  response: ServerResponse,
  prepared: Prepared,
  form: SentForm,
  options: { headOnly: boolean; own: OwnHead; forCaller: boolean },
): number {
  const { headOnly, own, forCaller } = options;
  const text = form !== 'not-modified' && !headOnly && prepared.status === 200;
  if (text && putHead(response, headersFor(prepared, form, forCaller), own))
    return writeBody(response, prepared, form, false);
  return writePrepared(response, prepared, form, { headOnly, own: ownFields(own), forCaller });
}

function headersFor(prepared: Prepared, form: SentForm, forCaller: boolean): string[] {
  const common =
    form === 'not-modified'
      ? prepared.notModifiedHeaders
      : (form === 'gzip' && prepared.gzipHeaders) || prepared.headers;
  return forCaller && prepared.etag !== null ? privately(common) : common;
}

function writeBody(response: ServerResponse, prepared: Prepared, form: SentForm, headOnly: boolean): number {
  if (form === 'not-modified' || headOnly) {
    response.end();
    return 0;
  }
  const body = form === 'gzip' && prepared.gzip !== null ? prepared.gzip : prepared.body;
  response.end(body);
  return body.length;
}

const privateHeaders = new WeakMap<string[], string[]>();

/** The headers with `Cache-Control: private` for `public`. Made once for each answer. */
function privately(headers: string[]): string[] {
  const known = privateHeaders.get(headers);
  if (known !== undefined) return known;
  const at = headers.indexOf('cache-control') + 1;
  const made = [...headers];
  if (at > 0) made[at] = (made[at] as string).replace('public', 'private').replace(/,? *s-maxage=\d+/, '');
  privateHeaders.set(headers, made);
  return made;
}

function secondsOf(iso: string | null | undefined): number | null {
  const time = iso ? Date.parse(iso) : Number.NaN;
  return Number.isNaN(time) ? null : Math.floor(time / 1000) * 1000;
}

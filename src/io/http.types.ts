/**
 * The shape of the door to HTTP. Rooms above and beside io see these types only; `io/http.ts` implements them.
 */

export interface HttpRequest {
  url: string;
  headers?: Record<string, string>;
  /** Redirects of a POST are not followed: they are errors. */
  method?: 'GET' | 'HEAD' | 'POST';
  /** Of a POST. */
  body?: string | Uint8Array;
  /** Largest decoded body in bytes; larger ones are refused with `too-large`. Default 64 MiB. */
  maxBytes?: number;
  /** Whole-request limit in milliseconds. Default 30,000. */
  timeoutMs?: number;
  /** Sent as If-None-Match / If-Modified-Since. */
  validators?: Validators | null;
  /** A status in this list is returned rather than thrown. 200 and 304 always are. */
  accept?: number[];
  signal?: AbortSignal;
}

export interface Validators {
  etag: string | null;
  lastModified: string | null;
}

export interface HttpResponse {
  status: number;
  /** Final URL, after redirects. */
  url: string;
  headers: Record<string, string>;
  validators: Validators;
  /** Decoded (gunzipped) body; empty for HEAD and 304. */
  body: Buffer;
}

export interface HttpStream extends Omit<HttpResponse, 'body'> {
  body: AsyncIterable<Uint8Array>;
}

/**
 * The only way to a socket. Every request waits for its host's budget, is capped in size, time and redirects, and never
 * reaches a non-public address unless the operator allowed that host.
 *
 * @throws UpstreamError for everything that is not 200, 304 or a status in `accept`.
 */
export interface Http {
  request(request: HttpRequest): Promise<HttpResponse>;
  stream(request: HttpRequest): Promise<HttpStream>;
}

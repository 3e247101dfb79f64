/** The door to HTTP in the shape of the Fetch standard, for libraries that speak to their service through a `fetch` of ours. */
import type { Http } from './http.types.ts';

export type FetchDoor = (url: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** What belongs to the connection; the door sets it. */
const OF_CONNECTION = new Set(['content-length', 'connection', 'host', 'accept-encoding', 'user-agent']);
/** Every status is an answer to these libraries, but redirects, which are not followed after a POST. */
const STATUSES = Array.from({ length: 600 }, (_, status) => status).filter(
  status => (status >= 200 && status < 300) || status >= 400,
);
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * GET and POST with a text as body, answered whole, at most 8 MiB. What stops a request stops it here as well (UpstreamError).
 *
 * @throws TypeError for other methods and bodies, as fetch does for what it cannot send.
 */
export function fetchOver(http: Pick<Http, 'request'>, timeoutMs = 30_000): FetchDoor {
  return async (url, init = {}) => {
    const method = init.method?.toUpperCase() ?? 'GET';
    if ((method !== 'GET' && method !== 'POST') || url instanceof Request)
      throw new TypeError(`${method} is not sent through this door`);
    const body = init.body ?? undefined;
    if (body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array))
      throw new TypeError('only texts and bytes are sent through this door');
    const headers = Object.fromEntries(
      [...new Headers(init.headers)].filter(([name]) => !OF_CONNECTION.has(name)),
    );
    const answer = await http.request({
      url: String(url),
      method,
      headers,
      ...(method === 'POST' ? { body: body ?? '' } : {}),
      maxBytes: MOST_BYTES,
      timeoutMs,
      accept: STATUSES,
      ...(init.signal ? { signal: init.signal } : {}),
    });
    const plain = Object.fromEntries(
      Object.entries(answer.headers).filter(
        ([name]) => !/^(?:content-(?:encoding|length)|transfer-encoding)$/.test(name),
      ),
    );
    const empty = answer.status === 204 || answer.status === 304;
    return new Response(empty ? null : new Uint8Array(answer.body), {
      status: answer.status,
      headers: plain,
    });
  };
}

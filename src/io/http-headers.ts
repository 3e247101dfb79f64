/** Headers out and in: what a caller may send, what goes along with a redirect, what is kept of an answer. */
import type { Dispatcher } from 'undici';
import type { HttpRequest, Validators } from './http.types.ts';
import { ACCEPT_ENCODING } from './http-body.ts';
import { refusal } from './http-errors.ts';

/** Headers of ours that go along to another origin. All others may be secrets and stay behind. */
const PORTABLE = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'if-none-match',
  'if-modified-since',
  'user-agent',
]);
/** Headers that belong to the connection, which is not the caller's. */
const FORBIDDEN =
  /^(?:host|connection|content-length|transfer-encoding|upgrade|te|trailer|expect|keep-alive|proxy-.*|:.*)$/;

/**
 * Lower-case names; credentials of the URL become a header, and leave the URL.
 *
 * @throws UpstreamError `refused` for a header that is not the caller's, or that could break out of its line.
 */
export function requestHeaders(request: HttpRequest, url: URL, userAgent: string): Record<string, string> {
  const headers: Record<string, string> = {
    'user-agent': userAgent,
    accept: '*/*',
    'accept-encoding': ACCEPT_ENCODING,
  };
  const { etag, lastModified } = request.validators ?? {};
  if (etag && isSendable(etag)) headers['if-none-match'] = etag;
  if (lastModified && isSendable(lastModified)) headers['if-modified-since'] = lastModified;
  if (url.username !== '' || url.password !== '') {
    const pair = `${decodeCredential(url.username, url)}:${decodeCredential(url.password, url)}`;
    headers.authorization = `Basic ${Buffer.from(pair).toString('base64')}`;
    url.username = '';
    url.password = '';
  }
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    const lower = name.toLowerCase();
    if (FORBIDDEN.test(lower))
      throw refusal(url, `the header ${JSON.stringify(name)} is not the caller's to set`);
    if (!isSendable(value))
      throw refusal(url, `the value of header ${JSON.stringify(name)} has forbidden characters`);
    headers[lower] = value;
  }
  return headers;
}

/** What may go along to another origin. */
export function portable(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => PORTABLE.has(name)));
}

/** Repeated headers joined by commas. */
export function responseHeaders(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) result[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return result;
}

/** Validators that can be sent back; an upstream's absurd one is as good as none. */
export function validatorsOf(headers: Record<string, string>): Validators {
  const { etag = '', 'last-modified': lastModified = '' } = headers;
  return {
    etag: etag && isSendable(etag) ? etag : null,
    lastModified: lastModified && isSendable(lastModified) ? lastModified : null,
  };
}

/** True for a header value of visible ASCII characters, spaces and tabs, of sensible length. */
function isSendable(value: string): boolean {
  return value.length <= 8192 && /^[\t -~]*$/.test(value);
}

function decodeCredential(text: string, url: URL): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw refusal(url, 'the credentials are badly encoded');
  }
}

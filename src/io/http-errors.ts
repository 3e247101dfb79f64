/** From what goes wrong in a request to the one type that says so: UpstreamError, without secrets in its text. */
import { errors } from 'undici';
import { messageOf, UpstreamError, type UpstreamErrorCode } from '../core/errors.ts';

/** Longest pause taken from Retry-After, in seconds: no upstream silences a host for more than a day at a time. */
const MAX_RETRY_AFTER = 86_400;

const BY_CODE: Readonly<Record<string, UpstreamErrorCode>> = {
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_OVERFLOW: 'malformed',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'malformed',
  // undici validates methods, paths and header values before it sends a byte.
  UND_ERR_INVALID_ARG: 'refused',
};

/** A URL as it may appear in messages and logs: credentials removed, query and fragment cut, at most 300 characters. */
export function redactUrl(url: string | URL): string {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return '(not a URL)';
  }
  const shown = `${parsed.protocol}//${parsed.host}${parsed.pathname}`;
  return `${shown.length > 300 ? `${shown.slice(0, 300)}…` : shown}${parsed.search === '' ? '' : '?…'}`;
}

/**
 * Wraps what undici, the socket or the resolver threw. `phase` is `body` once the headers have arrived: a connection
 * that then ends early has cut the body short, which is another fault than one that never answered.
 */
export function upstreamErrorOf(error: unknown, url: URL, phase: 'headers' | 'body'): UpstreamError {
  if (error instanceof UpstreamError) return error;
  const code = codeOf(error);
  const shown = redactUrl(url);
  const cut = code === 'UND_ERR_SOCKET' && phase === 'body';
  let kind: UpstreamErrorCode = 'unreachable';
  if (code !== null && BY_CODE[code]) kind = BY_CODE[code];
  else if (error instanceof errors.HTTPParserError) kind = 'malformed';
  else if (cut) kind = 'malformed';
  const detail = cut ? 'the body was cut short' : messageOf(error);
  return new UpstreamError(kind, `${shown}: ${detail}${code === null ? '' : ` (${code})`}`, {
    url: shown,
    cause: error,
  });
}

/** The error of an HTTP status that nobody asked to see. */
export function statusError(
  url: URL,
  status: number,
  retryAfter: string | undefined,
  now: Date,
): UpstreamError {
  const shown = redactUrl(url);
  const retryAfterSeconds = parseRetryAfter(retryAfter, now);
  let code: UpstreamErrorCode = 'unexpected-status';
  if (status === 429 || (status === 503 && retryAfterSeconds !== undefined)) code = 'rate-limited';
  else if (status >= 500) code = 'server-error';
  return new UpstreamError(code, `${shown}: status ${status}`, { url: shown, status, retryAfterSeconds });
}

/** What we ourselves will not do. */
export function refusal(url: URL, problem: string): UpstreamError {
  const shown = redactUrl(url);
  return new UpstreamError('refused', `${shown}: ${problem}`, { url: shown });
}

/** Seconds from a Retry-After header, which is a number of seconds or an HTTP date (RFC 9110 section 10.2.3). */
export function parseRetryAfter(value: string | undefined, now: Date): number | undefined {
  const text = value?.trim() ?? '';
  if (text === '') return undefined;
  const seconds = /^\d{1,15}$/.test(text)
    ? Number(text)
    : Math.ceil((Date.parse(text) - now.getTime()) / 1000);
  if (Number.isNaN(seconds)) return undefined;
  return Math.min(Math.max(seconds, 0), MAX_RETRY_AFTER);
}

function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : null;
}

/**
 * The head of an answer from memory, as text. Node makes and checks a head field by field for every answer, which takes half of the time
 * that such an answer takes; most of the fields are the same each time, and are checked once.
 *
 * The text goes where `writeHead` puts its own: `_header` of Node's OutgoingMessage, which is not documented. Where that is not as it is
 * known here, or the connection is not one that is simply kept alive, this declines and `writeHead` does it. head-text.test.ts
 * compares the bytes of both ways.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';

/** What `writeHead` relies on as well, in Node 20 to 24. */
interface Inside {
  _header: string | null;
  _hasBody: boolean;
  _keepAliveTimeout: number;
  _defaultKeepAlive: boolean;
  maxRequestsOnConnectionReached: boolean;
}

/** By the common fields: status line and fields as text. */
const commonTexts = new WeakMap<readonly string[], string>();
/** All but visible ASCII, space and tab. */
const UNSENDABLE = /[^\t\x20-\x7e]/;
/** RFC 9110, 5.1. */
const NAME = /^[\w!#$%&'*+.^`|~-]+$/;

/**
 * Gives a response the head of a 200 with a body.
 *
 * @param common names and values in turn, with Content-Length; the same array every time.
 * @param own of this caller, likewise; names are those of this program.
 * @returns false where nothing was done.
 */
export function putHead(
  response: ServerResponse,
  common: readonly string[],
  own: readonly string[],
): boolean {
  const inside = response as unknown as Inside;
  const { httpVersionMajor, httpVersionMinor, headers } = response.req as IncomingMessage;
  if (
    inside._header !== null ||
    inside._hasBody !== true ||
    inside._defaultKeepAlive !== true ||
    inside.maxRequestsOnConnectionReached === true ||
    typeof inside._keepAliveTimeout !== 'number' ||
    response.shouldKeepAlive !== true ||
    response.statusCode !== 200 ||
    httpVersionMajor !== 1 ||
    httpVersionMinor !== 1 ||
    headers.expect !== undefined
  )
    return false;
  let text = commonTexts.get(common);
  if (text === undefined) {
    const lines = common.every((part, i) => i % 2 === 1 || NAME.test(part)) ? linesOf(common) : null;
    if (lines === null) return false;
    text = `HTTP/1.1 200 OK\r\n${lines}`;
    commonTexts.set(common, text);
  }
  const mine = linesOf(own);
  if (mine === null) return false;
  inside._header = `${text}${mine}${tail(inside._keepAliveTimeout)}`;
  return true;
}

/** Null where a value may not be sent: `writeHead` says so. */
function linesOf(fields: readonly string[]): string | null {
  let lines = '';
  let values = '';
  for (let i = 0; i < fields.length; i += 2) {
    lines += `${fields[i]}: ${fields[i + 1]}\r\n`;
    values += fields[i + 1];
  }
  return UNSENDABLE.test(values) ? null : lines;
}

let tailSecond = 0;
let tailTimeout = 0;
let tailText = '';

/** Date and what keeps the connection: the same for a second. */
function tail(keepAliveMs: number): string {
  const second = Math.floor(Date.now() / 1000);
  if (second !== tailSecond || keepAliveMs !== tailTimeout) {
    tailSecond = second;
    tailTimeout = keepAliveMs;
    const date = new Date(second * 1000).toUTCString();
    const keep = keepAliveMs > 0 ? `Keep-Alive: timeout=${Math.floor(keepAliveMs / 1000)}\r\n` : '';
    tailText = `Date: ${date}\r\nConnection: keep-alive\r\n${keep}\r\n`;
  }
  return tailText;
}

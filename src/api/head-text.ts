/**
 * The head of an answer from memory, as text. Node makes and checks a head field by field for every answer, which takes half of the time
 * that such an answer takes; most of the fields are the same each time, and are checked once.
 *
 * The text goes where `writeHead` puts its own: `_header` of Node's OutgoingMessage, which is not documented. Where that is not as it is
 * known here, or the connection is not one that is simply kept alive, this declines and `writeHead` does it. head-text.test.ts
 * compares the bytes of both ways.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { coarseNow } from '../core/coarse-clock.ts';
import { fieldsOfLines, linesOf } from '../core/header-lines.ts';

/** What `writeHead` relies on as well, in Node 20 to 24. */
interface Inside {
  _header: string | null;
  _hasBody: boolean;
  _keepAliveTimeout: number;
  _defaultKeepAlive: boolean;
  maxRequestsOnConnectionReached: boolean;
}

/** What an answer says to one caller. Lines end with CRLF. */
export interface OwnHead {
  /** Lines that are the same from answer to answer. */
  limits: string;
  /** Links of the answer, of which the licence is one more; null: it has no Link. */
  links: string | null;
  licence: string;
  notice: string | null;
  /** Lines of this answer alone, of which everything is this program's: they are not checked. */
  moving: string;
}

/** What was written with the same common fields: most who ask for the same are told the same. */
interface Text extends Pick<OwnHead, 'limits' | 'licence' | 'notice'> {
  text: string;
}

const texts = new WeakMap<readonly string[], Text[]>();
/** Tiers that ask for the same at one time. */
const MOST_TEXTS = 6;
/** RFC 9110, 5.1. */
const NAME = /^[\w!#$%&'*+.^`|~-]+$/;
/** All but visible ASCII, space and tab. */
const UNSENDABLE = /[^\t\x20-\x7e]/;

/**
 * Gives a response the head of a 200 with a body.
 *
 * @param common names and values in turn, with Content-Length; the same array every time, and always with the same links.
 * @returns false where nothing was done.
 */
export function putHead(response: ServerResponse, common: readonly string[], own: OwnHead): boolean {
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
  const text = textOf(common, own);
  if (text === null) return false;
  inside._header = text + own.moving + tail(inside._keepAliveTimeout);
  return true;
}

/** Status line and what is the same from answer to answer. Null where it may not be sent: `writeHead` says so. */
function textOf(common: readonly string[], own: OwnHead): string | null {
  const { limits, licence, notice } = own;
  let known = texts.get(common);
  if (known === undefined) {
    known = [];
    texts.set(common, known);
  }
  for (const one of known) {
    if (one.limits === limits && one.licence === licence && one.notice === notice) return one.text;
  }
  const fields = [...common, ...steadyFields(own)];
  if (!fields.every((part, i) => (i % 2 === 0 ? NAME.test(part) : !UNSENDABLE.test(part)))) return null;
  const text = `HTTP/1.1 200 OK\r\n${linesOf(fields)}`;
  if (known.length >= MOST_TEXTS) known.shift();
  known.push({ limits, licence, notice, text });
  return text;
}

/** The same as names and values in turn, for `writeHead`. */
export function ownFields(own: OwnHead): string[] {
  return [...steadyFields(own), ...fieldsOfLines(own.moving)];
}

function steadyFields({ limits, links, licence, notice }: OwnHead): string[] {
  const fields = fieldsOfLines(limits);
  if (links !== null) fields.push('link', linkField(links, licence));
  if (notice !== null) fields.push('policy-notice', notice);
  return fields;
}

/** Value of `Link`. @param links of the answer, or nothing. */
export function linkField(links: string, licence: string): string {
  return links === '' ? licence : `${links}, ${licence}`;
}

let tailSecond = 0;
let tailTimeout = 0;
let tailText = '';

/** Date and what keeps the connection: the same for a second. */
function tail(keepAliveMs: number): string {
  const second = Math.floor(coarseNow() / 1000);
  if (second !== tailSecond || keepAliveMs !== tailTimeout) {
    tailSecond = second;
    tailTimeout = keepAliveMs;
    const date = new Date(second * 1000).toUTCString();
    const keep = keepAliveMs > 0 ? `Keep-Alive: timeout=${Math.floor(keepAliveMs / 1000)}\r\n` : '';
    tailText = `Date: ${date}\r\nConnection: keep-alive\r\n${keep}\r\n`;
  }
  return tailText;
}

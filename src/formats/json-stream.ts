/**
 * The elements of large arrays and objects inside a JSON document (RFC 8259), one after the other: only the element at
 * hand is in memory. What lies elsewhere is passed over, and not checked beyond its brackets and quotes.
 */
import { messageOf, UpstreamError } from '../core/errors.ts';
import { peek } from './peek.ts';

/** Where the wanted containers lie: the names of members from the top down, `*` for any; `[]` is the document itself. */
export type JsonPath = readonly string[];

export interface JsonElement {
  /** The path of the container, its names as they are in the document. */
  path: readonly string[];
  /** Name of the member of an object; null for an element of an array. */
  key: string | null;
  value: unknown;
}

export interface JsonStreamLimits {
  /** Most bytes of one element. */
  element: number;
  /** Most elements of all containers together. */
  elements: number;
}

const LIMITS: JsonStreamLimits = { element: 16 * 1024 * 1024, elements: 5_000_000 };
/** Levels of one element. */
const MAX_DEPTH = 200;
/** Bytes of a name on the way to an element. */
const MAX_KEY = 64 * 1024;

const [QUOTE, BACKSLASH, OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE, COMMA, COLON] = Buffer.from(
  '"\\[]{},:',
) as unknown as [number, number, number, number, number, number, number, number];
const SPACE = 0x20;

interface Container {
  isArray: boolean;
  path: readonly string[];
  isWanted: boolean;
}

/**
 * The elements of every container that one of `wanted` names, in the order of the document.
 *
 * @throws UpstreamError `malformed` for what is no JSON, ends early, or has none of the wanted containers; `too-large`
 * beyond `limits`.
 */
export async function* jsonElements(
  source: AsyncIterable<Uint8Array>,
  wanted: readonly JsonPath[],
  what: string,
  limits: JsonStreamLimits = LIMITS,
): AsyncGenerator<JsonElement> {
  const open: Container[] = [];
  let expected: 'value' | 'first' | 'key' | 'first-key' | 'colon' | 'comma' | 'nothing' = 'value';
  let key: string | null = null;
  let found = false;
  let count = 0;
  /** What is being read: a name, an element, or a value that nobody wants. */
  let reading: 'key' | 'element' | 'other' | null = null;
  let form: 'text' | 'container' | 'word' = 'word';
  let depth = 0;
  let isQuoted = false;
  let isEscaped = false;
  let pieces: Buffer[] = [];
  let length = 0;
  // Asked through functions, since the compiler does not see what other functions assign.
  const readingNow = () => reading;
  const isWhole = () => expected === 'nothing' && reading === null;

  function keep(bytes: Buffer): void {
    length += bytes.length;
    if (length > (reading === 'key' ? MAX_KEY : limits.element))
      throw new UpstreamError('too-large', `${what}: a value of more than ${length - 1} bytes`);
    pieces.push(bytes);
  }
  function parsed(): unknown {
    const bytes = pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces);
    pieces = [];
    length = 0;
    try {
      return JSON.parse(bytes.toString('utf8'));
    } catch (error) {
      throw malformed(what, `not JSON (${messageOf(error).slice(0, 200)})`);
    }
  }
  function enter(isArray: boolean, path: readonly string[]): void {
    const isWanted = wanted.some(each => each.length === path.length && covers(each, path));
    found ||= isWanted;
    open.push({ isArray, path, isWanted });
    expected = isArray ? 'first' : 'first-key';
  }
  function leave(isArray: boolean): void {
    if (open.pop()?.isArray !== isArray) throw malformed(what, 'brackets that do not match');
    expected = open.length === 0 ? 'nothing' : 'comma';
  }
  /** At the first byte of a value: into a container on the way, else its end is looked for. */
  function begin(byte: number): void {
    const parent = open.at(-1);
    const isContainer = byte === OPEN_BRACE || byte === OPEN_BRACKET;
    if (parent?.isWanted) reading = 'element';
    else {
      // The elements of an array have no names to be found by, but for `*`.
      const path = parent === undefined ? [] : [...parent.path, key ?? ''];
      if (isContainer && wanted.some(each => covers(each, path))) {
        enter(byte === OPEN_BRACKET, path);
        return;
      }
      if (parent === undefined) throw malformed(what, 'neither object nor array');
      reading = 'other';
    }
    form = isContainer ? 'container' : byte === QUOTE ? 'text' : 'word';
    depth = isContainer ? 1 : 0;
    isQuoted = byte === QUOTE;
    isEscaped = false;
  }
  function structural(byte: number): void {
    if (byte === CLOSE_BRACE && (expected === 'first-key' || expected === 'comma')) leave(false);
    else if (byte === CLOSE_BRACKET && (expected === 'first' || expected === 'comma')) leave(true);
    else if (expected === 'comma' && byte === COMMA) expected = open.at(-1)?.isArray ? 'value' : 'key';
    else if (expected === 'colon' && byte === COLON) expected = 'value';
    else if ((expected === 'key' || expected === 'first-key') && byte === QUOTE) {
      reading = 'key';
      form = 'text';
      isQuoted = true;
      isEscaped = false;
    } else if ((expected === 'value' || expected === 'first') && !isStructural(byte)) {
      begin(byte);
    } else throw malformed(what, `unexpected byte ${byte}`);
  }

  const { head, whole } = await peek(source, BYTE_ORDER_MARK.length);
  let skip = head.equals(BYTE_ORDER_MARK) ? head.length : 0;
  for await (const chunk of whole) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let at = Math.min(skip, bytes.length);
    skip -= at;
    /** Where the value that is read begins in this chunk. */
    let start = at;
    while (at < bytes.length) {
      if (reading === null) {
        const byte = bytes[at] as number;
        if (byte > SPACE || !isBlank(byte)) {
          start = at;
          structural(byte);
          // The quote or bracket is read: what is looked for is the one that ends the value.
          if (readingNow() === null || form !== 'word') at++;
        } else at++;
        // It may have been the last of the chunk.
        if (at < bytes.length || readingNow() === null) continue;
      }
      const end = endOfValue(bytes, at);
      at = end ?? bytes.length;
      // What is kept beyond this chunk must not share its memory.
      if (reading !== 'other') {
        const piece = bytes.subarray(start, at);
        keep(end === null ? Buffer.from(piece) : piece);
      }
      if (end === null) continue;
      const finished = reading;
      reading = null;
      expected = finished === 'key' ? 'colon' : 'comma';
      if (finished === 'key') key = parsed() as string;
      else if (finished === 'element') {
        if (++count > limits.elements)
          throw new UpstreamError('too-large', `${what}: more than ${limits.elements} elements`);
        const { isArray, path } = open.at(-1) as Container;
        yield { path, key: isArray ? null : key, value: parsed() };
      }
      key = finished === 'key' ? key : null;
    }
  }
  if (!isWhole()) throw malformed(what, 'not a whole JSON document');
  if (!found) throw malformed(what, 'not what was asked for');

  /** The place behind the value that is read; null when it goes on in the next chunk. */
  function endOfValue(bytes: Buffer, from: number): number | null {
    if (form === 'word') {
      for (let at = from; at < bytes.length; at++) {
        const byte = bytes[at] as number;
        if (byte === COMMA || byte === CLOSE_BRACE || byte === CLOSE_BRACKET || isBlank(byte)) return at;
      }
      return null;
    }
    const isText = form === 'text';
    // Every byte is looked at: variables of this function cost less than those around it.
    let quoted = isQuoted;
    let escaped = isEscaped;
    let level = depth;
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (quoted) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) {
          quoted = false;
          if (isText) return at + 1;
        }
      } else if (byte === QUOTE) quoted = true;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        // `JSON.parse` takes seconds for deep nesting.
        if (++level > MAX_DEPTH) throw malformed(what, `deeper than ${MAX_DEPTH} levels`);
      } else if ((byte === CLOSE_BRACE || byte === CLOSE_BRACKET) && --level === 0) return at + 1;
    }
    isQuoted = quoted;
    isEscaped = escaped;
    depth = level;
    return null;
  }
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Whether `path` leads to what `wanted` names or is on the way to it. */
function covers(wanted: JsonPath, path: readonly string[]): boolean {
  return path.length <= wanted.length && path.every((name, i) => wanted[i] === '*' || wanted[i] === name);
}

function isBlank(byte: number): boolean {
  return byte === SPACE || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function isStructural(byte: number): boolean {
  return byte === COMMA || byte === COLON || byte === CLOSE_BRACE || byte === CLOSE_BRACKET;
}

function malformed(what: string, problem: string): UpstreamError {
  return new UpstreamError('malformed', `${what}: ${problem}`);
}

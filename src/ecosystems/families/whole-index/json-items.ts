/**
 * The items of one array in a large JSON object, one after the other, without the whole of it in memory: a scan finds
 * where each item of the outermost object's member ends, and `JSON.parse` reads it alone.
 */
import { UpstreamError } from '../../../core/errors.ts';
import { parseJson } from '../../../formats/json.ts';

const MAX_ITEM = 16 * 1024 * 1024;
const MAX_ITEMS = 5_000_000;
const MAX_KEY = 1_000;

const [QUOTE, BACKSLASH, OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE, COMMA, COLON] =
  Buffer.from('"\\[]{},:');
const BLANKS: ReadonlySet<number> = new Set(Buffer.from(' \t\r\n'));

/**
 * The items of the array that is the member `member` of the outermost object, as they arrive. Other members are passed
 * over.
 *
 * @throws UpstreamError `malformed` for what is no JSON object, has no such array or ends before it is whole, and for an
 * item of more than 16 MiB.
 */
export async function* jsonItems(
  source: AsyncIterable<Uint8Array>,
  member: string,
  what: string,
): AsyncGenerator<unknown> {
  const wanted = Buffer.from(JSON.stringify(member));
  let depth = 0;
  let quoted = false;
  let escaped = false;
  /** Inside the array: its items lie one level below it. */
  let inside = false;
  let found = false;
  let ended = false;
  /** The text of the last string on the first level, and whether a colon came after it. */
  let key: number[] = [];
  let isKey = false;
  let pending: Buffer[] = [];
  let length = 0;
  let count = 0;

  function keep(bytes: Buffer): void {
    length += bytes.length;
    if (length > MAX_ITEM) throw malformed(what, `an item of more than ${MAX_ITEM} bytes`);
    if (bytes.length > 0) pending.push(bytes);
  }
  function* taken(isLast: boolean): Generator<unknown> {
    const bytes = Buffer.concat(pending);
    pending = [];
    length = 0;
    if (isLast && count === 0 && bytes.every(byte => BLANKS.has(byte))) return;
    count += 1;
    if (count > MAX_ITEMS) throw malformed(what, `more than ${MAX_ITEMS} items`);
    yield parseJson(bytes, what);
  }

  for await (const chunk of source) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let start = 0;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i] as number;
      if (quoted) {
        if (depth === 1 && key.length <= MAX_KEY) key.push(byte);
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) quoted = false;
        continue;
      }
      if (BLANKS.has(byte)) continue;
      if (ended || (depth === 0 && byte !== OPEN_BRACE)) throw malformed(what, 'no JSON object');
      if (byte === QUOTE) {
        quoted = true;
        if (depth === 1) {
          key = [byte];
          isKey = false;
        }
      } else if (byte === COLON && depth === 1) isKey = true;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        const isWanted = depth === 1 && byte === OPEN_BRACKET && isKey && wanted.equals(Buffer.from(key));
        depth += 1;
        if (isWanted) {
          if (found) throw malformed(what, `"${member}" comes twice`);
          found = true;
          inside = true;
          start = i + 1;
        }
      } else if (byte === COMMA) {
        if (depth === 1) isKey = false;
        if (!inside || depth !== 2) continue;
        keep(bytes.subarray(start, i));
        start = i + 1;
        yield* taken(false);
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        depth -= 1;
        if (inside && depth === 1) {
          if (byte === CLOSE_BRACE) throw malformed(what, `"${member}" is not closed`);
          inside = false;
          keep(bytes.subarray(start, i));
          yield* taken(true);
        }
        ended = depth === 0;
      }
    }
    // What is kept beyond this chunk must not share its memory.
    if (inside) keep(Buffer.from(bytes.subarray(start)));
  }
  if (!ended) throw malformed(what, 'no whole JSON object');
  if (!found) throw malformed(what, `no array "${member}"`);
}

function malformed(what: string, problem: string): UpstreamError {
  return new UpstreamError('malformed', `${what}: ${problem}`);
}

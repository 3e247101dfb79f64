/**
 * The members of a large JSON object, one after the other, without the whole of it in memory: a scan finds where each
 * member of the outermost object ends, and `JSON.parse` reads it alone.
 */
import { UpstreamError } from '../core/errors.ts';
import { parseJson } from './json.ts';

const MAX_MEMBER = 16 * 1024 * 1024;
const MAX_MEMBERS = 5_000_000;

const [QUOTE, BACKSLASH, OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE, COMMA] =
  Buffer.from('"\\[]{},');
const BLANKS: ReadonlySet<number> = new Set(Buffer.from(' \t\r\n'));

/**
 * Name and value of each member, as they arrive; a name may come twice where the document has it twice.
 *
 * @throws UpstreamError `malformed` for what is no JSON object, and for a member of more than 16 MiB.
 */
export async function* jsonMembers(
  source: AsyncIterable<Uint8Array>,
  what: string,
): AsyncGenerator<[name: string, value: unknown]> {
  let depth = 0;
  let quoted = false;
  let escaped = false;
  let state = 'before' as 'before' | 'inside' | 'after';
  let pending: Buffer[] = [];
  let length = 0;
  let count = 0;

  function keep(bytes: Buffer): void {
    if (bytes.length === 0) return;
    length += bytes.length;
    if (length > MAX_MEMBER) throw malformed(what, `a member of more than ${MAX_MEMBER} bytes`);
    pending.push(bytes);
  }
  function taken(isLast: boolean): [string, unknown] | null {
    const bytes = Buffer.concat(pending);
    pending = [];
    length = 0;
    if (isLast && count === 0 && bytes.every(byte => BLANKS.has(byte))) return null;
    count += 1;
    if (count > MAX_MEMBERS) throw malformed(what, `more than ${MAX_MEMBERS} members`);
    const entries = Object.entries(parseJson(Buffer.concat([OPEN, bytes, CLOSE]), what) as object);
    const [entry, ...others] = entries;
    // `__proto__` is an own member for JSON.parse, so nothing is lost here.
    if (entry === undefined || others.length > 0) throw malformed(what, 'no member between commas');
    return entry;
  }

  for await (const chunk of source) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let start = 0;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i] as number;
      if (state !== 'inside') {
        if (BLANKS.has(byte)) continue;
        if (state === 'after' || byte !== OPEN_BRACE) throw malformed(what, 'no JSON object');
        state = 'inside';
        depth = 1;
        start = i + 1;
      } else if (quoted) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) quoted = false;
      } else if (byte === QUOTE) quoted = true;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++;
      else if ((byte === COMMA && depth === 1) || byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        if (byte !== COMMA) depth--;
        if (byte !== COMMA && depth > 0) continue;
        if (byte === CLOSE_BRACKET) throw malformed(what, 'no JSON object');
        keep(bytes.subarray(start, i));
        start = i + 1;
        const entry = taken(byte === CLOSE_BRACE);
        if (byte === CLOSE_BRACE) state = 'after';
        if (entry !== null) yield entry;
      }
    }
    // What is kept beyond this chunk must not share its memory.
    if (state === 'inside') keep(Buffer.from(bytes.subarray(start)));
  }
  if (state !== 'after') throw malformed(what, 'no whole JSON object');
}

const OPEN = Buffer.from('{');
const CLOSE = Buffer.from('}');

function malformed(what: string, problem: string): UpstreamError {
  return new UpstreamError('malformed', `${what}: ${problem}`);
}

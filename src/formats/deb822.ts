/**
 * The syntax of Debian's control data (deb822(5)): stanzas of `Field: value` lines, separated by empty lines, a value
 * going on in lines that start with a space or tab. Packages, Sources, Release and debian/control are written in it.
 *
 * Two steps, so that an index of 50 MB can be grouped by name without reading every field of it: `splitStanzas` cuts
 * bytes, `parseStanza` reads one stanza. `readStanzas` does both.
 */
import { UpstreamError } from '../core/errors.ts';

/** Values by lower-cased field name. Continuation lines are joined by `\n`, each without its first blank. */
export type Stanza = ReadonlyMap<string, string>;

export interface Deb822Limits {
  /** Longest value, in characters. */
  field: number;
  /** Longest stanza, in bytes. */
  stanza: number;
  /** Most fields in a stanza. */
  fields: number;
}

export const DEB822_LIMITS: Deb822Limits = {
  field: 4 * 1024 * 1024,
  stanza: 16 * 1024 * 1024,
  fields: 1_000,
};

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;
const HASH = 0x23;
const HYPHEN = 0x2d;
const COLON = 0x3a;

/**
 * Cuts a stream into stanzas, in order. Each item holds the stanzas that one chunk completed, as views of that chunk
 * where they lie within it; lines of blanks alone separate, too, and the last stanza needs no empty line after it.
 *
 * @throws UpstreamError `malformed` when a stanza is longer than the limit.
 */
export async function* splitStanzas(
  source: AsyncIterable<Uint8Array>,
  limits: Deb822Limits = DEB822_LIMITS,
): AsyncGenerator<Buffer[]> {
  let rest: Buffer[] = [];
  let restLength = 0;
  /** Whether the stanza being collected has a line that is not blank, and whether its last, open line is blank so far. */
  let hasContent = false;
  let isOpenLineBlank = true;
  for await (const chunk of source) {
    const bytes = asBuffer(chunk);
    const stanzas: Buffer[] = [];
    let start = 0;
    let line = 0;
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, line)) {
      if (!isOpenLineBlank || !isBlank(bytes, line, end)) {
        hasContent = true;
      } else {
        if (hasContent) stanzas.push(join(rest, bytes.subarray(start, line)));
        rest = [];
        restLength = 0;
        hasContent = false;
        start = end + 1;
      }
      isOpenLineBlank = true;
      line = end + 1;
    }
    if (!isBlank(bytes, line, bytes.length)) isOpenLineBlank = false;
    if (!isOpenLineBlank) hasContent = true;
    if (start < bytes.length) rest.push(bytes.subarray(start));
    restLength += bytes.length - start;
    if (restLength > limits.stanza || stanzas.some(({ length }) => length > limits.stanza)) {
      throw malformed(`a stanza is longer than ${limits.stanza} bytes`);
    }
    if (stanzas.length > 0) yield stanzas;
  }
  if (hasContent) yield [Buffer.concat(rest)];
}

/**
 * Reads the fields of one stanza. Lines that start with `#` are comments. Bytes that are not UTF-8 become U+FFFD. With
 * `wanted`, a set of lower-cased names, other fields are skipped without a look at their values.
 *
 * @throws UpstreamError `malformed` for a line that is no field, a field given twice, or anything beyond the limits.
 */
export function parseStanza(
  stanza: Buffer | string,
  limits: Deb822Limits = DEB822_LIMITS,
  wanted: ReadonlySet<string> | null = null,
): Stanza {
  const raw = typeof stanza === 'string' ? stanza : stanza.toString('utf8');
  const text = raw.includes('\r') ? raw.replaceAll('\r\n', '\n') : raw;
  // No field may hold it, and few stores take it.
  if (text.includes('\0')) throw malformed('a stanza holds NUL');
  const fields = new Map<string, string>();
  let position = 0;
  while (position < text.length) {
    const end = lineEnd(text, position);
    const first = text.charCodeAt(position);
    if (first === HASH || isBlankLine(text, position, end)) {
      position = end + 1;
      continue;
    }
    const colon = nameEnd(text, position);
    const name = text.slice(position, colon).toLowerCase();
    const next = valueEnd(text, end);
    if (wanted !== null && !wanted.has(name)) {
      position = next + 1;
      continue;
    }
    const value = next === end ? text.slice(colon + 1, end).trim() : unfold(text.slice(colon + 1, next));
    if (value.length > limits.field)
      throw malformed(`field ${name} is longer than ${limits.field} characters`);
    if (fields.has(name)) throw malformed(`field ${name} is given twice in one stanza`);
    fields.set(name, value);
    if (fields.size > limits.fields) throw malformed(`a stanza has more than ${limits.fields} fields`);
    position = next + 1;
  }
  return fields;
}

/** Both steps at once, for documents that are read in order. Stanzas that hold only comments are left out. */
export async function* readStanzas(
  source: AsyncIterable<Uint8Array>,
  limits: Deb822Limits = DEB822_LIMITS,
): AsyncGenerator<Stanza> {
  for await (const stanzas of splitStanzas(source, limits)) {
    for (const bytes of stanzas) {
      const stanza = parseStanza(bytes, limits);
      if (stanza.size > 0) yield stanza;
    }
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function join(pieces: Buffer[], last: Buffer): Buffer {
  return pieces.length === 0 ? last : Buffer.concat([...pieces, last]);
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const byte = bytes[i];
    if (byte !== SPACE && byte !== TAB && byte !== RETURN) return false;
  }
  return true;
}

function isBlankLine(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code !== SPACE && code !== TAB && code !== RETURN) return false;
  }
  return true;
}

function lineEnd(text: string, position: number): number {
  const end = text.indexOf('\n', position);
  return end === -1 ? text.length : end;
}

/** Position of the colon after a field name: printable ASCII without blanks, not starting with a hyphen. */
function nameEnd(text: string, start: number): number {
  let i = start;
  let code = text.charCodeAt(i);
  if (code === HYPHEN) throw malformed('a field name starts with a hyphen');
  while (code > SPACE && code < 0x7f && code !== COLON) code = text.charCodeAt(++i);
  if (code !== COLON || i === start) {
    const line = text.slice(start, Math.min(lineEnd(text, start), start + 40));
    throw malformed(`not a field: ${JSON.stringify(line)}`);
  }
  return i;
}

/** End of the last continuation line (or comment between such lines) after the line that ends at `end`. */
function valueEnd(text: string, end: number): number {
  let last = end;
  let position = end + 1;
  while (position < text.length) {
    const first = text.charCodeAt(position);
    if (first !== SPACE && first !== TAB && first !== HASH) break;
    const next = lineEnd(text, position);
    if (first !== HASH) last = next;
    position = next + 1;
  }
  return last;
}

function unfold(value: string): string {
  const [first = '', ...further] = value.split('\n');
  const lines = further.filter(line => line.charCodeAt(0) !== HASH).map(line => line.slice(1).trimEnd());
  return [first.trim(), ...lines].join('\n');
}

function malformed(message: string): UpstreamError {
  return new UpstreamError('malformed', `deb822: ${message}`);
}

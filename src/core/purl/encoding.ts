/** Percent-encoding as ECMA-427 says it (clause "Character encoding"), and segments joined by slashes. */
import { PurlError, type PurlPart } from './purl.ts';

/** Encoded, these stay as they are. */
const PLAIN = /^[A-Za-z0-9._~:-]*$/;

/** Visible ASCII without escapes: nothing in it needs decoding or refusing. */
const UNENCODED = /^[!-$&-~]*$/;

export function isUnencoded(value: string): boolean {
  return UNENCODED.test(value);
}

/** Percent- and UTF-8-decodes one component or segment. */
export function decode(value: string, part: PurlPart, text: string): string {
  let decoded = decodeAscii(value);
  if (decoded !== null) return decoded;
  try {
    decoded = decodeURIComponent(value);
  } catch {
    throw new PurlError(part, 'the percent-encoding is not valid UTF-8', text);
  }
  refuseUnstorable(decoded, part, text);
  return decoded;
}

const PRINTABLE = /^[ -~]*$/;

/** What the common escapes (`%40`, `%2B`) stand for, several times faster than decodeURIComponent; null: not only these. */
function decodeAscii(value: string): string | null {
  if (!PRINTABLE.test(value)) return null;
  if (!value.includes('%')) return value;
  let decoded = '';
  let from = 0;
  for (let at = value.indexOf('%'); at !== -1; at = value.indexOf('%', from)) {
    const code = 16 * hexDigit(value.charCodeAt(at + 1)) + hexDigit(value.charCodeAt(at + 2));
    // Not for NaN either, which comes of what is no hexadecimal digit.
    if (!(code >= 0x20 && code < 0x7f)) return null;
    decoded += value.slice(from, at) + String.fromCharCode(code);
    from = at + 3;
  }
  return decoded + value.slice(from);
}

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : Number.NaN;
}

/** As `decode`, of segments joined by slashes: an encoded slash would add one. */
export function decodeSegments(value: string, part: PurlPart, text: string): string {
  const decoded = decode(value, part, text);
  if (value.includes('%') && /%2f/i.test(value))
    throw new PurlError(part, `a ${part} segment contains an encoded "/"`, text);
  return decoded;
}

/** Percent-encodes all but letters, digits, `.-_~` and the colon. */
export function encode(value: string, part: PurlPart, text: string): string {
  if (PLAIN.test(value)) return value;
  refuseUnstorable(value, part, text);
  return encodeURIComponent(value)
    .replaceAll('%3A', ':')
    .replace(/[!'()*]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

export function encodeSegments(value: string, part: PurlPart, text: string): string {
  if (PLAIN.test(value)) return value;
  return value
    .split('/')
    .map(segment => encode(segment, part, text))
    .join('/');
}

/** Drops empty segments and, where asked, `.` and `..`. */
export function joinSegments(value: string, dropDots: boolean): string {
  const hasEmpty = value.includes('//') || value.startsWith('/') || value.endsWith('/');
  const mayHaveDots = dropDots && (value.startsWith('.') || value.includes('/.'));
  if (!hasEmpty && !mayHaveDots) return value;
  const kept = value.split('/').filter(s => s !== '' && !(dropDots && (s === '.' || s === '..')));
  return kept.join('/');
}

export function trimSlashes(value: string): string {
  let start = 0;
  let end = value.length;
  while (start < end && value.charCodeAt(start) === 47) start++;
  while (end > start && value.charCodeAt(end - 1) === 47) end--;
  return start === 0 && end === value.length ? value : value.slice(start, end);
}

/** NUL and lone surrogates are in no registry's names, and PostgreSQL's text cannot hold the one nor UTF-8 the other. */
function refuseUnstorable(value: string, part: PurlPart, text: string): void {
  if (value.includes('\0')) throw new PurlError(part, 'it contains a NUL character', text);
  if (/\p{Surrogate}/u.test(value)) throw new PurlError(part, 'it is not well-formed Unicode', text);
}

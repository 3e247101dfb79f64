/** Bytes from outside as text, whatever encoding they announce, and the lines of a text. */
import { isAscii, isUtf8, transcode } from 'node:buffer';
import { UpstreamError } from '../core/errors.ts';

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: false });
const UTF16LE = new TextDecoder('utf-16le', { ignoreBOM: false });
const UTF16BE_MARK = 0xfeff;
/** Lines of the longest text that is read; millions of empty ones would take seconds. */
const MAX_LINES = 5_000_000;
/** From so many bytes on the quick ways of decoding are worth their preparations. */
const LARGE = 4096;

/**
 * UTF-8 with or without byte order mark, UTF-16 of either order with one (https://www.unicode.org/faq/utf_bom.html). What is
 * no valid sequence becomes U+FFFD, so that one odd byte costs one character.
 */
export function decodeText(bytes: Uint8Array): string {
  const mark = bytes.length >= 2 ? ((bytes[0] as number) << 8) | (bytes[1] as number) : 0;
  if (mark === 0xfffe) return UTF16LE.decode(bytes);
  if (mark === UTF16BE_MARK) {
    const even = bytes.length & ~1;
    return UTF16LE.decode(Buffer.from(bytes.subarray(0, even)).swap16());
  }
  return bytes.length < LARGE ? UTF8.decode(bytes) : decodeLarge(bytes);
}

/** UTF-8, several times as fast as `TextDecoder` from a megabyte on. */
function decodeLarge(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isAscii(buffer)) return buffer.toString('latin1');
  if (!isUtf8(buffer)) return UTF8.decode(buffer);
  const text = transcode(buffer, 'utf8', 'ucs2').toString('ucs2');
  return text.charCodeAt(0) === UTF16BE_MARK ? text.slice(1) : text;
}

/**
 * The lines of a text, ended by `\n`, `\r\n` or `\r` and nothing else; the end of the text ends the last one.
 *
 * @throws UpstreamError `too-large` after five million lines.
 */
export function* linesOf(text: string): Generator<string> {
  // Where the next of each kind is; searched for only when passed, so that a text with few of one kind is not searched again.
  let feed = positionOf(text, '\n', 0);
  let carriage = positionOf(text, '\r', 0);
  let start = 0;
  for (let count = 0; start < text.length; count++) {
    if (count === MAX_LINES) throw new UpstreamError('too-large', `more than ${MAX_LINES} lines`);
    const end = Math.min(feed, carriage);
    yield text.slice(start, end);
    start = carriage + 1 === feed ? end + 2 : end + 1;
    if (feed < start) feed = positionOf(text, '\n', start);
    if (carriage < start) carriage = positionOf(text, '\r', start);
  }
}

/** Where the character is next; the text's length where it is not. */
export function positionOf(text: string, character: string, from: number): number {
  const at = text.indexOf(character, from);
  return at < 0 ? text.length : at;
}

/** Bytes from outside as text, whatever encoding they announce, and the lines of a text. */

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: false });
const UTF16LE = new TextDecoder('utf-16le', { ignoreBOM: false });
const UTF16BE_MARK = 0xfeff;

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
  return UTF8.decode(bytes);
}

/** The lines of a text, ended by `\n`, `\r\n` or `\r` and nothing else; the end of the text ends the last one. */
export function* linesOf(text: string): Generator<string> {
  let start = 0;
  while (start < text.length) {
    let end = start;
    while (end < text.length) {
      const code = text.charCodeAt(end);
      if (code === 10 || code === 13) break;
      end++;
    }
    yield text.slice(start, end);
    start = text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1;
  }
}

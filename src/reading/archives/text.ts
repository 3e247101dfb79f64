/** Bytes of a file as text, where they are one. */

/** Bytes at the start of a file that tell text from other things. */
const SAMPLE = 8000;

/** True where bytes are no text: they hold a NUL, or much that is not UTF-8, and have no mark of UTF-16. */
export function isBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE);
  if (utf16Of(sample) !== null) return false;
  if (sample.includes(0)) return true;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return false;
  } catch {
    return isMostlyControl(sample);
  }
}

/** Text of old encodings is not UTF-8, but has few control characters either. */
function isMostlyControl(sample: Uint8Array): boolean {
  let controls = 0;
  for (const byte of sample) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls++;
  return controls * 50 > sample.length;
}

/** The text with `\n` between its lines: UTF-8, or UTF-16 where it says so; bytes that are neither become U+FFFD. */
export function textOf(bytes: Uint8Array): string {
  const text = new TextDecoder(utf16Of(bytes) ?? 'utf-8').decode(bytes);
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

/** Code units, so that the order is the same everywhere. */
export function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

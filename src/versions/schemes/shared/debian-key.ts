/**
 * The order of Debian Policy 5.6.12 (https://www.debian.org/doc/debian-policy/ch-controlfields.html#version) as sort
 * keys. opam has the same order: https://opam.ocaml.org/doc/Manual.html#version-ordering.
 */
import { isDigit } from '../../numeric.ts';
import { numberKey } from './sort-key.ts';

const TILDE = 0x7e;
/** After a run of non-digits, and after the last number: above a tilde, below a letter. */
const END = '\x02';

/**
 * The key of an upstream version or of a revision: text and numbers by turns, starting with text. An absent part is like
 * `0`.
 */
export function debianPartKey(text: string, start: number, end: number): string {
  let key = '';
  let at = start;
  do {
    while (at < end && !isDigit(text.charCodeAt(at))) key += WEIGHTS[text.charCodeAt(at++)] ?? '';
    const digits = at;
    while (at < end && isDigit(text.charCodeAt(at))) at++;
    key += END + numberKey(text, digits, at);
  } while (at < end);
  return key + END;
}

/** Upstream version and revision: all before and all after the last hyphen from `start` on. */
export function debianKey(text: string, start: number): string {
  const hyphen = text.lastIndexOf('-');
  const end = hyphen < start ? text.length : hyphen;
  return debianPartKey(text, start, end) + debianPartKey(text, Math.min(end + 1, text.length), text.length);
}

/** By ASCII code: the tilde below all, letters as they are, the rest above letters. */
const WEIGHTS: readonly string[] = Array.from({ length: 0x80 }, (_, code) => {
  if (code === TILDE) return '\x01';
  const isLetter = (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
  return String.fromCharCode(isLetter ? code : code + 0x80);
});

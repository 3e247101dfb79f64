/** Commit hashes among tags, which are no versions although digits are in them. */

/**
 * True for the lower-case hexadecimal text of a whole hash (40 or 64 digits), and for 7 to 39 digits in which letters
 * stand between decimal digits or the reverse: `20240131` is a date, `20240131a` its second release, `deadbeef` a word.
 */
export function looksLikeCommit(text: string): boolean {
  if (!/^[0-9a-f]{7,64}$/.test(text)) return false;
  if (text.length === 40 || text.length === 64) return true;
  return text.length < 40 && /[0-9][a-f]+[0-9]|[a-f][0-9]+[a-f]/.test(text);
}

/**
 * Versions as strings whose order of UTF-16 code units is the order of the versions: made once when a version is read,
 * compared by one `<`. That order is total whatever the key holds, and a family of versions that start alike (`1.2*`) is
 * the span of keys that start alike.
 */

/** A parsed version that is ordered by its key. */
export interface Keyed {
  key: string;
}

/** Behind a key: above every key that starts with it. */
export const AFTER = '\uffff';

/** A run of digits as a number of any size: how many digits without leading zeros, then these. */
export function numberKey(text: string, start = 0, end = text.length): string {
  let first = start;
  while (first < end && text.charCodeAt(first) === 0x30) first++;
  return String.fromCharCode(end - first) + text.slice(first, end);
}

export function orderKeys(a: Keyed, b: Keyed): number {
  if (a.key < b.key) return -1;
  return a.key === b.key ? 0 : 1;
}

/**
 * Debian's version scheme: `[epoch:]upstream_version[-debian_revision]`, ordered as Debian Policy 5.6.12 says
 * (https://www.debian.org/doc/debian-policy/ch-controlfields.html#version).
 *
 * There are no pre-releases in this scheme: `2.0~rc1-1` in a stable suite is what its users get, so every version is
 * stable and the tilde only orders.
 */

const VALID = /^(?:\d{1,10}:)?\d[A-Za-z0-9.+~:-]*$/;
const MAX_EPOCH = 2_147_483_647;
const MAX_LENGTH = 512;

const TILDE = 0x7e;
const ZERO = 0x30;
const NINE = 0x39;

/**
 * True for what `dpkg --validate-version` accepts without complaint: an epoch below 2^31, an upstream version that
 * starts with a digit, and no empty part. Longer than 512 characters is refused.
 */
export function isValid(version: string): boolean {
  if (version.length > MAX_LENGTH || !VALID.test(version)) return false;
  const { epoch, upstream, revision } = split(version);
  if (epoch !== null && Number(epoch) > MAX_EPOCH) return false;
  if (!isDigit(upstream.charCodeAt(0))) return false;
  return revision === null || (revision !== '' && !revision.includes(':'));
}

/** Always true: see the note on the scheme above. */
export function isStable(_version: string): boolean {
  return true;
}

/**
 * Negative when `a` is older than `b`, 0 when dpkg holds them equal (`1.0` and `1.00-0`). Any two strings compare, also
 * invalid ones, in time linear in their length.
 */
export function compare(a: string, b: string): number {
  if (a === b) return 0;
  const left = split(a);
  const right = split(b);
  return (
    comparePart(left.epoch ?? '', right.epoch ?? '') ||
    comparePart(left.upstream, right.upstream) ||
    comparePart(left.revision ?? '', right.revision ?? '')
  );
}

/** Epoch up to the first colon, revision after the last hyphen; null where the delimiter is absent. */
function split(version: string): { epoch: string | null; upstream: string; revision: string | null } {
  const colon = version.indexOf(':');
  const hyphen = version.lastIndexOf('-');
  const end = hyphen > colon ? hyphen : version.length;
  return {
    epoch: colon === -1 ? null : version.slice(0, colon),
    upstream: version.slice(colon + 1, end),
    revision: end === version.length ? null : version.slice(end + 1),
  };
}

/** Alternates runs of non-digits, compared by `weight`, and runs of digits, compared as numbers of any length. */
function comparePart(a: string, b: string): number {
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    while ((i < a.length && !isDigit(a.charCodeAt(i))) || (j < b.length && !isDigit(b.charCodeAt(j)))) {
      const difference = weight(a, i) - weight(b, j);
      if (difference !== 0) return difference;
      i++;
      j++;
    }
    while (a.charCodeAt(i) === ZERO) i++;
    while (b.charCodeAt(j) === ZERO) j++;
    let firstDifference = 0;
    while (isDigit(a.charCodeAt(i)) && isDigit(b.charCodeAt(j))) {
      if (firstDifference === 0) firstDifference = a.charCodeAt(i) - b.charCodeAt(j);
      i++;
      j++;
    }
    if (isDigit(a.charCodeAt(i))) return 1;
    if (isDigit(b.charCodeAt(j))) return -1;
    if (firstDifference !== 0) return firstDifference;
  }
  return 0;
}

/** The tilde sorts before the end of a part, the end (or a digit) before letters, and letters before all else. */
function weight(text: string, index: number): number {
  if (index >= text.length) return 0;
  const code = text.charCodeAt(index);
  if (code === TILDE) return -1;
  if (isDigit(code)) return 0;
  const isLetter = (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
  return isLetter ? code : code + 0x10000;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

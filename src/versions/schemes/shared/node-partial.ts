/** Versions with missing or wildcard parts, as npm's ranges have them: `1`, `1.2`, `1.x`, `v1.2.3-beta`, `*`. */
import type { Numeric } from '../../numeric.ts';
import { type Identifier, identifiersEnd, numberAt, numberEnd, readIdentifiers } from './node-version.ts';

/** Parts that are absent, `x`, `X` or `*` are null. A part after a wildcard keeps its number. */
export interface PartialVersion {
  /** What stood before the first number: nothing, one `v`, or more of `v`, `=` and spaces. */
  prefix: '' | 'v' | 'more';
  /** What follows the prefix, to the end: the normal spelling of a version that is full. */
  text: string;
  major: Numeric | null;
  minor: Numeric | null;
  patch: Numeric | null;
  prerelease: readonly Identifier[];
}

const HYPHEN = 0x2d;
const DOT = 0x2e;
const LOWER_V = 0x76;
const NO_IDENTIFIERS: readonly Identifier[] = [];

/** Reads `text` from `start` to its end; null for anything else. Build metadata is to be taken off before. */
export function readPartial(text: string, start: number): PartialVersion | null {
  const first = prefixEnd(text, start);
  const majorEnd = partEnd(text, first);
  if (majorEnd === -1) return null;
  let minorEnd = -1;
  let patchEnd = -1;
  let end = majorEnd;
  if (text.charCodeAt(end) === DOT) {
    minorEnd = partEnd(text, end + 1);
    end = minorEnd;
    if (end !== -1 && text.charCodeAt(end) === DOT) {
      patchEnd = partEnd(text, end + 1);
      end = patchEnd;
    }
  }
  let prerelease: readonly Identifier[] | null = NO_IDENTIFIERS;
  if (patchEnd !== -1 && text.charCodeAt(end) === HYPHEN) {
    end = identifiersEnd(text, end + 1);
    prerelease = end === -1 ? null : readIdentifiers(text, patchEnd + 1, end);
  }
  if (end !== text.length || prerelease === null) return null;
  return {
    prefix: first === start ? '' : first === start + 1 && text.charCodeAt(start) === LOWER_V ? 'v' : 'more',
    text: first === 0 ? text : text.slice(first),
    major: partAt(text, first, majorEnd),
    minor: minorEnd === -1 ? null : partAt(text, majorEnd + 1, minorEnd),
    patch: patchEnd === -1 ? null : partAt(text, minorEnd + 1, patchEnd),
    prerelease,
  };
}

function prefixEnd(text: string, start: number): number {
  for (let at = start; ; at++) {
    const code = text.charCodeAt(at);
    if (code !== LOWER_V && code !== 0x3d && code !== 0x20) return at;
  }
}

function partEnd(text: string, start: number): number {
  return isX(text.charCodeAt(start)) ? start + 1 : numberEnd(text, start);
}

function partAt(text: string, start: number, end: number): Numeric | null {
  return isX(text.charCodeAt(start)) ? null : numberAt(text, start, end);
}

function isX(code: number): boolean {
  return code === 0x78 || code === 0x58 || code === 0x2a;
}

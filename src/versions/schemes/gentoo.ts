/**
 * Gentoo's ebuild versions, `1.2.3b_rc1-r2`: sections 3.2 and 3.3 of the Package Manager Specification
 * (https://projects.gentoo.org/pms/8/pms.html#version-specifications), with the dependency operators of its section 8.3.1.
 *
 * `_alpha`, `_beta`, `_pre` and `_rc` make a pre-release.
 */
import type { Intervals } from '../intervals.ts';
import { numeric } from '../numeric.ts';
import { defineScheme } from '../scheme.ts';
import { compared, parseRelations } from './shared/relations.ts';
import { releaseOf } from './shared/release.ts';
import { AFTER, type Keyed, numberKey, orderKeys } from './shared/sort-key.ts';
import {
  familyBounds,
  isPreRelease,
  PRE_RELEASES,
  type SuffixedVersion,
  suffixedVersions,
} from './shared/suffixed-version.ts';

export interface GentooVersion extends Keyed, SuffixedVersion {
  /** How the keys start of the versions that differ in the revision alone. */
  revisions: string;
  /** How the keys start of all versions that start like this one. */
  family: string;
}

const SUFFIXES = [...PRE_RELEASES, 'p'];
const readVersion = suffixedVersions(SUFFIXES, false);

const NO_MORE_NUMBERS = '\x01';
const NUMBER = '\x02';
/** Where no letter is: below every letter. */
const NO_LETTER = '\x01';
/** Suffixes by their place in `SUFFIXES`, where the end of them stands between `rc` and `p`. */
const NO_MORE_SUFFIXES = String.fromCharCode(PRE_RELEASES.length);

export const gentoo = defineScheme<GentooVersion>({
  id: 'gentoo',
  aliases: ['ebuild', 'portage', 'gentoo linux'],
  source: 'https://projects.gentoo.org/pms/8/pms.html#version-specifications',
  parse: parseVersion,
  order: orderKeys,
  print: ({ text }) => text.replace(/-r0+$/, ''),
  isStable: version => !isPreRelease(version),
  release: ({ numbers: [major, minor, patch] }) =>
    releaseOf(numeric(major), numeric(minor ?? '0'), numeric(patch ?? '0')),
  parseRange: text => parseRelations(text, { id: 'gentoo', order: orderKeys, relation }),
});

/** The algorithms 3.1 to 3.7 as a key: numbers, letter, suffixes, revision. */
function parseVersion(text: string): GentooVersion | null {
  const version = readVersion(text);
  if (version === null) return null;
  const { numbers, letter, suffixes, revision } = version;
  let key = numberKey(numbers[0]);
  for (const digits of numbers.slice(1)) key += NUMBER + laterNumberKey(digits);
  let family = key;
  key += NO_MORE_NUMBERS + (letter || NO_LETTER);
  if (letter !== '') family = key;
  for (const { name, digits } of suffixes) {
    const rank = SUFFIXES.indexOf(name);
    key += String.fromCharCode(rank < PRE_RELEASES.length ? rank : rank + 1);
    // `_rc*` takes `_rc1` as well.
    family = key;
    key += numberKey(digits);
    if (digits !== '') family = key;
  }
  const revisions = key + NO_MORE_SUFFIXES;
  key = revisions + numberKey(revision ?? '');
  return { ...version, revisions, family: revision === null ? family : key, key };
}

/** Algorithm 3.3: behind the first number, a zero in front makes text of both numbers, without the zeros at their ends. */
function laterNumberKey(digits: string): string {
  if (!digits.startsWith('0')) return `\x02${numberKey(digits)}`;
  let end = digits.length;
  while (digits[end - 1] === '0') end--;
  return `\x01${digits.slice(0, end)}\0`;
}

/** `~1.2` takes every revision of 1.2; `=1.2*` all versions that start with its components. */
function relation(operator: string, text: string): Intervals<GentooVersion> | null {
  const isFamily = text.endsWith('*');
  const version = parseVersion(isFamily ? text.slice(0, -1) : text);
  if (version === null || operator === '!=' || operator === '==') return null;
  if (isFamily) {
    if (operator !== '=') return null;
    const { first, next } = familyBounds(version, SUFFIXES);
    return [
      {
        lower: { version: { ...version, key: version.family }, text: first, inclusive: true },
        upper: { version: { ...version, key: version.family + AFTER }, text: next, inclusive: false },
      },
    ];
  }
  if (operator !== '~') return compared(operator, version, text);
  if (version.revision !== null) return null;
  const behind = { ...version, key: version.revisions + AFTER };
  // `1.2_p` is the oldest version behind the revisions of 1.2.
  return [
    {
      lower: { version, text, inclusive: true },
      upper: { version: behind, text: `${text}_p`, inclusive: false },
    },
  ];
}

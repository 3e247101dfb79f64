/**
 * Alpine's versions, also of Wolfi, Chainguard, postmarketOS and OpenWrt:
 * `number{.number}...{letter}{_suffix{number}}...{~hash}{-r#}`, as apk-package(5) says
 * (https://man.archlinux.org/man/apk-package.5.en), with the operators of apk-world(5)
 * (https://man.archlinux.org/man/apk-world.5.en).
 *
 * `_alpha`, `_beta`, `_pre` and `_rc` make a pre-release. `_git` and its kin are snapshots after a release, as `_p` is a
 * patch after one: stable.
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

export interface ApkVersion extends Keyed, SuffixedVersion {
  /** The key without its end: how the keys start of all versions that start like this one. */
  family: string;
}

const SUFFIXES = [...PRE_RELEASES, 'cvs', 'svn', 'git', 'hg', 'p'];
const readVersion = suffixedVersions(SUFFIXES, true);

// What may come next in a version, from the oldest to the newest.
const PRE_RELEASE = '\x01';
const END = '\x02';
const REVISION = '\x03';
const HASH = '\x04';
const SUFFIX_NUMBER = '\x05';
const SUFFIX = '\x06';
const LETTER = '\x07';
const NUMBER = '\x08';

export const apk = defineScheme<ApkVersion>({
  id: 'apk',
  aliases: [
    'alpine',
    'alpine linux',
    'wolfi',
    'chainguard',
    'postmarketos',
    'apko',
    'alpaquita',
    'minimos',
    'bellsoft hardened containers',
  ],
  source: 'https://man.archlinux.org/man/apk-package.5.en',
  parse: parseVersion,
  order: orderKeys,
  print: ({ text }) => text,
  isStable: version => !isPreRelease(version),
  release: ({ numbers: [major, minor, patch] }) =>
    releaseOf(numeric(major), numeric(minor ?? '0'), numeric(patch ?? '0')),
  parseRange: text => parseRelations(text, { id: 'apk', order: orderKeys, relation }),
});

function parseVersion(text: string): ApkVersion | null {
  const version = readVersion(text);
  if (version === null) return null;
  const [first, ...numbers] = version.numbers;
  let family = numberKey(first);
  for (const digits of numbers) family += NUMBER + laterNumberKey(digits);
  if (version.letter !== '') family += LETTER + version.letter;
  for (const { name, digits } of version.suffixes) {
    const rank = SUFFIXES.indexOf(name);
    family += (rank < PRE_RELEASES.length ? PRE_RELEASE : SUFFIX) + String.fromCharCode(rank);
    if (digits !== '') family += SUFFIX_NUMBER + numberKey(digits);
  }
  if (version.hash !== null) family += `${HASH + version.hash}\0`;
  if (version.revision !== null) family += REVISION + numberKey(version.revision);
  return { ...version, family, key: family + END };
}

/** Behind the first number, a zero in front makes text of a number, and text is older than any number. */
function laterNumberKey(digits: string): string {
  return digits.startsWith('0') ? `\x01${digits}\0` : `\x02${numberKey(digits)}`;
}

/** `~`, also written `~=` and `=~`, takes all versions that start like the one named; `<~` and `>~` end or start there. */
function relation(operator: string, text: string): Intervals<ApkVersion> | null {
  const version = parseVersion(text);
  if (version === null || operator === '!=' || operator === '==') return null;
  if (!operator.includes('~')) return compared(operator, version, text);
  const bounds = familyBounds(version, SUFFIXES);
  const first = { version: { ...version, key: version.family }, text: bounds.first, inclusive: true };
  const next = { version: { ...version, key: version.family + AFTER }, text: bounds.next, inclusive: false };
  switch (operator) {
    case '~':
    case '~=':
    case '=~':
      return [{ lower: first, upper: next }];
    case '<~':
      return [{ lower: null, upper: next }];
    case '>~':
      return [{ lower: first, upper: null }];
    default:
      return null;
  }
}

/**
 * RPM's versions: `[epoch:]version[-release]`, compared as rpm-version(7) says, and requirements as
 * https://rpm-software-management.github.io/rpm/manual/dependencies.html says.
 *
 * A version without a release is older than the same version with one, as the manual states it. A *requirement* without
 * a release is about the version alone: `= 1.2` takes every release of 1.2. What ends behind all releases of 1.2 ends
 * before `1.2^`, the least version above them (of those that do not put a tilde behind the caret, which nobody does).
 *
 * As in Debian, a tilde only orders: `2.0~rc1-1` in a repository is what its users get, so every version is stable.
 */

import type { Intervals } from '../intervals.ts';
import { isDigit } from '../numeric.ts';
import { defineScheme } from '../scheme.ts';
import { leadingRelease } from './shared/leading-release.ts';
import { compared, parseRelations } from './shared/relations.ts';
import { type Keyed, numberKey, orderKeys } from './shared/sort-key.ts';

export interface RpmVersion extends Keyed {
  /** Without leading zeros; empty for 0. */
  epoch: string;
  version: string;
  release: string | null;
}

/** Versions and releases have these characters: rpm-version(7). */
const PARTS = /^(?:([0-9]{1,10}):)?([A-Za-z0-9._+~^]+)(?:-([A-Za-z0-9._+~^]+))?$/;
const MAX_EPOCH = 4_294_967_295;

// What may come next in a version, from the oldest to the newest.
const TILDE = '\x01';
const END = '\x02';
const CARET = '\x03';
const LETTERS = '\x04';
const NUMBER = '\x05';

const NO_RELEASE = '\x01';
const RELEASE = '\x02';

export const rpm = defineScheme<RpmVersion>({
  id: 'rpm',
  aliases: [
    'fedora',
    'redhat',
    'red hat',
    'rocky linux',
    'almalinux',
    'opensuse',
    'suse',
    'mageia',
    'openeuler',
    'photon os',
    'azure linux',
  ],
  source: 'https://man7.org/linux/man-pages/man7/rpm-version.7.html',
  parse: parseVersion,
  order: orderKeys,
  print: ({ epoch, version, release }) =>
    `${epoch === '' ? '' : `${epoch}:`}${version}${release === null ? '' : `-${release}`}`,
  isStable: () => true,
  release: ({ version }) => leadingRelease(version),
  parseRange: text => parseRelations(text, { id: 'rpm', order: orderKeys, relation }),
});

function parseVersion(text: string): RpmVersion | null {
  const parts = PARTS.exec(text);
  if (parts === null) return null;
  const [, digits = '', version = '', release] = parts;
  if (Number(digits) > MAX_EPOCH) return null;
  const key =
    numberKey(digits) + partKey(version) + (release === undefined ? NO_RELEASE : RELEASE + partKey(release));
  return { epoch: digits.replace(/^0+/, ''), version, release: release ?? null, key };
}

/** Letters and digits in runs, tildes and carets one by one; everything else only separates. */
function partKey(text: string): string {
  let key = '';
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    let end = at + 1;
    if (isDigit(code)) {
      while (isDigit(text.charCodeAt(end))) end++;
      key += NUMBER + numberKey(text, at, end);
    } else if (isLetter(code)) {
      while (isLetter(text.charCodeAt(end))) end++;
      key += LETTERS + text.slice(at, end);
    } else if (code === 0x7e) key += TILDE;
    else if (code === 0x5e) key += CARET;
    at = end;
  }
  return key + END;
}

function isLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

function relation(operator: string, text: string): Intervals<RpmVersion> | null {
  const version = parseVersion(text);
  if (version === null || operator === '!=') return null;
  if (version.release !== null || operator === '<' || operator === '>=')
    return compared(operator, version, text);
  const first = { version, text, inclusive: true };
  const behind = parseVersion(`${text}^`) as RpmVersion;
  const end = { version: behind, text: `${text}^`, inclusive: false };
  switch (operator) {
    case '<=':
      return [{ lower: null, upper: end }];
    case '>':
      return [{ lower: { ...end, inclusive: true }, upper: null }];
    case '':
    case '=':
    case '==':
      return [{ lower: first, upper: end }];
    default:
      return null;
  }
}

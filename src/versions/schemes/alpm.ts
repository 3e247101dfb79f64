/**
 * Arch Linux: `[epoch:]pkgver[-pkgrel]`, in the order of pacman's vercmp
 * (https://man.archlinux.org/man/vercmp.8, https://alpm.archlinux.page/specifications/alpm-pkgver.7.html).
 *
 * vercmp compares releases only where both versions have one, so that 1.5-1 = 1.5 = 1.5-2 and yet 1.5-1 < 1.5-2: no order
 * at all. Here a version without pkgrel has the default one, 1
 * (https://alpm.archlinux.page/specifications/alpm-pkgrel.7.html). *Requirements* without pkgrel are about the version
 * alone, as in pacman: `=1.5` takes 1.5-1 and 1.5-2.
 *
 * Arch packages no pre-releases beside releases, and vercmp has no word for them: every version is stable.
 */

import type { Intervals } from '../intervals.ts';
import { isDigit } from '../numeric.ts';
import { defineScheme } from '../scheme.ts';
import { leadingRelease } from './shared/leading-release.ts';
import { compared, parseRelations } from './shared/relations.ts';
import { type Keyed, numberKey, orderKeys } from './shared/sort-key.ts';

export interface AlpmVersion extends Keyed {
  /** Without leading zeros; empty for 0. */
  epoch: string;
  pkgver: string;
  pkgrel: string | null;
}

/** A pkgver is ASCII without `:`, `/`, `-`, comparators and white space, and does not start with a dot. */
const PARTS = /^(?:([0-9]{1,15}):)?([!-,0-9;?-~][!-,.0-9;?-~]*)(?:-([0-9]+(?:\.[0-9]+)?))?$/;
const WORD = /[A-Za-z0-9]/;

// The kinds of segments behind equally many separators, and the ends of a version: only letters that follow at once are
// older than the end (1.0rc < 1.0 < 1.0.rc).
const LETTERS = '\x01';
const END = '\x02';
const NUMBER = '\x03';

export const alpm = defineScheme<AlpmVersion>({
  id: 'alpm',
  aliases: ['arch', 'archlinux', 'arch linux', 'aur', 'pacman'],
  source: 'https://alpm.archlinux.page/specifications/alpm-pkgver.7.html',
  parse: parseVersion,
  order: orderKeys,
  print: ({ epoch, pkgver, pkgrel }) =>
    `${epoch === '' ? '' : `${epoch}:`}${pkgver}${pkgrel === null ? '' : `-${pkgrel}`}`,
  isStable: () => true,
  release: ({ pkgver }) => leadingRelease(pkgver),
  parseRange: text => parseRelations(text, { id: 'alpm', order: orderKeys, relation }),
});

function parseVersion(text: string): AlpmVersion | null {
  const parts = PARTS.exec(text);
  if (parts === null) return null;
  const [, digits = '', pkgver = '', pkgrel] = parts;
  if (!WORD.test(pkgver)) return null;
  const key = numberKey(digits) + partKey(pkgver) + partKey(pkgrel ?? '1');
  return { epoch: digits.replace(/^0+/, ''), pkgver, pkgrel: pkgrel ?? null, key };
}

/**
 * Runs of letters and of digits, each with the number of separators in front of it: more of them are newer. Separators at
 * the end are like an empty segment between letters and a number, however many there are.
 */
function partKey(text: string): string {
  let key = '';
  for (let at = 0; at < text.length; ) {
    let end = at;
    while (end < text.length && !isWord(text.charCodeAt(end))) end++;
    if (end === text.length) return `${key}\x01${END}`;
    key += String.fromCharCode(end - at);
    at = end;
    if (isDigit(text.charCodeAt(at))) {
      while (isDigit(text.charCodeAt(end))) end++;
      key += NUMBER + numberKey(text, at, end);
    } else {
      while (isLetter(text.charCodeAt(end))) end++;
      key += `${LETTERS + text.slice(at, end)}\0`;
    }
    at = end;
  }
  return `${key}\0${END}`;
}

function isWord(code: number): boolean {
  return isDigit(code) || isLetter(code);
}

function isLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

/** Without pkgrel, a version is the span from pkgrel 0 to the least version above all its releases. */
function relation(operator: string, text: string): Intervals<AlpmVersion> | null {
  const version = parseVersion(text);
  if (version === null || operator === '!=') return null;
  if (version.pkgrel !== null) return compared(operator, version, text);
  const firstText = `${text}-0`;
  const nextText = successor(text);
  const first = { version: parseVersion(firstText) as AlpmVersion, text: firstText, inclusive: true };
  const next = { version: parseVersion(nextText) as AlpmVersion, text: nextText, inclusive: true };
  switch (operator) {
    case '':
    case '=':
      return [{ lower: first, upper: { ...next, inclusive: false } }];
    case '<':
      return [{ lower: null, upper: { ...first, inclusive: false } }];
    case '<=':
      return [{ lower: null, upper: { ...next, inclusive: false } }];
    case '>':
      return [{ lower: next, upper: null }];
    case '>=':
      return [{ lower: first, upper: null }];
    default:
      return null;
  }
}

/** The least pkgver that is newer: behind a number `.A`, behind letters `0A`, behind separators one of them and `0A`. */
function successor(text: string): string {
  const last = text.charCodeAt(text.length - 1);
  if (isDigit(last)) return `${text}.A`;
  if (isLetter(last)) return `${text}0A`;
  let end = text.length;
  while (!isWord(text.charCodeAt(end - 1))) end--;
  return `${text.slice(0, end)}.0A`;
}

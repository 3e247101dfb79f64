/**
 * Versions as Composer normalises them (https://getcomposer.org/doc/articles/versions.md): up to four numbers, dates, a
 * stability with numbers, `-dev`, and branches. The order is that of PHP's `version_compare` on the normalised form
 * (https://www.php.net/version_compare).
 */
import { compareNumeric, compareText, type Numeric, numeric } from '../../numeric.ts';
import { MAX_VERSION_LENGTH } from '../../scheme.ts';

export interface ComposerVersion {
  /** Normalised, with dates kept apart by hyphens so that they are read as dates again. */
  text: string;
  /** The name of a branch without numbers, else null. */
  branch: string | null;
  numbers: readonly Numeric[];
  /** What follows the numbers: places in the order of stabilities, and numbers. */
  tail: readonly Token[];
}

interface Token {
  place: number;
  number: Numeric;
}

const STABILITIES = ['dev', 'alpha', 'beta', 'RC', 'stable'] as const;
export type Stability = (typeof STABILITIES)[number];

/** The end of a version is where a stable one ends; numbers and patches come after it. */
const END = STABILITIES.indexOf('stable');
const NUMBER = END + 1;
const PATCH = END + 2;

const SPELLINGS: Readonly<Record<string, string>> = {
  a: 'alpha',
  b: 'beta',
  rc: 'RC',
  p: 'patch',
  pl: 'patch',
};

/** What may follow the numbers: one stability with its numbers, and `dev`. It matches each text in one way only. */
export const MODIFIER = '[._-]?(?:(stable|beta|b|rc|alpha|a|patch|pl|p)((?:[.-]?\\d)*))?([.-]?dev)?';

const CLASSICAL = new RegExp(`^v?(\\d{1,5})(\\.\\d+)?(\\.\\d+)?(\\.\\d+)?${MODIFIER}$`, 'i');
const DATE = new RegExp(`^v?(\\d{4}(?:[.:-]?\\d{2}){1,6}(?:[.:-]?\\d{1,3}){0,2})${MODIFIER}$`, 'i');
const NUMBERED_BRANCH = /^v?(\d+)(\.(?:\d+|[x*]))?(\.(?:\d+|[x*]))?(\.(?:\d+|[x*]))?$/i;
const DEV_END = /[.-]?dev$/i;
const BRANCH_END = '9999999';

/** Null for what Composer refuses. An alias (`as 1.0`), a stability flag (`@dev`) and build metadata are read over. */
export function parseVersion(text: string): ComposerVersion | null {
  if (text.length > MAX_VERSION_LENGTH) return null;
  const bare = withoutExtras(text.trim());
  if (bare === 'master' || bare === 'trunk' || bare === 'default') return branchNamed(bare);
  if (/^dev-/i.test(bare)) return bare.length > 4 ? branchNamed(bare.slice(4)) : null;
  const build = /^([^,\s+]+)\+\S+$/.exec(bare);
  const version = build?.[1] ?? bare;
  const classical = CLASSICAL.exec(version);
  if (classical !== null) {
    const numbers = [classical[1], ...[2, 3, 4].map(i => classical[i]?.slice(1) ?? '0')] as string[];
    return assembled(numbers, '.', classical.slice(5));
  }
  const date = DATE.exec(version);
  if (date !== null) return assembled((date[1] as string).split(/\D/), '-', date.slice(2));
  return DEV_END.test(version) ? numberedBranch(version.replace(DEV_END, '')) : null;
}

function withoutExtras(text: string): string {
  const alias = /^([^,\s]+) +as +[^,\s]+$/.exec(text);
  return (alias?.[1] ?? text).replace(/@(?:stable|rc|beta|alpha|dev)$/i, '');
}

function branchNamed(branch: string): ComposerVersion | null {
  return /\s/.test(branch) ? null : { text: `dev-${branch}`, branch, numbers: [], tail: [] };
}

/** `1.x`, `1.2` of `1.x-dev` and `1.2.x-dev`: the end of that line of development. */
function numberedBranch(name: string): ComposerVersion | null {
  const match = NUMBERED_BRANCH.exec(name);
  if (match === null) return null;
  const numbers = [1, 2, 3, 4].map(i => match[i]?.replace('.', '') ?? 'x');
  return assembled(
    numbers.map(number => (/^[x*]$/i.test(number) ? BRANCH_END : number)),
    '.',
    [undefined, undefined, 'dev'],
  );
}

/** Four numbers, and `-dev` where `isDev`. */
export function versionOf(numbers: readonly Numeric[], isDev: boolean): ComposerVersion {
  const padded = [0, 1, 2, 3].map(i => String(numbers[i] ?? 0));
  return assembled(padded, '.', [undefined, undefined, isDev ? 'dev' : undefined]);
}

function assembled(
  numbers: readonly string[],
  joint: string,
  [word = '', digits = '', dev]: readonly (string | undefined)[],
): ComposerVersion {
  const stability = SPELLINGS[word.toLowerCase()] ?? word.toLowerCase();
  const tail: Token[] = [];
  let text = numbers.join(joint);
  if (stability !== '' && stability !== 'stable') {
    const counts = digits.replace(/^[.-]/, '');
    text += `-${stability}${counts}`;
    tail.push({ place: placeOf(stability), number: 0 });
    for (const count of counts.split(/\D/)) {
      if (count !== '') tail.push({ place: NUMBER, number: numeric(count) });
    }
  }
  if (dev !== undefined && stability !== 'stable') {
    text += '-dev';
    tail.push({ place: 0, number: 0 });
  }
  return { text, branch: null, numbers: numbers.map(numeric), tail };
}

function placeOf(stability: string): number {
  const place = (STABILITIES as readonly string[]).indexOf(stability);
  return place === -1 ? PATCH : place;
}

/** Branches are below all numbers, as `dev` is for `version_compare`, and among themselves by name. */
export function orderVersions(a: ComposerVersion, b: ComposerVersion): number {
  if (a.branch !== null || b.branch !== null) {
    if (a.branch === null || b.branch === null) return a.branch === null ? 1 : -1;
    return compareText(a.branch, b.branch);
  }
  const count = Math.min(a.numbers.length, b.numbers.length);
  for (let i = 0; i < count; i++) {
    const difference = compareNumeric(a.numbers[i] as Numeric, b.numbers[i] as Numeric);
    if (difference !== 0) return difference;
  }
  return a.numbers.length === b.numbers.length
    ? orderTails(a.tail, b.tail)
    : a.numbers.length > b.numbers.length
      ? aboveTail(b.tail)
      : -aboveTail(a.tail);
}

/** How a further number compares with a tail: a patch is above it, all else below. */
function aboveTail(tail: readonly Token[]): number {
  return NUMBER - (tail[0]?.place ?? END);
}

function orderTails(a: readonly Token[], b: readonly Token[]): number {
  const count = Math.max(a.length, b.length);
  for (let i = 0; i < count; i++) {
    const left = a[i];
    const right = b[i];
    const difference =
      (left?.place ?? END) - (right?.place ?? END) || compareNumeric(left?.number ?? 0, right?.number ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The least stable word of a version; branches and `-dev` are dev, patches are stable. */
export function stabilityOf({ branch, tail }: ComposerVersion): Stability {
  if (branch !== null || tail.some(({ place }) => place === 0)) return 'dev';
  return STABILITIES[Math.min(tail[0]?.place ?? END, END)] as Stability;
}

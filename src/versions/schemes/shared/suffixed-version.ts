/**
 * The versions of Gentoo and of Alpine, whose grammar came from it: `1.2.3b_rc1_p2-r4`, in Alpine with `~<commit>` before
 * the revision. Only their reading is shared: the two order them differently.
 */

export interface Suffix {
  name: string;
  /** Empty where no number follows. */
  digits: string;
}

export interface SuffixedVersion {
  text: string;
  /** Runs of digits. */
  numbers: readonly [string, ...string[]];
  /** One small letter, or empty. */
  letter: string;
  suffixes: readonly Suffix[];
  /** Null where absent, which Gentoo's always is. */
  hash: string | null;
  /** The digits of `-r4`, or null. */
  revision: string | null;
}

export const PRE_RELEASES: readonly string[] = ['alpha', 'beta', 'pre', 'rc'];

/** A reader of versions with these suffixes, from the oldest to the newest; null for what is no version. Linear. */
export function suffixedVersions(
  suffixes: readonly string[],
  hasHash: boolean,
): (text: string) => SuffixedVersion | null {
  const grammar = new RegExp(
    `^([0-9]+(?:\\.[0-9]+)*)([a-z]?)((?:_(?:${suffixes.join('|')})[0-9]*)*)${hasHash ? '(?:~([0-9a-f]+))?' : '()'}(?:-r([0-9]+))?$`,
  );
  return text => {
    const parts = grammar.exec(text);
    if (parts === null) return null;
    const [, numbers = '', letter = '', tail = '', hash, revision] = parts;
    return {
      text,
      numbers: numbers.split('.') as [string, ...string[]],
      letter,
      suffixes: tail === '' ? [] : readSuffixes(tail),
      hash: hash || null,
      revision: revision ?? null,
    };
  };
}

function readSuffixes(tail: string): Suffix[] {
  return Array.from(tail.matchAll(/_([a-z]+)([0-9]*)/g), ([, name = '', digits = '']) => ({ name, digits }));
}

export function isPreRelease({ suffixes }: SuffixedVersion): boolean {
  return suffixes.some(({ name }) => PRE_RELEASES.includes(name));
}

/**
 * How the bounds of all versions that start like this one are written: from the oldest pre-release of it to the oldest of
 * the next (`1.2_alpha` and `1.3_alpha` for `1.2`). `order` are the suffixes, from the oldest to the newest. Where
 * numbers with zeros in front lie between (1.021 between 1.02 and 1.03), the bounds on paper hold these as well.
 */
export function familyBounds(
  version: SuffixedVersion,
  order: readonly string[],
): { first: string; next: string } {
  const { text, numbers, letter, suffixes, hash, revision } = version;
  if (revision !== null)
    return { first: text, next: `${text.slice(0, text.length - revision.length)}${plusOne(revision)}` };
  if (hash !== null) return { first: text, next: `${text}0` };
  const first = `${text}_alpha`;
  const suffix = suffixes.at(-1);
  if (suffix !== undefined) {
    const start = text.slice(0, text.lastIndexOf('_'));
    if (suffix.digits !== '')
      return { first, next: `${start}_${suffix.name}${plusOne(suffix.digits)}_alpha` };
    const following = order[order.indexOf(suffix.name) + 1];
    // The release itself stands between `rc` and what follows; behind the last suffix the next letter or number does.
    if (suffix.name === 'rc') return { first, next: start };
    return {
      first,
      next: following === undefined ? `${nextOf(numbers, letter)}_alpha` : `${start}_${following}_alpha`,
    };
  }
  return { first, next: `${nextOf(numbers, letter)}_alpha` };
}

function nextOf(numbers: readonly string[], letter: string): string {
  if (letter === 'z') return `${numbers.join('.')}.0`;
  if (letter !== '') return numbers.join('.') + String.fromCharCode(letter.charCodeAt(0) + 1);
  const last = numbers[numbers.length - 1] as string;
  const next = plusOne(last).padStart(last.length, '0');
  return [...numbers.slice(0, -1), next].join('.');
}

function plusOne(digits: string): string {
  return String(BigInt(digits) + 1n);
}

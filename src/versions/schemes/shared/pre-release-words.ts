/**
 * Words that say that a version comes before its release, in the order in which projects go through them. Found in the
 * schemes that name their words (PEP 440, Maven, Gentoo, calver.org) and in the names of rolling builds.
 */

const STAGES: readonly (readonly string[])[] = [
  ['dev', 'devel', 'develop', 'development'],
  ['nightly', 'daily', 'canary', 'edge', 'unstable', 'experimental', 'insiders'],
  ['snapshot'],
  ['alpha'],
  ['beta'],
  ['milestone'],
  ['pre', 'prerelease', 'preview', 'ea', 'eap'],
  ['rc', 'cr', 'candidate'],
];

const STAGE_OF: ReadonlyMap<string, number> = new Map(
  STAGES.flatMap((words, stage) => words.map(word => [word, stage] as const)),
);

/** Spellings of one word. Other words of a stage stay apart, in the order of their letters. */
const SAME: ReadonlyMap<string, string> = new Map([
  ['devel', 'dev'],
  ['develop', 'dev'],
  ['development', 'dev'],
  ['prerelease', 'pre'],
  ['cr', 'rc'],
  ['candidate', 'rc'],
]);

/** What one letter means where a number follows at once: `1.0b2`. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['a', 'alpha'],
  ['b', 'beta'],
  ['m', 'milestone'],
]);

/** Words that say no more than that this is the release. */
const RELEASE_WORDS: ReadonlySet<string> = new Set(['final', 'ga', 'release', 'stable']);

export const STAGE_COUNT = STAGES.length;

/** The stage of a lower-case word, from 0 for the earliest, or null for a word that is none. */
export function stageOf(word: string): number | null {
  return STAGE_OF.get(word) ?? null;
}

export function isReleaseWord(word: string): boolean {
  return RELEASE_WORDS.has(word);
}

/** The one spelling of a lower-case word; `isBeforeDigit` when a digit follows without anything between. */
export function spellWord(word: string, isBeforeDigit: boolean): string {
  const letter = isBeforeDigit ? LETTERS.get(word) : undefined;
  return letter ?? SAME.get(word) ?? word;
}

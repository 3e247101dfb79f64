/** Names of Haskell packages: https://cabal.readthedocs.io/en/stable/cabal-package-description-file.html (name). */
import type { NameRules, PurlRules } from '../ecosystem.ts';

const WORD = /^[A-Za-z0-9]+$/;
const MAX_LENGTH = 200;

/** Case counts: packages exist whose names differ by case only. */
function normalise(name: string): string {
  return name.trim();
}

function problem(name: string): string | null {
  if (name === '') return 'is empty';
  if (name.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
  for (const word of name.split('-')) {
    if (!WORD.test(word))
      return 'is not made of words of letters and digits with single hyphens between them';
    // Else what follows the last hyphen could be a version.
    if (!/[A-Za-z]/.test(word)) return 'has a word without a letter';
  }
  return null;
}

export const names = { normalise, problem, namespace: () => null } satisfies NameRules;

/** https://github.com/package-url/purl-spec/blob/main/types/hackage-definition.json */
export const purl: PurlRules = {
  type: 'hackage',
  toPurl: name => ({ namespace: null, name }),
  fromPurl({ namespace, name }) {
    const full = normalise(name);
    return namespace === null && problem(full) === null ? full : null;
  },
};

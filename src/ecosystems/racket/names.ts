/** Names of Racket packages: https://docs.racket-lang.org/pkg/Package_Concepts.html. */
import type { NameRules, PurlRules } from '../ecosystem.ts';

/** Case counts. */
function normalise(name: string): string {
  return name.trim();
}

function problem(name: string): string | null {
  if (name === '') return 'is empty';
  if (name.length > 255) return 'is longer than 255 characters';
  if (!/^[A-Za-z0-9_-]+$/.test(name)) return 'has characters other than letters, digits, _ and -';
  return null;
}

export const names = { normalise, problem, namespace: () => null } satisfies NameRules;

/** The type `racket`, without a namespace. */
export const purl: PurlRules = {
  type: 'racket',
  toPurl: name => ({ namespace: null, name }),
  fromPurl({ namespace, name }) {
    const full = normalise(name);
    return namespace === null && problem(full) === null ? full : null;
  },
};

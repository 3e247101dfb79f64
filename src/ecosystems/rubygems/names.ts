/** Names of gems: https://guides.rubygems.org/name-your-gem/. */
import type { NameRules, PurlRules } from '../ecosystem.ts';

/** RubyGems itself asks for at least one letter; names of digits alone are refused. */
const NAME = /^[A-Za-z0-9_.-]+$/;
const MAX_LENGTH = 255;

/** Case counts, and so do hyphens and underscores: gems differ by these alone. */
function normalise(name: string): string {
  return name.trim();
}

function problem(name: string): string | null {
  if (name === '') return 'is empty';
  if (name.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
  if (!NAME.test(name)) return 'is not made of letters, digits, dots, hyphens and underscores';
  if (!/[A-Za-z]/.test(name)) return 'has no letter';
  return /^[.-]/.test(name) ? 'begins with a dot or a hyphen' : null;
}

export const names = { normalise, problem, namespace: () => null } satisfies NameRules;

/** https://github.com/package-url/purl-spec/blob/main/types/gem-definition.json */
export const purl: PurlRules = {
  type: 'gem',
  toPurl: name => ({ namespace: null, name }),
  fromPurl({ namespace, name }) {
    const full = normalise(name);
    return namespace === null && problem(full) === null ? full : null;
  },
};

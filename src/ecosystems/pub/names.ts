/** Names of Dart packages: https://dart.dev/tools/pub/pubspec#name. */
import type { NameRules, PurlRules } from '../ecosystem.ts';

const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;

/**
 * New names are lower case; some of the first years are not. Their case is kept, since the addresses of the registry are
 * case-sensitive.
 */
function normalise(name: string): string {
  return name.trim();
}

function problem(name: string): string | null {
  if (name === '') return 'is empty';
  return NAME.test(name) ? null : 'is not made of letters, digits and underscores';
}

/** As the purl type has it: lower case, and an underscore for all else. */
function alternatives(name: string): string[] {
  const spelled = name.toLowerCase().replaceAll(/[^a-z0-9_]/g, '_');
  return spelled !== name && problem(spelled) === null ? [spelled] : [];
}

export const names = { normalise, problem, namespace: () => null, alternatives } satisfies NameRules;

/** https://github.com/package-url/purl-spec/blob/main/types/pub-definition.json */
export const purl: PurlRules = {
  type: 'pub',
  toPurl: name => ({ namespace: null, name }),
  fromPurl({ namespace, name }) {
    const full = normalise(name);
    return namespace === null && problem(full) === null ? full : null;
  },
};

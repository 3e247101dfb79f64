/** Names of Hex packages: https://hex.pm/docs/publish and https://github.com/package-url/purl-spec (hex). */
import type { NameRules, PurlRules } from '../ecosystem.ts';

const NAME = /^[a-z][A-Za-z0-9_]{0,127}$/;

/** A few old names have capitals (`addressBook`), and the addresses of the registry are case-sensitive: case is kept. */
function normalise(name: string): string {
  return name.trim();
}

function problem(name: string): string | null {
  if (name === '') return 'is empty';
  return NAME.test(name)
    ? null
    : 'is not made of letters, digits and underscores, beginning with a lower-case letter';
}

/** Nearly all names are in lower case. */
function alternatives(name: string): string[] {
  const lower = name.toLowerCase();
  return lower !== name && problem(lower) === null ? [lower] : [];
}

export const names = { normalise, problem, namespace: () => null, alternatives } satisfies NameRules;

/** A namespace is an organisation, whose packages are not public. */
export const purl: PurlRules = {
  type: 'hex',
  toPurl: name => ({ namespace: null, name }),
  fromPurl({ namespace, name }) {
    const full = normalise(name);
    return namespace === null && problem(full) === null ? full : null;
  },
};

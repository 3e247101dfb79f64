import type { NameRules, PurlRules } from '../ecosystem.ts';

/** What deno.land lets publishers choose; the standard library is the module `std`. */
const VALID = /^[a-z0-9_]{1,40}$/;

export const names: NameRules = {
  normalise: name => name.toLowerCase().trim(),
  problem: name =>
    VALID.test(name) ? null : 'is not made of 1 to 40 lower-case letters, digits and underscores',
  namespace: () => null,
};

/** `pkg:deno/oak`. */
export const purl: PurlRules = {
  type: 'deno',
  toPurl: name => ({ namespace: null, name }),
  fromPurl({ namespace, name }) {
    const module = names.normalise(name);
    return namespace === null && names.problem(module) === null ? module : null;
  },
};

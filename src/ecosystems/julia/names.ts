import type { NameRules, PurlRules } from '../ecosystem.ts';

/** General takes letters, digits and underscores of ASCII only. */
const VALID = /^[A-Za-z][A-Za-z0-9_]*$/;
const MAX_LENGTH = 100;

export const names: NameRules = {
  /** Case counts. Repositories of packages are called like them with `.jl` behind. */
  normalise(name) {
    let text = name.trim();
    while (text.endsWith('.jl')) text = text.slice(0, -'.jl'.length).trimEnd();
    return text;
  },
  problem(name) {
    if (name.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
    return VALID.test(name) ? null : 'is not made of letters, digits and underscores, from a letter on';
  },
  namespace: () => null,
};

/**
 * `pkg:julia/Inequality`. The type wants the qualifier `uuid` as well, which the name alone does not tell; in General, a
 * name is enough to find a package, so any `uuid` will do.
 */
export const purl: PurlRules = {
  type: 'julia',
  toPurl: name => ({ namespace: null, name }),
  fromPurl({ namespace, name }) {
    const normal = names.normalise(name);
    return namespace === null && names.problem(normal) === null ? normal : null;
  },
};

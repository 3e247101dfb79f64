import type { NameRules, PurlRules } from '../ecosystem.ts';

/** Keys of the catalogue: https://ctan.org/help/json/2.0/packages. */
const VALID = /^[a-z0-9][a-z0-9+_.-]*$/;
const MAX_LENGTH = 100;

export const names: NameRules = {
  /** Keys are in lower case; the name that people see, such as TikZ-Feynman, often differs from them by case only. */
  normalise: name => name.toLowerCase().trim(),
  problem(name) {
    if (name.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
    return VALID.test(name) ? null : 'is no key of lower-case letters, digits, +, _, . and -';
  },
  namespace: () => null,
};

/** `pkg:ctan/jigsaw`. */
export const purl: PurlRules = {
  type: 'ctan',
  toPurl: name => ({ namespace: null, name }),
  fromPurl({ namespace, name }) {
    const key = names.normalise(name);
    return namespace === null && names.problem(key) === null ? key : null;
  },
};

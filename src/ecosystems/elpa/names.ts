import type { NameRules, PurlRules } from '../ecosystem.ts';

/** Symbols of Emacs Lisp that are names of files, too. */
const VALID = /^[A-Za-z0-9@][A-Za-z0-9@+_.-]*$/;
const MAX_LENGTH = 100;

export const names: NameRules = {
  normalise: name => name.trim(),
  problem(name) {
    if (name.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
    return VALID.test(name) ? null : 'is not made of letters, digits, +, @, _, . and -';
  },
  namespace: () => null,
};

/** The type `melpa`, as ecosyste.ms writes it: `pkg:melpa/vertico`. */
export const purl: PurlRules = {
  type: 'melpa',
  toPurl: name => ({ namespace: null, name }),
  fromPurl({ namespace, name }) {
    const normal = names.normalise(name);
    return namespace === null && names.problem(normal) === null ? normal : null;
  },
};

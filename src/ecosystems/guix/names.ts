import type { NameRules, PurlRules } from '../ecosystem.ts';

/** https://guix.gnu.org/manual/en/html_node/Package-Naming.html; in a specification, `@` starts the version. */
const VALID = /^[A-Za-z0-9][A-Za-z0-9+._-]*$/;
const MAX_LENGTH = 200;

export const names: NameRules = {
  normalise: name => name.trim(),
  problem(name) {
    if (name.length > MAX_LENGTH) return `longer than ${MAX_LENGTH} characters`;
    return VALID.test(name) ? null : 'not a package: letters, digits, +, ., _ and -';
  },
  namespace: () => null,
};

/** `pkg:guix/hello`. */
export const purl: PurlRules = {
  type: 'guix',
  toPurl: name => ({ namespace: null, name }),
  fromPurl({ namespace, name }) {
    const own = names.normalise(name);
    return namespace === null && names.problem(own) === null ? own : null;
  },
};

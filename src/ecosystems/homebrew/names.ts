import type { NameRules, PurlRules } from '../ecosystem.ts';

/** The token of a formula in homebrew-core; `@` stands before the version in names such as `python@3.12`. */
const VALID = /^[a-z0-9][a-z0-9+._@-]*$/;
const MAX_LENGTH = 150;
/** The full name of a formula of the core tap. */
const CORE = /^(?:\s*homebrew\/core\/)*/;

export const names: NameRules = {
  normalise: name => name.toLowerCase().replace(CORE, '').trim(),
  problem(name) {
    if (name.length > MAX_LENGTH) return `longer than ${MAX_LENGTH} characters`;
    return VALID.test(name) ? null : 'not a formula: lower-case letters, digits, +, -, ., _ and @';
  },
  namespace: () => null,
};

/** `pkg:brew/wget`. */
export const purl: PurlRules = {
  type: 'brew',
  toPurl: name => ({ namespace: null, name }),
  fromPurl({ namespace, name }) {
    const token = names.normalise(namespace === null ? name : `${namespace}/${name}`);
    return names.problem(token) === null ? token : null;
  },
};

import type { NameRules, PurlRules } from '../ecosystem.ts';

/** https://spack.readthedocs.io/en/latest/packaging_guide_creation.html: lower-case words joined by hyphens. */
const VALID = /^[a-z0-9][a-z0-9_-]*$/;
const MAX_LENGTH = 150;

export const names: NameRules = {
  normalise: name => name.toLowerCase().trim(),
  problem(name) {
    if (name.length > MAX_LENGTH) return `longer than ${MAX_LENGTH} characters`;
    return VALID.test(name) ? null : 'not a package: lower-case letters, digits, hyphens and underscores';
  },
  namespace: () => null,
};

/** `pkg:spack/zlib-ng`. */
export const purl: PurlRules = {
  type: 'spack',
  toPurl: name => ({ namespace: null, name }),
  fromPurl({ namespace, name }) {
    const own = names.normalise(name);
    return namespace === null && names.problem(own) === null ? own : null;
  },
};

import type { NameRules, PurlRules } from '../ecosystem.ts';

/**
 * `category/package`, case-sensitive: sections 3.1.1 and 3.1.2 of the Package Manager Specification
 * (https://projects.gentoo.org/pms/8/pms.html#restrictions-upon-names).
 */
const VALID = /^[A-Za-z0-9_][A-Za-z0-9+_.-]*\/[A-Za-z0-9_][A-Za-z0-9+_-]*$/;
const MAX_LENGTH = 200;

export const names: NameRules = {
  normalise: name => name.trim(),
  problem(name) {
    if (name.length > MAX_LENGTH) return `longer than ${MAX_LENGTH} characters`;
    return VALID.test(name) ? null : 'not category/package, of letters, digits, _, + and -';
  },
  namespace: name => (name.includes('/') ? name.slice(0, name.indexOf('/')) : null),
};

/** `pkg:gentoo/app-editors/vim`. */
export const purl: PurlRules = {
  type: 'gentoo',
  toPurl: name => ({ namespace: names.namespace(name), name: name.slice(name.indexOf('/') + 1) }),
  fromPurl({ namespace, name }) {
    const full = names.normalise(namespace === null ? name : `${namespace}/${name}`);
    return names.problem(full) === null ? full : null;
  },
};

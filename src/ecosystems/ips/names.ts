import type { NameRules, PurlRules } from '../ecosystem.ts';

/** One part of a hierarchical name: https://docs.oracle.com/cd/E26919_01/html/E25751/pkg-5.html. */
const PART = /^[A-Za-z0-9][A-Za-z0-9_.+-]*$/;
const MAX_LENGTH = 255;

export const names: NameRules = {
  normalise: name => name.trim(),
  problem(name) {
    if (name.length > MAX_LENGTH) return `longer than ${MAX_LENGTH} characters`;
    return name.split('/').every(part => PART.test(part))
      ? null
      : 'not a package name: parts of letters, digits, _, ., + and - with slashes between them';
  },
  /** The category: the first part of a name that has several. */
  namespace: name => (name.includes('/') ? (name.split('/', 1)[0] as string) : null),
};

/** `pkg:ips/library/python/ipython`: the last part is the name, all before it the namespace. */
export const purl: PurlRules = {
  type: 'ips',
  toPurl(name) {
    const slash = name.lastIndexOf('/');
    return { namespace: slash === -1 ? null : name.slice(0, slash), name: name.slice(slash + 1) };
  },
  fromPurl({ namespace, name }) {
    const own = names.normalise(namespace === null ? name : `${namespace}/${name}`);
    return names.problem(own) === null ? own : null;
  },
};

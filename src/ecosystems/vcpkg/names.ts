import type { NameRules, PurlRules } from '../ecosystem.ts';

/** https://learn.microsoft.com/vcpkg/reference/vcpkg-json#name */
const VALID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MAX_LENGTH = 150;

export const names: NameRules = {
  normalise: name => name.toLowerCase().trim(),
  problem(name) {
    if (name.length > MAX_LENGTH) return `longer than ${MAX_LENGTH} characters`;
    return VALID.test(name) ? null : 'not a port: lower-case letters and digits, in parts joined by hyphens';
  },
  namespace: () => null,
};

/** `pkg:vcpkg/zlib`. In: any triplet and port version will do. */
export const purl: PurlRules = {
  type: 'vcpkg',
  toPurl: name => ({ namespace: null, name }),
  fromPurl({ namespace, name }) {
    const port = names.normalise(name);
    return namespace === null && names.problem(port) === null ? port : null;
  },
};

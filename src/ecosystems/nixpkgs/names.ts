import type { NameRules, PurlRules } from '../ecosystem.ts';

/** An attribute path: names of the Nix language joined by dots. https://nix.dev/manual/nix/stable/language/identifiers */
const VALID = /^[A-Za-z0-9_][A-Za-z0-9_'+-]*(?:\.[A-Za-z0-9_'+-]+)*$/;
const MAX_LENGTH = 250;

export const names: NameRules = {
  normalise: name => name.trim(),
  problem(name) {
    if (name.length > MAX_LENGTH) return `longer than ${MAX_LENGTH} characters`;
    return VALID.test(name)
      ? null
      : "not an attribute path: names of letters, digits, _, ', + and - joined by dots";
  },
  namespace: () => null,
};

/** `pkg:nix/python313Packages.numpy?channel=unstable`. In: a purl of another channel names nothing here. */
export const purl: PurlRules = {
  type: 'nix',
  toPurl: (name, { version }) => ({
    namespace: null,
    name,
    ...(version !== null && { qualifiers: { channel: version } }),
  }),
  fromPurl({ namespace, name, qualifiers: { channel } }, { version }) {
    const path = names.normalise(name);
    if (namespace !== null || (channel !== undefined && channel !== version)) return null;
    return names.problem(path) === null ? path : null;
  },
};

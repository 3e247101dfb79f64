import type { NameRules, PurlRules } from '../ecosystem.ts';

/** https://docs.conan.io/2/reference/conanfile/attributes.html#name */
const VALID = /^[a-z0-9_][a-z0-9_+.-]{1,100}$/;

export const names: NameRules = {
  normalise: name => name.toLowerCase().trim(),
  problem: name =>
    VALID.test(name)
      ? null
      : 'not 2 to 101 lower-case letters, digits, _, +, . and -, of which it starts with one of the first three',
  namespace: () => null,
};

/** `pkg:conan/zlib`. A purl with a user or channel names a package of another server than Conan Center. */
export const purl: PurlRules = {
  type: 'conan',
  toPurl: name => ({ namespace: null, name }),
  fromPurl({ namespace, name, qualifiers }) {
    if (namespace !== null || isCustom(qualifiers.user) || isCustom(qualifiers.channel)) return null;
    const recipe = names.normalise(name);
    return names.problem(recipe) === null ? recipe : null;
  },
};

/** `_` stands for none in references. */
function isCustom(said: string | undefined): boolean {
  return said !== undefined && said !== '' && said !== '_';
}

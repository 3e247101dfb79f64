import type { NameRules, PurlRules, RegistryRef } from '../ecosystem.ts';

/** A PKGPATH: the category, a slash and the folder of the package. Case counts. */
const VALID = /^[A-Za-z0-9][A-Za-z0-9_.+-]*\/[A-Za-z0-9_][A-Za-z0-9_.+-]*$/;
const MAX_LENGTH = 200;

export const names: NameRules = {
  normalise: name => name.trim(),
  problem(name) {
    if (name.length > MAX_LENGTH) return `longer than ${MAX_LENGTH} characters`;
    return VALID.test(name) ? null : 'not a PKGPATH: category/package, of letters, digits, _, ., + and -';
  },
  namespace: name => splitPath(name)?.category ?? null,
};

/** `devel/minizip` into its two parts; null where it has no slash. */
export function splitPath(name: string): { category: string; slug: string } | null {
  const slash = name.indexOf('/');
  return slash === -1 ? null : { category: name.slice(0, slash), slug: name.slice(slash + 1) };
}

/** `pkg:pkgsrc/devel/minizip?arch=x86_64&os=NetBSD`. In: any `arch` and `os` will do. */
export const purl: PurlRules = {
  type: 'pkgsrc',
  toPurl(name, registry) {
    const path = splitPath(name);
    const qualifiers = platformOf(registry);
    return { namespace: path?.category ?? null, name: path?.slug ?? name, ...(qualifiers && { qualifiers }) };
  },
  fromPurl({ namespace, name }) {
    const path = names.normalise(namespace === null ? name : `${namespace}/${name}`);
    return names.problem(path) === null ? path : null;
  },
};

/** What the packages of a registry run on, from its address: `.../packages/NetBSD/x86_64/10.1/All`. */
function platformOf({ url }: RegistryRef): Record<string, string> | null {
  const found = /\/packages\/([A-Za-z]+)\/([A-Za-z0-9_]+)\//.exec(url);
  return found?.[1] && found[2] ? { arch: found[2], os: found[1] } : null;
}

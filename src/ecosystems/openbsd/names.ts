import type { NameRules, PurlRules, RegistryRef } from '../ecosystem.ts';

/**
 * A FULLPKGPATH (https://man.openbsd.org/pkgpath.7): the folder of the port in the tree, then flavors and a subpackage,
 * each behind a comma, of which two stand for the default flavor. Case counts.
 */
const VALID = /^[A-Za-z0-9_][A-Za-z0-9_.+-]*(?:\/[A-Za-z0-9_][A-Za-z0-9_.+-]*)+(?:,{1,2}[A-Za-z0-9_.+-]+)*$/;
const MAX_LENGTH = 200;

export const names: NameRules = {
  normalise: name => name.trim(),
  problem(name) {
    if (name.length > MAX_LENGTH) return `longer than ${MAX_LENGTH} characters`;
    return VALID.test(name) ? null : 'not a pkgpath: category/port[,flavor][,-subpackage]';
  },
  namespace: categoryOf,
};

/** `devel` of `devel/gettext,-tools`; null where there is no slash. */
export function categoryOf(name: string): string | null {
  const slash = name.indexOf('/');
  return slash < 1 ? null : name.slice(0, slash);
}

/** `pkg:openbsd/lang/php/8.2?arch=amd64`. In: `arch`, where it is given, is that of the registry. */
export const purl: PurlRules = {
  type: 'openbsd',
  toPurl(name, registry) {
    const slash = name.lastIndexOf('/');
    const arch = archOf(registry);
    return {
      namespace: slash < 1 ? null : name.slice(0, slash),
      name: name.slice(slash + 1),
      ...(arch && { qualifiers: { arch } }),
    };
  },
  fromPurl({ namespace, name, qualifiers }, registry) {
    const arch = archOf(registry);
    if (qualifiers.arch !== undefined && arch !== null && qualifiers.arch.toLowerCase() !== arch) return null;
    const path = names.normalise(namespace === null ? name : `${namespace}/${name}`);
    return names.problem(path) === null ? path : null;
  },
};

function archOf({ metadata: { arch } }: RegistryRef): string | null {
  return typeof arch === 'string' && /^[a-z0-9_]{1,30}$/.test(arch) ? arch : null;
}

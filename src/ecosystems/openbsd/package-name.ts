/** Names of packages, `stem-version[-flavors]`, and specifications of them (https://man.openbsd.org/packages-specs.7). */

export interface PackageName {
  stem: string;
  version: string;
  flavors: string[];
}

/** The version starts at the first digit behind a hyphen and ends at the next hyphen; null for what has none. */
export function splitPackageName(name: string): PackageName | null {
  for (let at = name.indexOf('-', 1); at !== -1; at = name.indexOf('-', at + 1)) {
    if (!/^[0-9]$/.test(name[at + 1] ?? '')) continue;
    const [version = '', ...flavors] = name.slice(at + 1).split('-');
    return { stem: name.slice(0, at), version, flavors: flavors.filter(flavor => flavor !== '') };
  }
  return null;
}

/**
 * What a specification asks of the version: `>=1.3,<=1.5` of `foo->=1.3,<=1.5` and of `STEM->=1.3,<=1.5-!no_x11`. Null where
 * any will do, and for alternatives (`foo-*|bar-*`), which are of several packages.
 */
export function requirementOf(spec: string): string | null {
  if (spec.includes('|')) return null;
  for (let at = spec.indexOf('-', 1); at !== -1; at = spec.indexOf('-', at + 1)) {
    if (!/^(?:[<>]=?|=)?[0-9]/.test(spec.slice(at + 1, at + 4))) continue;
    const end = spec.indexOf('-', at + 1);
    return spec.slice(at + 1, end === -1 ? undefined : end);
  }
  return null;
}

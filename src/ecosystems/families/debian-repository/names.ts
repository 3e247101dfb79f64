/**
 * Names of binary packages as they are, names of source packages as `src:<name>`: Debian's own notation for the two
 * name spaces. `linux` is a source package and no binary one.
 */
import type { NameRules, PurlRules, RegistryRef } from '../../ecosystem.ts';

const SOURCE = 'src:';

/** Debian Policy 5.6.1 and 5.6.7: at least two characters of lower-case letters, digits, plus, minus and full stop. */
const VALID = /^[a-z0-9][a-z0-9+.-]+$/;
const MAX_LENGTH = 200;

export const names: NameRules = {
  normalise: name => name.trim().toLowerCase(),
  problem(name) {
    const bare = withoutSource(name);
    if (bare.length > MAX_LENGTH) return `longer than ${MAX_LENGTH} characters`;
    if (VALID.test(bare)) return null;
    return 'not a package name: two or more of a-z, 0-9, +, - and ., the first a letter or digit';
  },
  namespace: () => null,
  alternatives: name => (isSource(name) ? [] : [sourceName(name)]),
};

/** True for `src:curl`. */
export function isSource(name: string): boolean {
  return name.startsWith(SOURCE);
}

/** `curl` to `src:curl`. */
export function sourceName(name: string): string {
  return SOURCE + name;
}

/** `src:curl` and `curl` to `curl`. */
export function withoutSource(name: string): string {
  return isSource(name) ? name.slice(SOURCE.length) : name;
}

/**
 * `pkg:deb/debian/curl?distro=debian-12`, with `arch=source` for source packages. In: without `distro` it is the
 * default registry's; a point release (`debian-12.5`), a bare version and a codename name the same release.
 */
export function purlRules(id: string): PurlRules {
  return {
    type: 'deb',
    toPurl: (name, registry) => ({
      namespace: id,
      name: withoutSource(name),
      qualifiers: { distro: `${id}-${registry.version}`, ...(isSource(name) && { arch: 'source' }) },
    }),
    fromPurl(purl, registry) {
      if (purl.namespace?.toLowerCase() !== id) return null;
      if (!namesRelease(id, purl.qualifiers, registry)) return null;
      const name = names.normalise(purl.name);
      if (isSource(name)) return null;
      const wanted = purl.qualifiers.arch === 'source' ? sourceName(name) : name;
      return names.problem(wanted) === null ? wanted : null;
    },
  };
}

function namesRelease(id: string, qualifiers: Record<string, string>, registry: RegistryRef): boolean {
  const distro = qualifiers.distro?.toLowerCase();
  if (distro === undefined) return registry.isDefault || qualifiers.repository_url === registry.url;
  const release = distro.startsWith(`${id}-`) ? distro.slice(id.length + 1) : distro;
  if (release === registry.metadata.codename) return true;
  return release === registry.version || release.startsWith(`${registry.version}.`);
}

import type { NameRules, PurlRules, RegistryRef } from '../../ecosystem.ts';
import { ARCHITECTURE } from './options.ts';

/** What abuild allows in a pkgname (https://wiki.alpinelinux.org/wiki/APKBUILD_Reference#pkgname); case counts. */
const VALID = /^[A-Za-z0-9_][A-Za-z0-9_.+-]*$/;
const MAX_LENGTH = 200;

export const names: NameRules = {
  normalise: name => name.trim(),
  problem(name) {
    if (name.length > MAX_LENGTH) return `longer than ${MAX_LENGTH} characters`;
    if (VALID.test(name)) return null;
    return 'not a package name: letters, digits, _, ., + and -, the first a letter, digit or _';
  },
  namespace: () => null,
  // purls are in lower case, and R and its parts are the packages that are not.
  alternatives: name => (/^[a-z]/.test(name) ? [name.charAt(0).toUpperCase() + name.slice(1)] : []),
};

/**
 * `pkg:apk/alpine/curl?arch=x86_64`. In: `distro` (`alpine-3.19.1`, `3.19`, `edge`) names the branch, and any `arch` will
 * do: architectures share one record. The registry's own type has no namespace (`pkg:alpine/curl`).
 */
export function purlRules(id: string): PurlRules {
  return {
    type: 'apk',
    registryType: id,
    toPurl: name => ({ namespace: id, name, qualifiers: { arch: ARCHITECTURE } }),
    fromPurl(purl, registry) {
      if (purl.namespace !== null && purl.namespace.toLowerCase() !== id) return null;
      const { distro } = purl.qualifiers;
      if (distro !== undefined && !namesBranch(id, distro.toLowerCase(), registry)) return null;
      const name = names.normalise(purl.name);
      return names.problem(name) === null ? name : null;
    },
  };
}

/** Point releases share the repositories of their branch. A distribution without branches is the same in all of them. */
function namesBranch(id: string, distro: string, { version }: RegistryRef): boolean {
  if (version === null) return true;
  const branch = withoutV(version);
  const release = withoutV(distro.startsWith(`${id}-`) ? distro.slice(id.length + 1) : distro);
  return release === branch || release.startsWith(`${branch}.`);
}

function withoutV(text: string): string {
  return /^v[0-9]/.test(text) ? text.slice(1) : text;
}

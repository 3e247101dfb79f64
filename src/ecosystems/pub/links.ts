/** Addresses and commands for a Dart package. */
import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules, RegistryRef } from '../ecosystem.ts';
import { names } from './names.ts';

/** Null for what can be no name, so that it never becomes a part of an address. */
function under(registry: RegistryRef, path: string, name: string): string | null {
  return names.problem(name) === null ? `${registry.url}/${path}/${name}` : null;
}

function page(registry: RegistryRef, name: string, version?: string): string | null {
  const base = under(registry, 'packages', name);
  return base && version ? `${base}/versions/${encodeURIComponent(version)}` : base;
}

export const links: LinkRules = {
  page,
  download(registry, name, version) {
    const address = page(registry, name, version);
    return address && `${address}.tar.gz`;
  },
  documentation(registry, name, version = 'latest') {
    const base = under(registry, 'documentation', name);
    return base && `${base}/${encodeURIComponent(version)}/`;
  },
  install(registry, name, version) {
    if (names.problem(name) !== null) return null;
    const from = registry.isDefault ? [] : [`--hosted-url=${registry.url}`];
    return commandLine(['dart', 'pub', 'add', ...from, version ? `${name}:${version}` : name]);
  },
  maintainer(registry, { login }) {
    return login ? `${registry.url}/publishers/${encodeURIComponent(login)}/packages` : null;
  },
  check: (registry, name) => under(registry, 'api/packages', name),
};

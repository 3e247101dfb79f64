/** Addresses and commands for a Haskell package. */
import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules, RegistryRef } from '../ecosystem.ts';
import { names } from './names.ts';

/** Null for what can be no name, so that it never becomes a part of an address. */
function page(registry: RegistryRef, name: string, version?: string): string | null {
  if (names.problem(name) !== null) return null;
  return `${registry.url}/package/${name}${version ? `-${encodeURIComponent(version)}` : ''}`;
}

export const links: LinkRules = {
  page,
  download(registry, name, version) {
    const base = page(registry, name, version);
    return base && `${base}/${name}-${encodeURIComponent(version)}.tar.gz`;
  },
  documentation(registry, name, version) {
    const base = page(registry, name, version);
    return base && `${base}/docs`;
  },
  install(_registry, name, version) {
    if (names.problem(name) !== null) return null;
    return commandLine(['cabal', 'install', version ? `${name}-${version}` : name]);
  },
  maintainer: (registry, { login }) => (login ? `${registry.url}/user/${encodeURIComponent(login)}` : null),
  check: (registry, name) => page(registry, name),
};

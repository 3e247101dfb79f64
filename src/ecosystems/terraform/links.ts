/** Addresses and commands for a module. */
import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules, RegistryRef } from '../ecosystem.ts';
import { names } from './names.ts';

/** Null for what can be no name, so that it never becomes a part of an address. */
function under(registry: RegistryRef, path: string, name: string, version?: string): string | null {
  if (names.problem(name) !== null) return null;
  return `${registry.url}/${path}/${name}${version ? `/${encodeURIComponent(version)}` : ''}`;
}

export const links: LinkRules = {
  page: (registry, name, version) => under(registry, 'modules', name, version),
  documentation: (registry, name, version) => under(registry, 'modules', name, version),
  download(registry, name, version) {
    const address = under(registry, 'v1/modules', name, version);
    return address && `${address}/download`;
  },
  /** Modules are named in configurations. The one command that takes a module's address takes no version. */
  install(registry, name, version) {
    if (names.problem(name) !== null || version !== undefined) return null;
    const host = registry.isDefault ? '' : `${new URL(registry.url).host}/`;
    return commandLine(['terraform', 'init', `-from-module=${host}${name}`]);
  },
  maintainer: () => null,
  check: (registry, name) => under(registry, 'v1/modules', name),
};

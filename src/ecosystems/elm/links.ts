/** Addresses and commands for an Elm package. */
import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules, RegistryRef } from '../ecosystem.ts';
import { names } from './names.ts';

/** Null for what can be no name, so that it never becomes a part of an address. */
function page(registry: RegistryRef, name: string, version = 'latest'): string | null {
  if (names.problem(name) !== null) return null;
  return `${registry.url}/packages/${name}/${encodeURIComponent(version)}`;
}

export const links: LinkRules = {
  page,
  documentation: page,
  /** Elm itself takes the archive of the tag from GitHub. */
  download(_registry, name, version) {
    if (names.problem(name) !== null) return null;
    return `https://github.com/${name}/archive/${encodeURIComponent(version)}.zip`;
  },
  /** Takes the newest version that fits; no command takes another. */
  install(_registry, name, version) {
    if (names.problem(name) !== null || version !== undefined) return null;
    return commandLine(['elm', 'install', name]);
  },
  maintainer: () => null,
  check: (registry, name) => {
    return names.problem(name) === null ? `${registry.url}/packages/${name}/releases.json` : null;
  },
};

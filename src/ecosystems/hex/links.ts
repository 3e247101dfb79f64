/** Addresses and commands for a Hex package. */
import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules } from '../ecosystem.ts';
import { isHexpm, repositoryOf } from './hosts.ts';
import { names } from './names.ts';

/** Null for what can be no name, so that it never becomes a part of an address. */
function under(base: string, name: string, version?: string): string | null {
  if (names.problem(name) !== null) return null;
  return `${base}/${name}${version ? `/${encodeURIComponent(version)}` : ''}`;
}

export const links: LinkRules = {
  page: (registry, name, version) => under(`${registry.url}/packages`, name, version),
  download(registry, name, version) {
    const repository = repositoryOf(registry);
    if (repository === null || names.problem(name) !== null) return null;
    return `${repository}/tarballs/${name}-${encodeURIComponent(version)}.tar`;
  },
  documentation: (registry, name, version) =>
    isHexpm(registry) ? under('https://hexdocs.pm', name, version) : null,
  install(_registry, name, version) {
    if (names.problem(name) !== null) return null;
    return commandLine(['mix', 'hex.package', 'fetch', name, ...(version ? [version] : [])]);
  },
  maintainer: (registry, { login }) => (login ? `${registry.url}/users/${encodeURIComponent(login)}` : null),
  check: (registry, name) => under(`${registry.url}/api/packages`, name),
};

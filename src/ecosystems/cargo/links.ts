/** Addresses and commands for a crate. */
import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules } from '../ecosystem.ts';
import { hostsOf } from './hosts.ts';
import { names } from './names.ts';

/** Null for what can be no name, so that it never becomes a part of an address. */
function under(base: string, name: string, version?: string): string | null {
  if (names.problem(name) !== null) return null;
  return `${base}/${name}${version ? `/${encodeURIComponent(version)}` : ''}`;
}

export const links: LinkRules = {
  page: (registry, name, version) => under(`${registry.url}/crates`, name, version),
  download(registry, name, version) {
    const { files } = hostsOf(registry);
    if (files === null || names.problem(name) !== null) return null;
    return `${files}/crates/${name}/${name}-${encodeURIComponent(version)}.crate`;
  },
  documentation: (registry, name, version) =>
    registry.isDefault ? under('https://docs.rs', name, version) : null,
  install(registry, name, version) {
    const { index } = hostsOf(registry);
    if (names.problem(name) !== null || (!registry.isDefault && index === null)) return null;
    const from = registry.isDefault ? [] : ['--index', `sparse+${index}/`];
    return commandLine(['cargo', 'install', ...from, name, ...(version ? ['--version', version] : [])]);
  },
  /** A team is called `github:organisation:team`, and has no page. */
  maintainer(registry, { login }) {
    return login && !login.includes(':') ? `${registry.url}/users/${encodeURIComponent(login)}` : null;
  },
  check: (registry, name) => under(`${registry.url}/api/v1/crates`, name),
};

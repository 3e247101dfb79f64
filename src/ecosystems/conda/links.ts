/** Addresses and commands for a package. Pages of all channels are those of anaconda.org. */
import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules, RegistryRef } from '../ecosystem.ts';
import { channelOf, names } from './names.ts';

const SITE = 'https://anaconda.org';
export const API = 'https://api.anaconda.org';

/** `channel/name`; null where one of them is none. */
function pathOf(registry: RegistryRef, name: string): string | null {
  const channel = channelOf(registry);
  return channel === null || names.problem(name) !== null ? null : `${channel}/${name}`;
}

export const links: LinkRules = {
  page(registry, name) {
    const path = pathOf(registry, name);
    return path && `${SITE}/${path}`;
  },
  /** A version has many files; the one that stands for it is in its metadata. */
  download: (_registry, _name, _version, { download_url: url }) => (typeof url === 'string' ? url : null),
  documentation: () => null,
  install(registry, name, version) {
    const channel = channelOf(registry);
    if (channel === null || names.problem(name) !== null) return null;
    return commandLine(['conda', 'install', '-c', channel, version ? `${name}=${version}` : name]);
  },
  maintainer: () => null,
  check(registry, name) {
    const path = pathOf(registry, name);
    return path && `${API}/package/${path}`;
  },
};

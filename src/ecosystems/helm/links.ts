/** Addresses and commands for a chart. */
import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules, RegistryRef } from '../ecosystem.ts';
import { webUrl } from '../families/whole-index/text.ts';
import { names } from './names.ts';

/** Null for what can be no name, so that it never becomes a part of an address. */
function under(registry: RegistryRef, path: string, name: string, version?: string): string | null {
  if (names.problem(name) !== null) return null;
  return `${registry.url}/${path}/helm/${name}${version ? `/${encodeURIComponent(version)}` : ''}`;
}

export const links: LinkRules = {
  page: (registry, name, version) => under(registry, 'packages', name, version),
  documentation: (registry, name, version) => under(registry, 'packages', name, version),
  /** The archive lies in the chart's own repository. */
  download: (_registry, _name, _version, metadata) => webUrl(metadata.content_url),
  /** With the repository added under its name, as Artifact Hub says to. */
  install(_registry, name, version) {
    if (names.problem(name) !== null) return null;
    const chart = name.slice(name.indexOf('/') + 1);
    return commandLine(['helm', 'install', chart, name, ...(version ? ['--version', version] : [])]);
  },
  maintainer: () => null,
  check: (registry, name) => under(registry, 'api/v1/packages', name),
};

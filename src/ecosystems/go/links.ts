/** Addresses and commands for a Go module. */
import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules, RegistryRef } from '../ecosystem.ts';
import { moduleUrl, versionUrl } from './hosts.ts';
import { names } from './names.ts';

const isName = (name: string) => names.problem(name) === null;

/** The site shows what Google's proxy has. */
function page(registry: RegistryRef, name: string, version?: string): string | null {
  if (!isName(name) || !registry.isDefault) return null;
  return `https://pkg.go.dev/${name}${version ? `@${encodeURIComponent(version)}` : ''}`;
}

export const links: LinkRules = {
  page,
  download: (registry, name, version) => (isName(name) ? versionUrl(registry, name, version, 'zip') : null),
  documentation(registry, name, version) {
    const address = page(registry, name, version);
    return address && `${address}#section-documentation`;
  },
  install(_registry, name, version) {
    return isName(name) ? commandLine(['go', 'get', version ? `${name}@${version}` : name]) : null;
  },
  maintainer: () => null,
  check: (registry, name) => (isName(name) ? `${moduleUrl(registry, name)}/@v/list` : null),
};

/** What stands beside Google's proxy, and beside no other. */
import type { RegistryRef } from '../ecosystem.ts';
import { escaped } from './names.ts';

export interface Hosts {
  /** Base of the feed of versions: https://index.golang.org. */
  index: string;
  /** Base of the API of the site of documentation: https://pkg.go.dev. */
  site: string;
}

export function hostsOf({ url }: RegistryRef): Hosts | null {
  if (url !== 'https://proxy.golang.org') return null;
  return { index: 'https://index.golang.org', site: 'https://pkg.go.dev/v1beta' };
}

/** Base of the addresses of a module at a proxy. */
export function moduleUrl({ url }: RegistryRef, name: string): string {
  return `${url}/${escaped(name)}`;
}

export function versionUrl(
  registry: RegistryRef,
  name: string,
  version: string,
  suffix: 'info' | 'mod' | 'zip',
): string {
  return `${moduleUrl(registry, name)}/@v/${encodeURIComponent(escaped(version))}.${suffix}`;
}

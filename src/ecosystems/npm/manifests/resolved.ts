/** Where a lockfile says that a package came from. */
import { defaultRegistry } from '../../../core/purl/index.ts';
import { withoutCredentials } from '../../../formats/credentials.ts';

/** Hosts, and all below them, that are npm's registry: its own, and the name that yarn has for it. */
const HOSTS = [...(defaultRegistry('npm')?.hosts ?? []), 'yarnpkg.com'];

/** The address a package came from; null for npm's registry and where there is none. */
export function sourceOf(resolved: unknown): string | null {
  if (typeof resolved !== 'string' || resolved === '') return null;
  return isRegistry(resolved) ? null : withoutCredentials(resolved);
}

function isRegistry(address: string): boolean {
  if (!address.startsWith('https://') && !address.startsWith('http://')) return false;
  const start = address.indexOf('://') + 3;
  const slash = address.indexOf('/', start);
  const host = address.slice(start, slash < 0 ? undefined : slash);
  return HOSTS.some(known => host === known || host.endsWith(`.${known}`));
}

/** Of an address of git with a commit (`...#sha`) what stands after the last `#`; other text as it is. */
export function afterHash(text: string): string {
  return text.slice(text.lastIndexOf('#') + 1);
}

/** Where a registry has what its API does not give. */
import type { RegistryRef } from '../ecosystem.ts';

export interface Hosts {
  /** Base of the sparse index: https://doc.rust-lang.org/cargo/reference/registry-index.html. */
  index: string | null;
  /** Base of files: archives and feeds. */
  files: string | null;
}

/** Of another registry than crates.io only what its metadata name (`index_url`) is known. */
export function hostsOf({ url, metadata }: RegistryRef): Hosts {
  if (url === 'https://crates.io')
    return { index: 'https://index.crates.io', files: 'https://static.crates.io' };
  const { index_url: index } = metadata;
  const isUrl = typeof index === 'string' && /^https?:\/\//.test(index);
  return { index: isUrl ? index.replace(/\/+$/, '') : null, files: null };
}

/** The path of a crate in the index. `name` is valid, so that it is ASCII and has no slash. */
export function indexPath(name: string): string {
  const lower = name.toLowerCase();
  if (lower.length <= 2) return `${lower.length}/${lower}`;
  if (lower.length === 3) return `3/${lower[0]}/${lower}`;
  return `${lower.slice(0, 2)}/${lower.slice(2, 4)}/${lower}`;
}

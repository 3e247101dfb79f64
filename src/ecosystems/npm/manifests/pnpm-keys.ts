/**
 * What the keys of `packages` in pnpm-lock.yaml name, by the version of the format
 * (https://github.com/pnpm/spec/tree/master/lockfile): `/name/1.0.0_peers` up to 5, `/name@1.0.0(peers)` in 6, and without the slash from 9.
 */
export interface PnpmKey {
  name: string;
  /** The version; of what is no package of the registry its address, path or commit. */
  reference: string;
  isRegistry: boolean;
}

export type PnpmMajor = 5 | 6 | 9;

/** `named` is the name that the entry gives itself, which it does where the key does not tell. */
export function pnpmKey(key: string, major: PnpmMajor, named: string | null): PnpmKey {
  const plain = withoutPeers(key);
  if (major === 9) return atKey(plain, named);
  if (plain.charCodeAt(0) !== 47) return addressKey(plain, named);
  return major === 6 ? atKey(plain.slice(1), named) : slashKey(plain, named);
}

/** The key of an entry that a dependency's `version` points to; the first that exists is meant. */
export function pnpmTargets(name: string, version: string, major: PnpmMajor): string[] {
  if (major === 9) return [`${name}@${version}`, version];
  if (version.startsWith('/')) return [version];
  return [major === 6 ? `/${name}@${version}` : `/${name}/${version}`, version];
}

/** `1.0.0(react@18.0.0)` without what its peers are. */
export function withoutPeers(text: string): string {
  if (text.charCodeAt(text.length - 1) !== 41) return text;
  const open = text.indexOf('(');
  return open < 0 ? text : text.slice(0, open);
}

function atKey(key: string, named: string | null): PnpmKey {
  const at = key.indexOf('@', 1);
  if (at < 0) return addressKey(key, named);
  const reference = key.slice(at + 1);
  return { name: key.slice(0, at), reference, isRegistry: !reference.includes(':') };
}

function slashKey(key: string, named: string | null): PnpmKey {
  const scope = key.charCodeAt(1) === 64 ? key.indexOf('/', 1) : 0;
  const slash = scope < 0 ? -1 : key.indexOf('/', scope + 1);
  if (slash < 0) return addressKey(key, named);
  let end = slash + 1;
  // `_`, and in files of old `/`, begins the peers.
  while (end < key.length && key.charCodeAt(end) !== 95 && key.charCodeAt(end) !== 47) end++;
  return { name: key.slice(1, slash), reference: key.slice(slash + 1, end), isRegistry: true };
}

/** A path or an address: `file:../a`, `github.com/owner/repo/<commit>`. */
function addressKey(key: string, named: string | null): PnpmKey {
  const isPath = key.startsWith('file:') || key.startsWith('link:');
  const slash = key.lastIndexOf('/');
  if (isPath || slash < 0) return { name: named ?? key, reference: key, isRegistry: false };
  return { name: named ?? key.slice(0, slash), reference: key.slice(slash + 1), isRegistry: false };
}

/**
 * Addresses of providers (https://developer.hashicorp.com/terraform/language/providers/requirements#source-addresses) and of modules
 * (https://developer.hashicorp.com/terraform/language/modules/sources).
 */
import { withoutCredentials } from '../../../formats/credentials.ts';

const REGISTRIES = ['registry.terraform.io/', 'registry.opentofu.org/'];

/** A provider without the host of the public registries; `aws` alone is `hashicorp/aws`. `source` is another host. */
export function providerAddress(address: string): { name: string; source: string | null } {
  const registry = REGISTRIES.find(host => address.startsWith(host));
  const name = registry === undefined ? address : address.slice(registry.length);
  const parts = name.split('/');
  if (parts.length === 1) return { name: `hashicorp/${name}`, source: null };
  return { name, source: parts.length === 3 ? (parts[0] ?? null) : null };
}

export interface ModuleAddress {
  name: string;
  /** The ref that the address itself asks for. */
  ref: string | null;
  local: boolean;
  source: string | null;
}

/** A module: a path, a name of the registry, or an address of git or an archive, whose name is what stands before `//` and `?`. */
export function moduleAddress(written: string): ModuleAddress {
  const address = withoutCredentials(written);
  if (address.startsWith('./') || address.startsWith('../'))
    return { name: address, ref: null, local: true, source: address };
  if (isRegistry(address)) {
    const registry = REGISTRIES.find(host => address.startsWith(host));
    const plain = registry === undefined ? address : address.slice(registry.length);
    const path = plain.indexOf('//');
    const name = path < 0 ? plain : plain.slice(0, path);
    const parts = name.split('/');
    return { name, ref: null, local: false, source: parts.length === 4 ? (parts[0] ?? null) : null };
  }
  const query = address.indexOf('?');
  const place = query < 0 ? address : address.slice(0, query);
  const ref = query < 0 ? null : new URLSearchParams(address.slice(query + 1)).get('ref');
  const path = place.indexOf('//', place.indexOf('://') + 3);
  const name = path < 0 ? place : place.slice(0, path);
  return {
    name: name.startsWith('git::') ? name.slice('git::'.length) : name,
    ref,
    local: false,
    source: address,
  };
}

/** `[host/]namespace/name/provider`, with a path inside the module after `//`. */
function isRegistry(address: string): boolean {
  if (address.includes(':') || address.includes('?')) return false;
  const path = address.indexOf('//');
  const parts = (path < 0 ? address : address.slice(0, path)).split('/');
  if (parts.some(part => part === '')) return false;
  // github.com/owner/repository is git.
  return parts.length === 3
    ? !parts[0]?.includes('.')
    : parts.length === 4 && parts[0]?.includes('.') === true;
}

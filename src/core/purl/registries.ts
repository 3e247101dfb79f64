/** Which registry a purl means. */
import { ecosystemOfPurl, findEcosystem } from './ecosystems.ts';
import type { Purl } from './purl.ts';
import { REGISTRY_NAMES, type RegistryNames } from './registry-names.ts';

export interface PurlRegistry {
  ecosystem: string;
  /** Name of the registry; null where it is none that is known here. */
  registry: string | null;
  /** What the purl says, else the registry's own address; null where neither is known. */
  url: string | null;
}

const byEcosystem = new Map<string, RegistryNames[]>();
for (const names of REGISTRY_NAMES) {
  byEcosystem.set(names.ecosystem, [...(byEcosystem.get(names.ecosystem) ?? []), names]);
}

/** The registry that a purl of this ecosystem means when it names none; null where there is none. Takes any spelling. */
export function defaultRegistry(ecosystem: string): RegistryNames | null {
  const id = findEcosystem(ecosystem)?.ecosystem;
  return registriesOf(id).find(names => names.isDefault) ?? null;
}

/**
 * The registry that a purl means: the one of its `repository_url`, of its `distro`, or the default one of its ecosystem.
 *
 * @returns null where the ecosystem itself is not known.
 */
export function registryOfPurl(purl: Pick<Purl, 'type' | 'namespace' | 'qualifiers'>): PurlRegistry | null {
  const ecosystem = ecosystemOfPurl(purl);
  if (ecosystem === null) return null;
  const known = registriesOf(ecosystem);
  const { repository_url: url, distro } = purl.qualifiers;
  if (url !== undefined) {
    const named = known.find(names => isAddressOf(names, url));
    return { ecosystem, registry: named?.name ?? null, url };
  }
  const release = distro === undefined ? undefined : releaseOf(known, distro.toLowerCase());
  // A release that is not known is not the default one.
  const isElsewhere = distro !== undefined && release === undefined && known.some(n => n.distros.length > 0);
  const found = isElsewhere ? undefined : (release ?? known.find(names => names.isDefault));
  return { ecosystem, registry: found?.name ?? null, url: found?.urls[0] ?? null };
}

function registriesOf(ecosystem: string | undefined): readonly RegistryNames[] {
  return ecosystem === undefined ? [] : (byEcosystem.get(ecosystem) ?? []);
}

/** `alpine-3.19.1` is release 3.19: point releases share the repositories of their release. */
function releaseOf(known: readonly RegistryNames[], distro: string): RegistryNames | undefined {
  return known.find(({ distros }) => distros.some(name => distro === name || distro.startsWith(`${name}.`)));
}

function isAddressOf(names: RegistryNames, text: string): boolean {
  const given = address(text);
  if (given === null) return false;
  if (names.hosts.some(host => given.host === host || given.host.endsWith(`.${host}`))) return true;
  return names.urls.some(url => address(url)?.place === given.place);
}

function address(text: string): { host: string; place: string } | null {
  const full = text.includes('://') ? text : `https://${text}`;
  if (!URL.canParse(full)) return null;
  const { host, pathname, search } = new URL(full);
  let end = pathname.length;
  while (end > 0 && pathname.charCodeAt(end - 1) === 47) end--;
  return { host, place: `${host}${pathname.slice(0, end)}${search}` };
}

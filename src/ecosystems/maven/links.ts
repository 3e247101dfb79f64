/** Addresses of an artifact. */
import type { LinkRules, RegistryRef } from '../ecosystem.ts';
import {
  artifactDirectory,
  extensionOf,
  fileUrl,
  versionDirectory,
} from '../families/maven-repository/coordinates.ts';
import { artifactOf, names } from './names.ts';

/** The listing of a directory as a page. Google's storage has no directories, but listings as files. */
export function listingOf({ url }: RegistryRef, directory: string): string {
  return new URL(url).host.endsWith('.googleapis.com') ? `${directory}/index.html` : `${directory}/`;
}

/** A page of a site that has one for each artifact of Central. */
function onSite(site: string, name: string, version?: string): string {
  const { group, artifact } = artifactOf(name);
  return `${site}/artifact/${[group, artifact, ...(version ? [version] : [])].map(encodeURIComponent).join('/')}`;
}

export const links: LinkRules = {
  page(registry, name, version) {
    if (names.problem(name) !== null) return null;
    if (registry.isDefault) return onSite('https://central.sonatype.com', name, version);
    const coordinates = artifactOf(name);
    const directory = version
      ? versionDirectory(registry.url, { ...coordinates, version })
      : artifactDirectory(registry.url, coordinates);
    return listingOf(registry, directory);
  },
  download(registry, name, version, metadata) {
    if (names.problem(name) !== null) return null;
    // A snapshot's file has the time of its build in its name.
    if (version.endsWith('-SNAPSHOT')) return null;
    return fileUrl(registry.url, { ...artifactOf(name), version }, extensionOf(metadata.extension));
  },
  documentation(registry, name, version) {
    return registry.isDefault && names.problem(name) === null
      ? onSite('https://appdoc.app', name, version)
      : null;
  },
  install: () => null,
  maintainer: () => null,
  check(registry, name) {
    if (names.problem(name) !== null) return null;
    return listingOf(registry, artifactDirectory(registry.url, artifactOf(name)));
  },
};

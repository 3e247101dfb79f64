/** Addresses of a library. */
import type { LinkRules } from '../ecosystem.ts';
import { extensionOf, fileUrl } from '../families/maven-repository/coordinates.ts';
import { artifactOf, names } from './names.ts';

const SITE = 'https://clojars.org';

const isName = (name: string) => names.problem(name) === null;

export const links: LinkRules = {
  page(registry, name, version) {
    if (!registry.isDefault || !isName(name)) return null;
    return `${SITE}/${name}${version ? `/versions/${encodeURIComponent(version)}` : ''}`;
  },
  download(registry, name, version, metadata) {
    // A snapshot's file has the time of its build in its name.
    if (!isName(name) || version.endsWith('-SNAPSHOT')) return null;
    return fileUrl(registry.url, { ...artifactOf(name), version }, extensionOf(metadata.extension));
  },
  documentation(registry, name, version) {
    if (!registry.isDefault || !isName(name)) return null;
    const { group, artifact } = artifactOf(name);
    return `https://cljdoc.org/d/${group}/${artifact}${version ? `/${encodeURIComponent(version)}` : ''}`;
  },
  install: () => null,
  maintainer(registry, { login }) {
    return registry.isDefault && login ? `${SITE}/users/${encodeURIComponent(login)}` : null;
  },
  check: (registry, name) => (registry.isDefault && isName(name) ? `${SITE}/${name}` : null),
};

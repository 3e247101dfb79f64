import type { LinkRules } from '../ecosystem.ts';
import { runInR } from '../families/r-repository/links.ts';

export const links: LinkRules = {
  page: (registry, name) => `${registry.url}/package=${encodeURIComponent(name)}`,
  documentation: (registry, name) =>
    `${registry.url}/web/packages/${encodeURIComponent(name)}/${encodeURIComponent(name)}.pdf`,
  /** All but the newest version are in the archive; `archived` of a version's metadata says which. */
  download(registry, name, version, { archived }) {
    const folder = archived === true ? `Archive/${encodeURIComponent(name)}/` : '';
    return `${registry.url}/src/contrib/${folder}${encodeURIComponent(name)}_${encodeURIComponent(version)}.tar.gz`;
  },
  install: (_registry, name, version) =>
    runInR(name, version, () =>
      version === undefined
        ? `install.packages("${name}")`
        : `remotes::install_version("${name}", version = "${version}")`,
    ),
  maintainer: () => null,
  check: (registry, name) => `${registry.url}/web/packages/${encodeURIComponent(name)}/index.html`,
};

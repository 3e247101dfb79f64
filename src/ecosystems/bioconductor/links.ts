import type { LinkRules } from '../ecosystem.ts';
import { runInR } from '../families/r-repository/links.ts';

export const links: LinkRules = {
  page: (registry, name) => `${registry.url}/packages/${encodeURIComponent(name)}`,
  /** Every package has a manual; vignettes have names of their own. */
  documentation: (registry, name) =>
    `${registry.url}/packages/release/bioc/manuals/${encodeURIComponent(name)}/man/${encodeURIComponent(name)}.pdf`,
  download: (registry, name, version) =>
    `${registry.url}/packages/release/bioc/src/contrib/${encodeURIComponent(name)}_${encodeURIComponent(version)}.tar.gz`,
  /** The version follows from the release of Bioconductor, so no command takes one. */
  install: (_registry, name, version) =>
    version === undefined ? runInR(name, version, () => `BiocManager::install("${name}")`) : null,
  maintainer: () => null,
  check: (registry, name) => `${registry.url}/packages/release/bioc/html/${encodeURIComponent(name)}.html`,
};

/** Bioconductor: packages of R for biology, read as a whole from the release's VIEWS. README.md tells what is read and how. */
import { cran as versions } from '../../versions/schemes/cran.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { R_DEPENDENCY_KINDS, rNames, rPurl } from '../families/r-repository/names.ts';
import { links } from './links.ts';

export default {
  id: 'bioconductor',
  label: 'Bioconductor',
  purl: rPurl('bioconductor'),
  registries: [
    {
      name: 'bioconductor.org',
      url: 'https://bioconductor.org',
      isDefault: true,
      version: null,
      github: 'Bioconductor',
      requestsPerSecond: null,
      metadata: {},
    },
  ],
  names: rNames,
  versions,
  links,
  dependencyKinds: R_DEPENDENCY_KINDS,
  connector: { mode: 'batch', load: async () => (await import('./connector.ts')).connector },
  absent: {
    alternatives: 'Names are case-sensitive: no other spelling is tried.',
    funding: 'DESCRIPTION has no field for it.',
    manifests: 'DESCRIPTION and renv.lock are not read yet.',
    resolution: "R's resolution is not modelled yet.",
  },
} satisfies Ecosystem;

/** IPS, the Image Packaging System of OpenIndiana: catalogs read as a whole. README.md tells what is read and how. */
import { intdot } from '../../versions/schemes/intdot.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { dependencyKinds } from './kinds.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'ips',
  label: 'IPS',
  purl,
  registries: [
    {
      name: 'openindiana-hipster',
      url: 'https://pkg.openindiana.org/hipster',
      isDefault: true,
      version: null,
      github: 'OpenIndiana',
      requestsPerSecond: null,
      metadata: { publisher: 'openindiana.org' },
    },
  ],
  names,
  versions: intdot,
  links,
  dependencyKinds,
  connector: { mode: 'batch', load: async () => (await import('./connector.ts')).connector },
  absent: {
    alternatives: 'Names are case-sensitive: no other spelling is tried.',
    changes: 'The whole catalog is read again; an unchanged one is known by its validator.',
    check: 'Presence in the catalog decides whether a package is there; its web page is not asked.',
    documentation: 'Repositories host no documentation of what they package.',
    downloads: 'Repositories do not publish counts of downloads.',
    funding: 'Catalogs name no way to fund a package.',
    licenses: 'Licences are actions of the manifests, which catalogs leave out.',
    maintainers: 'Catalogs name a publisher, and no persons.',
    manifests: 'Manifests (.p5m) are not read yet.',
    resolution: 'Resolving as pkg does, with incorporations, variants and facets, is not built yet.',
    advisories: 'No database of advisories has an ecosystem for these packages.',
  },
} satisfies Ecosystem;

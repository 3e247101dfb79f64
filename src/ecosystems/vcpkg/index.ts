/** vcpkg: ports of C and C++ libraries, read as a whole. README.md tells what is read and how. */
import { generic } from '../../versions/schemes/generic.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { dependencyKinds } from './kinds.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'vcpkg',
  label: 'vcpkg',
  purl,
  registries: [
    {
      name: 'vcpkg.io',
      url: 'https://vcpkg.io',
      isDefault: true,
      version: null,
      github: 'vcpkg',
      requestsPerSecond: null,
      metadata: {},
    },
  ],
  names,
  versions: generic,
  links,
  dependencyKinds,
  connector: { mode: 'batch', load: async () => (await import('./connector.ts')).connector },
  absent: {
    alternatives: 'Names are lower-case words with one spelling.',
    changes: 'The whole index is read again; an unchanged one is known by its validator.',
    check: 'Presence in the index decides whether a port is there; its web page is not asked.',
    documentation: 'Where a port names its documentation, it is in its metadata.',
    download: 'Ports are built from source; the index does not say from where it comes.',
    downloads: 'vcpkg publishes no counts of downloads.',
    funding: 'Ports have no field for it.',
    integrity: 'Digests of sources are in the scripts of ports, which are not read.',
    published_at: 'The index does not date versions.',
    resolution: "vcpkg's resolver, with baselines and features, is not modelled yet.",
    advisories: 'No database of advisories has an ecosystem for ports.',
  },
} satisfies Ecosystem;

/** CTAN: the archive of TeX packages, asked package by package. README.md tells what is read and how. */
import { generic as versions } from '../../versions/schemes/generic.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'ctan',
  label: 'CTAN',
  purl,
  registries: [
    {
      name: 'ctan.org',
      url: 'https://ctan.org',
      isDefault: true,
      version: null,
      github: 'TeX-82',
      requestsPerSecond: null,
      metadata: {},
    },
  ],
  names,
  versions,
  links,
  dependencyKinds: ['runtime'],
  connector: {
    mode: 'package',
    slots: ['changes', 'head', 'allNames'],
    load: async () => (await import('./connector.ts')).connector,
  },
  absent: {
    alternatives:
      'Aliases of a package are told with the package only, so no other key can be tried for a name.',
    dependencies: 'The catalogue does not state dependencies; those of TeX Live are another source.',
    downloads: 'CTAN is mirrored, and nobody counts the downloads of all mirrors.',
    funding: 'The catalogue has no field for it.',
    integrity: 'The catalogue states no digests.',
    manifests: 'TeX has no manifest that names the packages of CTAN that a document needs.',
    resolution: 'tlmgr installs what TeX Live holds; there is nothing to resolve.',
    advisories: 'No database of advisories has an ecosystem for CTAN.',
  },
} satisfies Ecosystem;

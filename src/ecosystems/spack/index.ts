/** Spack: packages for scientific computing, asked one by one. README.md tells what is read and how. */
import type { Ecosystem } from '../ecosystem.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';
import { versions } from './versions.ts';

export default {
  id: 'spack',
  label: 'Spack',
  purl,
  registries: [
    {
      name: 'spack.io',
      url: 'https://packages.spack.io',
      isDefault: true,
      version: null,
      github: 'spack',
      requestsPerSecond: null,
      hosts: ['github.com'],
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
    alternatives: 'Names are lower-case words with one spelling.',
    documentation: 'Spack hosts no documentation of a package beside its page.',
    download: 'The document of a package has digests of its sources and not their addresses.',
    downloads: 'Spack publishes no counts of downloads.',
    funding: 'Packages have no field for it.',
    licenses: 'The document of a package has no licence.',
    published_at: 'Versions are not dated.',
    resolution: "Spack's concretizer is not modelled yet.",
    advisories: 'No database of advisories has an ecosystem for Spack.',
  },
} satisfies Ecosystem;

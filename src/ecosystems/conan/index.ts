/** Conan Center: recipes of C and C++ packages, asked one by one. README.md tells what is read and how. */
import { conan } from '../../versions/schemes/conan.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { dependencyKinds } from './kinds.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'conan',
  label: 'Conan',
  purl,
  registries: [
    {
      name: 'conan.io',
      url: 'https://conan.io/center',
      isDefault: true,
      version: null,
      github: 'conan-io',
      requestsPerSecond: null,
      hosts: ['raw.githubusercontent.com', 'github.com'],
      metadata: {},
    },
  ],
  names,
  versions: conan,
  links,
  dependencyKinds,
  connector: {
    mode: 'package',
    slots: ['changes', 'head', 'allNames'],
    load: async () => (await import('./connector.ts')).connector,
  },
  resolution: { load: async () => (await import('./resolution.ts')).default },
  absent: {
    alternatives: 'Names are lower-case words with one spelling.',
    downloads: 'Conan Center publishes no counts of downloads.',
    maintainers: 'Recipes name no maintainers: they are kept in one repository by many.',
    funding: 'Recipes have no field for it.',
    published_at: 'Neither recipes nor the API date versions.',
  },
} satisfies Ecosystem;

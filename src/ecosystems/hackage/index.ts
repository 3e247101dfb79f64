/** Hackage: the packages of Haskell. README.md tells what is read and how. */
import { hackage as versions } from '../../versions/schemes/hackage.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { dependencyKinds } from './kinds.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'hackage',
  label: 'Hackage',
  purl,
  registries: [
    {
      name: 'hackage.haskell.org',
      url: 'https://hackage.haskell.org',
      isDefault: true,
      version: null,
      github: 'haskell-infra',
      requestsPerSecond: null,
      metadata: {},
    },
  ],
  names,
  versions,
  links,
  dependencyKinds,
  connector: {
    mode: 'package',
    slots: ['changes', 'head', 'allNames'],
    load: async () => (await import('./connector.ts')).connector,
  },
  resolution: { load: async () => (await import('./resolution.ts')).default },
  absent: {
    alternatives: 'Case counts, and so does every character: packages differ by these alone.',
    funding: 'The registry has no field for it.',
    integrity: 'Digests are in the index of all packages, which is not read.',
  },
} satisfies Ecosystem;

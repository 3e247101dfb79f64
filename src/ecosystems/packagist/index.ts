/** Packagist: packages of PHP for Composer, asked package by package. */
import { composer as versions } from '../../versions/schemes/composer.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { dependencyKinds } from './kinds.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'packagist',
  label: 'Packagist',
  purl,
  registries: [
    {
      name: 'packagist.org',
      url: 'https://packagist.org',
      isDefault: true,
      version: null,
      github: 'packagist',
      requestsPerSecond: null,
      hosts: ['repo.packagist.org'],
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
    attest: 'Packagist signs nothing: archives are made by the forge of each package.',
    alternatives: 'Names are folded to lower case by normalisation, and a package has no other names.',
    documentation: 'Packagist hosts no documentation of packages.',
  },
} satisfies Ecosystem;

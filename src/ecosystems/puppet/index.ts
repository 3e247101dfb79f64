/** Puppet Forge: modules of Puppet, asked module by module. */
import { npm as versions } from '../../versions/schemes/npm.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { dependencyKinds } from './kinds.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'puppet',
  label: 'Puppet Forge',
  purl,
  registries: [
    {
      name: 'forge.puppet.com',
      url: 'https://forge.puppet.com',
      isDefault: true,
      version: null,
      github: 'puppet',
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
    alternatives: 'owner/module and owner-module are one name by normalisation, and a module has no other.',
    documentation: 'The Forge shows the reference of a module on its own page and nowhere else.',
    funding: 'Modules do not say how they are funded.',
    advisories: 'No database of advisories has an ecosystem for modules of Puppet.',
  },
} satisfies Ecosystem;

/** Deno: the modules of deno.land/x, asked module by module. README.md tells what is read and how. */
import { npm as versions } from '../../versions/schemes/npm.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'deno',
  label: 'Deno',
  purl,
  registries: [
    {
      name: 'deno.land',
      url: 'https://deno.land',
      isDefault: true,
      version: null,
      github: 'denoland',
      requestsPerSecond: null,
      hosts: ['apiland.deno.dev', 'cdn.deno.land'],
      metadata: {},
    },
  ],
  names,
  versions,
  links,
  dependencyKinds: ['runtime'],
  connector: {
    mode: 'package',
    slots: ['allNames'],
    load: async () => (await import('./connector.ts')).connector,
  },
  absent: {
    alternatives: 'A module has one name; it is in lower case however it is written.',
    changes: 'The list of modules is in the order of their popularity and dates nothing.',
    head: 'Without a feed of changes there is no head of it.',
    downloads: 'The registry states a score of popularity, which is no count.',
    funding: 'The registry has no field for it.',
    homepage: 'The registry has no field for it.',
    install: 'Modules are imported by their URL; there is nothing to install.',
    integrity: 'The registry states no digests.',
    licenses: 'The registry does not state the licence of a module; it is in its repository.',
    maintainers: 'The registry does not say who maintains a module.',
    resolution: 'Imports name exact versions, so there is little to resolve; it is not modelled yet.',
    advisories: 'No database of advisories has an ecosystem for deno.land/x.',
  },
} satisfies Ecosystem;

/** npm: the registry of JavaScript packages, asked package by package. README.md tells what is read and how. */
import { npm as versions } from '../../versions/schemes/npm.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { dependencyKinds } from './dependencies.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'npm',
  label: 'npm',
  purl,
  registries: [
    {
      name: 'npmjs.org',
      url: null,
      isDefault: true,
      version: null,
      github: 'npm',
      requestsPerSecond: 3,
      metadata: {},
    },
  ],
  names,
  versions,
  links,
  dependencyKinds,
  connector: {
    mode: 'package',
    slots: ['changes', 'head'],
    load: async () => (await import('./connector.ts')).connector,
  },
  resolution: { load: async () => (await import('./resolution.ts')).default },
  attest: { load: async () => (await import('./attest.ts')).reader },
  absent: {
    allNames:
      'The list of all names is the whole replication feed of the registry; this index asks for packages by name.',
    alternatives:
      'Names are case-sensitive: packages exist whose names differ by case only, so no other spelling is tried.',
    downloads:
      'Asked for only where the setting npm_downloads_url is given: the counts come from another host than the registry.',
    documentation: 'npm hosts no documentation of packages beside the page of the package.',
  },
} satisfies Ecosystem;

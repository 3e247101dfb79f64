/** conda: packages of two channels of anaconda.org, asked package by package. */
import { conda as versions } from '../../versions/schemes/conda.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { dependencyKinds } from './kinds.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

const shared = { version: null, requestsPerSecond: null, hosts: ['api.anaconda.org', 'conda.anaconda.org'] };

export default {
  id: 'conda',
  label: 'conda',
  purl,
  registries: [
    {
      name: 'anaconda.org',
      url: 'https://anaconda.org',
      isDefault: true,
      github: 'Anaconda',
      metadata: { kind: 'anaconda', key: 'Main', api: 'https://repo.anaconda.com' },
      ...shared,
    },
    {
      name: 'conda-forge.org',
      url: 'https://conda-forge.org',
      isDefault: false,
      github: 'conda-forge',
      metadata: { kind: 'conda-forge', key: 'CondaForge', api: 'https://conda.anaconda.org' },
      ...shared,
    },
  ],
  names,
  versions,
  links,
  dependencyKinds,
  connector: {
    mode: 'package',
    slots: ['changes', 'allNames'],
    load: async () => (await import('./connector.ts')).connector,
  },
  resolution: { load: async () => (await import('./resolution.ts')).default },
  absent: {
    head: 'The newest position is in the whole list of packages, which is large and not read for that alone.',
    alternatives: 'Names are folded to lower case by normalisation, and a package has no other names.',
    documentation: 'The channel hosts no documentation; where it is, is in metadata.documentation.',
    funding: 'Packages do not say how they are funded.',
    maintainers: 'The channel does not say who maintains a package; that is in the repository of its recipe.',
    advisories: 'No database of advisories has an ecosystem for conda.',
  },
} satisfies Ecosystem;

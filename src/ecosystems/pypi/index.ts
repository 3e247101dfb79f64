/** PyPI: projects of Python, asked one by one. */
import { pypi as versions } from '../../versions/schemes/pypi.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { dependencyKinds } from './kinds.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'pypi',
  label: 'PyPI',
  purl,
  registries: [
    {
      name: 'pypi.org',
      url: 'https://pypi.org',
      isDefault: true,
      version: null,
      github: 'pypi',
      requestsPerSecond: 2,
      hosts: ['pypistats.org'],
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
  attest: { load: async () => (await import('./attest.ts')).reader },
  absent: {
    alternatives: 'All spellings of a name are one by normalisation, and a project has no other names.',
    documentation:
      'Where the documentation is, a project says itself: metadata.documentation. An address cannot be told from its name.',
  },
} satisfies Ecosystem;

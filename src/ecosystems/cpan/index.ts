/** CPAN: distributions of Perl, asked one by one of MetaCPAN. */
import { cpan as versions } from '../../versions/schemes/cpan.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { dependencyKinds } from './kinds.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'cpan',
  label: 'CPAN',
  purl,
  registries: [
    {
      name: 'metacpan.org',
      url: 'https://metacpan.org',
      isDefault: true,
      version: null,
      github: 'metacpan',
      requestsPerSecond: null,
      hosts: ['fastapi.metacpan.org'],
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
  absent: {
    alternatives: 'Names are case-sensitive, and which distribution holds a module is not asked for.',
    documentation: 'The documentation of a distribution is on its own page.',
    downloads: 'Mirrors of CPAN do not count downloads.',
    funding: 'Distributions do not say how they are funded.',
    install: 'Clients install modules, and the main module of a distribution cannot be told from its name.',
    resolution: 'Resolvers of CPAN clients are not modelled yet.',
  },
} satisfies Ecosystem;

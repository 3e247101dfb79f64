/** RubyGems: the gems of a registry. README.md tells what is read and how. */
import { gem as versions } from '../../versions/schemes/gem.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { dependencyKinds } from './kinds.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'rubygems',
  label: 'RubyGems',
  purl,
  registries: [
    {
      name: 'rubygems.org',
      url: 'https://rubygems.org',
      isDefault: true,
      version: null,
      github: 'rubygems',
      requestsPerSecond: null,
      metadata: {},
    },
    {
      name: 'gem.coop',
      url: 'https://gem.coop',
      isDefault: false,
      version: null,
      github: 'gem-coop',
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
  attest: { load: async () => (await import('./attest.ts')).reader },
  absent: {
    alternatives: 'Case, hyphens and underscores count: gems differ by these alone.',
    keywords: 'The registry has no field for it.',
  },
} satisfies Ecosystem;

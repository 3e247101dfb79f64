/** Hex: packages of Erlang and Elixir. README.md tells what is read and how. */
import { hex as versions } from '../../versions/schemes/hex.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { dependencyKinds } from './kinds.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'hex',
  label: 'Hex',
  purl,
  registries: [
    {
      name: 'hex.pm',
      url: 'https://hex.pm',
      isDefault: true,
      version: null,
      github: 'hexpm',
      // 100 in a minute: https://hex.pm/docs/api
      requestsPerSecond: 1.5,
      hosts: ['repo.hex.pm'],
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
  attest: { load: async () => (await import('./attest.ts')).reader },
  resolution: { load: async () => (await import('./resolution.ts')).default },
  absent: {
    keywords: 'The registry has no field for it.',
  },
} satisfies Ecosystem;

/** Cargo: the crates of a registry. README.md tells what is read and how. */
import { cargo as versions } from '../../versions/schemes/cargo.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { dependencyKinds } from './kinds.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'cargo',
  label: 'Cargo',
  purl,
  registries: [
    {
      name: 'crates.io',
      url: 'https://crates.io',
      isDefault: true,
      version: null,
      github: 'rust-lang',
      // https://crates.io/data-access#crawlers
      requestsPerSecond: 1,
      hosts: ['index.crates.io', 'static.crates.io'],
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
  resolution: { load: async () => (await import('./resolution/resolution.ts')).default },
  absent: {
    funding: 'The registry has no field for it.',
  },
} satisfies Ecosystem;

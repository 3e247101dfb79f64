/** Go: the modules of a module proxy. README.md tells what is read and how. */
import { golang as versions } from '../../versions/schemes/golang.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { dependencyKinds } from './kinds.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'go',
  label: 'Go',
  purl,
  registries: [
    {
      name: 'proxy.golang.org',
      url: 'https://proxy.golang.org',
      isDefault: true,
      version: null,
      github: 'golang',
      requestsPerSecond: 5,
      hosts: ['index.golang.org', 'pkg.go.dev'],
      metadata: {},
    },
  ],
  names,
  versions,
  links,
  dependencyKinds,
  connector: {
    mode: 'package',
    slots: ['changes'],
    onDemand: true,
    load: async () => (await import('./connector.ts')).connector,
  },
  attest: { load: async () => (await import('./attest.ts')).reader },
  resolution: { load: async () => (await import('./resolution.ts')).default },
  absent: {
    head: 'The feed is read forward from a date; no request gives its newest entry.',
    allNames: 'The list of all names is the whole feed since 2019, some tens of millions of versions.',
    alternatives: 'Case counts: modules exist whose paths differ by case only.',
    downloads: 'Proxies count no downloads.',
    maintainers: 'Proxies and the site of documentation name no people.',
    funding: 'There is no field for it.',
    keywords: 'There is no field for it.',
    integrity: 'Hashes are in the checksum database, a request for each version, which is not asked.',
  },
} satisfies Ecosystem;

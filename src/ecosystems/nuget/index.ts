/** NuGet: packages of .NET, asked package by package. */
import { nuget as versions } from '../../versions/schemes/nuget.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { dependencyKinds } from './kinds.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'nuget',
  label: 'NuGet',
  purl,
  registries: [
    {
      name: 'nuget.org',
      url: 'https://www.nuget.org',
      isDefault: true,
      version: null,
      github: 'nuget',
      requestsPerSecond: 5,
      hosts: ['api.nuget.org', 'azuresearch-usnc.nuget.org'],
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
    alternatives: 'Case is folded by normalisation, and a package has no other names.',
    documentation: 'nuget.org hosts no documentation of packages beside the page of the package.',
    funding: 'Packages do not say how they are funded.',
  },
} satisfies Ecosystem;

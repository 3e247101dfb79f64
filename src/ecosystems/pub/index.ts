/** Pub: packages of Dart and Flutter. README.md tells what is read and how. */
import { pub as versions } from '../../versions/schemes/pub.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { dependencyKinds } from './kinds.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'pub',
  label: 'Pub',
  purl,
  registries: [
    {
      name: 'pub.dev',
      url: 'https://pub.dev',
      isDefault: true,
      version: null,
      github: 'dart-lang',
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
  absent: {
    maintainers:
      'Uploaders are not public: only the verified publisher of a package is known, where it has one.',
  },
} satisfies Ecosystem;

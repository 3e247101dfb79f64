/** Helm: charts that Artifact Hub lists. README.md tells what is read and how. */
import { npm as versions } from '../../versions/schemes/npm.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { dependencyKinds } from './kinds.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'helm',
  label: 'Helm',
  purl,
  registries: [
    {
      name: 'artifacthub.io',
      url: 'https://artifacthub.io',
      isDefault: true,
      version: null,
      github: 'artifacthub',
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
    slots: ['changes', 'head', 'allNames'],
    load: async () => (await import('./connector.ts')).connector,
  },
  resolution: { load: async () => (await import('./resolution.ts')).default },
  absent: {
    alternatives: 'A chart has one name; a chart without its repository could be any of several.',
    downloads:
      'Artifact Hub counts subscriptions and stars, not downloads: charts come from their own repositories.',
    licenses: 'Given for the newest version only, where its chart is annotated with it.',
    integrity: 'Given for the newest version only: the list of versions has no digests.',
    dependencies: 'Given for the newest version only: each other one would cost a request.',
    funding: 'Artifact Hub has no field for it.',
    advisories: 'No database of advisories has an ecosystem for charts.',
  },
} satisfies Ecosystem;

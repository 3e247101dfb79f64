/** F-Droid: free apps for Android, read as a whole. README.md tells what is read and how. */
import { generic } from '../../versions/schemes/generic.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'fdroid',
  label: 'F-Droid',
  purl,
  registries: [
    {
      name: 'f-droid.org',
      url: 'https://f-droid.org',
      isDefault: true,
      version: null,
      github: 'f-droid',
      requestsPerSecond: null,
      metadata: {},
    },
  ],
  names,
  versions: generic,
  links,
  dependencyKinds: ['runtime'],
  connector: { mode: 'batch', load: async () => (await import('./connector.ts')).connector },
  absent: {
    alternatives: 'Application ids are case-sensitive: no other spelling is tried.',
    changes: 'The whole index is read again; an unchanged one is known by its validator.',
    check: 'Presence in the index decides whether an app is there; its web page is not asked.',
    dependencies: 'An app holds what it needs: the index does not say of what it was built.',
    documentation: 'F-Droid hosts no documentation of apps beside their page.',
    downloads: 'F-Droid counts no downloads.',
    maintainers: 'The index names the author of an app (`metadata`), not who maintains its package.',
    manifests: 'There is no file in which a project lists apps.',
    resolution: 'Apps do not depend on each other: there is nothing to resolve.',
    advisories: 'No database of advisories has an ecosystem for F-Droid.',
  },
} satisfies Ecosystem;

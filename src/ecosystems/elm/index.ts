/** Elm: packages of package.elm-lang.org. README.md tells what is read and how. */
import { elm as versions } from '../../versions/schemes/elm.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { dependencyKinds } from './kinds.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'elm',
  label: 'Elm',
  purl,
  registries: [
    {
      name: 'package.elm-lang.org',
      url: 'https://package.elm-lang.org',
      isDefault: true,
      version: null,
      github: 'elm',
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
    slots: ['changes', 'allNames'],
    load: async () => (await import('./connector.ts')).connector,
  },
  resolution: { load: async () => (await import('./resolution.ts')).default },
  absent: {
    head: 'The feed is a count of versions; its head is known when it has been read to its end.',
    alternatives: 'A package has one name, and the addresses of the site are case-sensitive.',
    downloads: 'The site counts no downloads.',
    maintainers: 'The site names no people; the author is an account at GitHub.',
    funding: 'The site has no field for it.',
    keywords: 'The site has no field for it.',
    integrity: 'The digest of an archive is in a further document of each version, which is not asked for.',
    advisories: 'No database of advisories has an ecosystem for Elm.',
  },
} satisfies Ecosystem;

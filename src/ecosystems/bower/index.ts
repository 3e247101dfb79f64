/** Bower: packages of its registry, each a git repository. README.md tells what is read and how. */
import { npm as versions } from '../../versions/schemes/npm.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { dependencyKinds } from './kinds.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'bower',
  label: 'Bower',
  purl,
  registries: [
    {
      name: 'bower.io',
      url: 'https://bower.io',
      isDefault: true,
      version: null,
      github: 'bower',
      requestsPerSecond: null,
      hosts: ['registry.bower.io', 'repos.ecosyste.ms', 'raw.githubusercontent.com'],
      metadata: {},
    },
  ],
  names,
  versions,
  links,
  dependencyKinds,
  connector: {
    mode: 'package',
    slots: ['allNames'],
    load: async () => (await import('./connector.ts')).connector,
  },
  absent: {
    attest: 'The registry maps names to git repositories and signs nothing.',
    alternatives: 'Names are in lower case; nothing else is written in two ways.',
    changes: 'The registry has no feed; hardly anything new is registered.',
    head: 'The registry has no feed.',
    downloads: 'The registry does not count downloads.',
    maintainers: 'The registry does not say who registered a package.',
    integrity: 'A version is a tag; its commit is in the metadata, and nothing has a digest of the archive.',
    licenses_of_versions: 'The licence is known for the package as it is now, not for each tag.',
    documentation: 'The registry hosts no documentation.',
    page: 'The site has no pages of packages.',
    resolution: "Bower's resolver is not modelled yet.",
    advisories: 'No database of advisories has an ecosystem for Bower.',
  },
} satisfies Ecosystem;

/** Carthage: frameworks that are repositories on GitHub. README.md tells what is read and how. */
import { github as versions } from '../../versions/schemes/github.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { dependencyKinds } from './kinds.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'carthage',
  label: 'Carthage',
  purl,
  registries: [
    {
      name: 'carthage',
      url: 'https://github.com/Carthage/Carthage',
      isDefault: true,
      version: null,
      github: 'Carthage',
      requestsPerSecond: null,
      hosts: ['repos.ecosyste.ms', 'raw.githubusercontent.com'],
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
  absent: {
    attest: 'There is no registry: releases are tags of git repositories.',
    alternatives:
      'Names are compared as they are written; the index of repositories answers for any case and tells the right one.',
    downloads: 'Nobody counts how often a repository is fetched by Carthage.',
    maintainers: 'A repository says who owns it, not who maintains the framework.',
    integrity: 'A version is a tag; its commit is in the metadata, and nothing has a digest of the archive.',
    licenses_of_versions: 'The licence is known for the repository as it is now, not for each tag.',
    documentation: 'The documentation of a framework is in its repository.',
    install: 'Frameworks are named in a Cartfile; no command installs one by name.',
    resolution: "Carthage's resolver is not modelled yet.",
    advisories: 'No database of advisories has an ecosystem for Carthage.',
  },
} satisfies Ecosystem;

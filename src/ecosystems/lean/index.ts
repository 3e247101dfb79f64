/** Lean: the packages of Reservoir, read as a whole from its manifest. README.md tells what is read and how. */
import { github as versions } from '../../versions/schemes/github.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'lean',
  label: 'Lean',
  purl,
  registries: [
    {
      name: 'reservoir.lean-lang.org',
      url: 'https://reservoir.lean-lang.org',
      isDefault: true,
      version: null,
      github: 'leanprover',
      requestsPerSecond: null,
      metadata: {},
    },
  ],
  names,
  versions,
  links,
  dependencyKinds: ['runtime'],
  connector: { mode: 'batch', load: async () => (await import('./connector.ts')).connector },
  absent: {
    alternatives:
      'Former names are known to the manifest only, which is not at hand when a name is looked up.',
    check: 'Presence in the manifest decides whether a package is there.',
    documentation: 'Reservoir hosts no documentation; the homepage of a package may.',
    downloads: 'Reservoir does not count downloads.',
    funding: 'The manifest names no way to fund a package.',
    install: 'Lake takes dependencies from its configuration; it has no command that adds one.',
    integrity: 'The number of a version is a git commit, which is a digest itself; archives have none.',
    maintainers: 'The manifest names the owner of the repository, not who maintains the package.',
    resolution: "Lake's resolution is not modelled yet.",
    advisories: 'No database of advisories has an ecosystem for Lean.',
  },
} satisfies Ecosystem;

/** Homebrew: the formulae of the core tap, read as a whole. README.md tells what is read and how. */
import { generic } from '../../versions/schemes/generic.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { dependencyKinds } from './kinds.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'homebrew',
  label: 'Homebrew',
  purl,
  registries: [
    {
      name: 'formulae.brew.sh',
      url: 'https://formulae.brew.sh',
      isDefault: true,
      version: null,
      github: 'homebrew',
      requestsPerSecond: null,
      metadata: {},
    },
  ],
  names,
  versions: generic,
  links,
  dependencyKinds,
  connector: { mode: 'batch', load: async () => (await import('./connector.ts')).connector },
  absent: {
    alternatives: 'Old names and aliases are data of the index (`metadata`), and no rule gives them.',
    changes: 'The whole index is read again; an unchanged one is known by its validator.',
    check: 'Presence in the index decides whether a formula is there; its web page is not asked.',
    documentation: 'Homebrew hosts no documentation of what it packages.',
    funding: 'Formulae name no way to fund a package.',
    maintainers: 'All formulae are maintained by Homebrew together; none names a person.',
    published_at: 'The index does not date versions.',
    resolution: 'There is one version of each formula; what depends on the system is not modelled yet.',
    advisories: 'No database of advisories has an ecosystem for formulae.',
  },
} satisfies Ecosystem;

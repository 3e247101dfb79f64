/** Terraform: the modules of a module registry. README.md tells what is read and how. */
import { npm as versions } from '../../versions/schemes/npm.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { dependencyKinds } from './kinds.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'terraform',
  label: 'Terraform',
  purl,
  registries: [
    {
      name: 'registry.terraform.io',
      url: 'https://registry.terraform.io',
      isDefault: true,
      version: null,
      github: 'hashicorp',
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
    alternatives: 'A module has one address; the registry itself answers for other spellings of its case.',
    licenses: 'The registry does not state the licence of a module; it is in its repository.',
    published_at: 'Given for the newest version only: the list of versions has no dates.',
    integrity: 'A version is a tag of a repository; the registry has no archive of it to digest.',
    maintainers: 'The registry names the account that published a module, not who maintains it.',
    funding: 'The registry has no field for it.',
    keywords: 'The registry has no field for it.',
    advisories: 'No database of advisories has an ecosystem for modules.',
  },
} satisfies Ecosystem;

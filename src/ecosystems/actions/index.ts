/** GitHub Actions: actions that workflows use, each a repository or a folder of one. README.md tells what is read and how. */
import { github as versions } from '../../versions/schemes/github.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { dependencyKinds } from './kinds.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'actions',
  label: 'GitHub Actions',
  purl,
  registries: [
    {
      name: 'github actions',
      url: 'https://github.com/marketplace/actions/',
      isDefault: true,
      version: null,
      github: 'actions',
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
    alternatives:
      'Names are compared as they are written; the index of repositories answers for any case and tells the right one.',
    downloads: 'GitHub does not publish how often an action is used.',
    maintainers: 'A repository says who owns it, not who maintains the action.',
    integrity: 'A version is a tag; its commit is in the metadata, and nothing has a digest of the archive.',
    licenses_of_versions: 'The licence is known for the repository as it is now, not for each tag.',
    documentation: 'The documentation of an action is the readme in its repository.',
    install: 'Actions are named in workflows; no command installs one.',
    resolution: 'Which tag or branch a workflow gets is not modelled yet.',
  },
} satisfies Ecosystem;

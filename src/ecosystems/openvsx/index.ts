/** Open VSX: extensions for editors that are compatible with VS Code, asked extension by extension. */
import { npm as versions } from '../../versions/schemes/npm.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { dependencyKinds } from './kinds.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'openvsx',
  label: 'Open VSX',
  purl,
  registries: [
    {
      name: 'open-vsx.org',
      url: 'https://open-vsx.org',
      isDefault: true,
      version: null,
      github: 'open-vsx',
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
  absent: {
    alternatives: 'Case is folded by normalisation, and an extension has no other names.',
    documentation: 'The registry hosts no documentation beside the page of the extension.',
    install: 'The command depends on the editor, and on the registry that its owner has configured.',
    integrity: 'The registry gives the digest of each version as a file of its own, which is not asked for.',
    resolution: 'How editors choose among versions and platforms is not modelled yet.',
    advisories:
      'What OSV calls `VSCode` is the marketplace of Visual Studio Code: nothing of it is matched with Open VSX.',
  },
} satisfies Ecosystem;

/** ELPA: packages of Emacs, read as a whole from the contents of an archive. README.md tells what is read and how. */
import { intdot as versions } from '../../versions/schemes/intdot.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'elpa',
  label: 'ELPA',
  purl,
  registries: [
    {
      name: 'elpa.gnu.org',
      url: 'https://elpa.gnu.org/packages',
      isDefault: true,
      version: null,
      github: 'emacs',
      requestsPerSecond: null,
      metadata: {},
    },
    {
      name: 'elpa.nongnu.org',
      url: 'https://elpa.nongnu.org/nongnu',
      isDefault: false,
      version: null,
      github: 'emacs',
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
    alternatives: 'Names are symbols of Emacs Lisp, which are case-sensitive: no other spelling is tried.',
    downloads: 'The archives do not count downloads.',
    funding: 'The contents of an archive name no way to fund a package.',
    integrity: 'The contents state no digests; each file has a detached signature beside it.',
    licenses: 'The contents state no licence. All packages of these archives are free software.',
    published_at: 'The contents state no dates; they are on the web page of each package only.',
    resolution: "Emacs' resolution is not modelled yet.",
    advisories: 'No database of advisories has an ecosystem for Emacs.',
  },
} satisfies Ecosystem;

/** GNU Guix: packages of the distribution, read as a whole. README.md tells what is read and how. */
import { generic } from '../../versions/schemes/generic.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'guix',
  label: 'GNU Guix',
  purl,
  registries: [
    {
      name: 'guix',
      url: 'https://guix.gnu.org',
      isDefault: true,
      version: null,
      github: 'guix-mirror',
      requestsPerSecond: null,
      metadata: {},
    },
  ],
  names,
  versions: generic,
  links,
  dependencyKinds: ['runtime', 'build'],
  connector: { mode: 'batch', load: async () => (await import('./connector.ts')).connector },
  absent: {
    alternatives: 'Names are case-sensitive: no other spelling is tried.',
    changes: 'The whole index is read again; an unchanged one is known by its validator.',
    check: 'Presence in the index decides whether a package is there; its web page is not asked.',
    dependencies: 'Inputs stand in the Scheme source of a package and not in the index; it is not read yet.',
    documentation: 'Guix hosts no documentation of what it packages.',
    downloads: 'Guix counts no downloads.',
    funding: 'Packages have no field for it.',
    licenses: 'Licences stand in the Scheme source of a package and not in the index; it is not read yet.',
    maintainers: 'Packages are maintained by the project together; none names a person.',
    published_at: 'The index does not date versions.',
    manifests: 'manifest.scm and channels.scm are programs and not read yet.',
    resolution: 'A package names its inputs as values of a program: there is nothing to resolve by range.',
    advisories: 'No database of advisories has an ecosystem for Guix.',
  },
} satisfies Ecosystem;

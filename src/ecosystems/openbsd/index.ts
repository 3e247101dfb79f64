/** OpenBSD: binary packages of a release, read as a whole from sqlports. README.md tells what is read and how. */
import { openbsd } from '../../versions/schemes/openbsd.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'openbsd',
  label: 'OpenBSD',
  purl,
  registries: [
    {
      name: 'openbsd-7.9-amd64',
      url: 'https://cdn.openbsd.org/pub/OpenBSD/7.9/packages/amd64',
      isDefault: true,
      version: '7.9',
      github: 'openbsd',
      requestsPerSecond: null,
      metadata: { arch: 'amd64', sqlports_version: '7.54' },
    },
  ],
  names,
  versions: openbsd,
  links,
  dependencyKinds: ['runtime', 'build', 'test'],
  connector: { mode: 'batch', load: async () => (await import('./connector.ts')).connector },
  absent: {
    alternatives: 'Names are case-sensitive paths: no other spelling is tried.',
    changes: 'The whole index is read again; an unchanged one is known by its validator.',
    check: 'Presence in the index decides whether a package is there; its web page is not asked.',
    documentation: 'No pages of documentation by package.',
    downloads: 'Mirrors do not count downloads.',
    funding: 'sqlports names no way to fund a package.',
    integrity: 'The signed list of digests beside the packages is not read yet.',
    licenses: 'Ports say whether they may be distributed, not under which licence.',
    manifests: 'Makefiles of ports are not read yet.',
    resolution: 'Resolving as pkg_add does, with flavors and conflicts, is not built yet.',
    advisories: 'OpenBSD publishes no list of vulnerabilities of its packages.',
  },
} satisfies Ecosystem;

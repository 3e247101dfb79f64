/** pkgsrc: binary packages of NetBSD, read as a whole from pkg_summary. README.md tells what is read and how. */
import { pkgsrc } from '../../versions/schemes/pkgsrc.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'pkgsrc',
  label: 'pkgsrc',
  purl,
  registries: [
    {
      name: 'pkgsrc-netbsd-x86_64-10.1-all',
      url: 'https://cdn.netbsd.org/pub/pkgsrc/packages/NetBSD/x86_64/10.1/All',
      isDefault: true,
      version: null,
      github: 'pkgsrc',
      requestsPerSecond: null,
      metadata: {},
    },
  ],
  names,
  versions: pkgsrc,
  links,
  dependencyKinds: ['runtime'],
  connector: { mode: 'batch', load: async () => (await import('./connector.ts')).connector },
  absent: {
    alternatives: 'Names are case-sensitive paths: no other spelling is tried.',
    changes: 'The whole index is read again; an unchanged one is known by its validator.',
    check: 'Presence in the index decides whether a package is there; its web page is not asked.',
    downloads: 'Mirrors do not count downloads.',
    funding: 'The index names no way to fund a package.',
    integrity: 'pkg_summary states no digest of a file.',
    maintainers: 'pkg_summary does not say who maintains a package.',
    manifests: 'Makefiles of pkgsrc are not read yet.',
    resolution: 'Resolving as pkg_add does, with alternatives and conflicts, is not built yet.',
    advisories: 'The list of vulnerabilities of pkgsrc is not read yet.',
  },
} satisfies Ecosystem;

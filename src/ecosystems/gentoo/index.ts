/** Gentoo: the ebuild repository, read as a whole from its snapshot. README.md tells what is read and how. */
import type { Ecosystem } from '../ecosystem.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';
import { versions } from './versions.ts';

export default {
  id: 'gentoo',
  label: 'Gentoo',
  purl,
  registries: [
    {
      name: 'gentoo-portage',
      url: 'https://packages.gentoo.org/',
      isDefault: true,
      version: null,
      github: 'gentoo',
      requestsPerSecond: null,
      hosts: ['distfiles.gentoo.org'],
      metadata: { snapshot_url: 'https://distfiles.gentoo.org/snapshots/portage-latest.tar.xz' },
    },
  ],
  names,
  versions,
  links,
  dependencyKinds: ['runtime', 'build', 'install'],
  connector: { mode: 'batch', load: async () => (await import('./connector.ts')).connector },
  absent: {
    alternatives: 'Names are case-sensitive: no other spelling is tried.',
    changes: 'The whole snapshot is read again; an unchanged one is known by its validator.',
    check: 'Presence in the snapshot decides whether a package is there; its web page is not asked.',
    downloads: 'Nobody counts what users build.',
    funding: 'Ebuilds name no way to fund a package.',
    integrity: 'An ebuild has several files; their digests are in Manifest files, which are not read.',
    maintainers: 'Who maintains a package is in its metadata.xml, which is not read yet.',
    resolution: "Portage's resolver, with USE flags and slots, is not modelled yet.",
    advisories: 'Gentoo Linux Security Advisories are not read yet.',
  },
} satisfies Ecosystem;

import type { Ecosystem } from '../ecosystem.ts';
import { type DebianRepositoryOptions, debianRepository } from '../families/debian-repository/index.ts';
import { isSource, withoutSource } from '../families/debian-repository/names.ts';

const RELEASES: [version: string, codename: string][] = [
  ['12', 'bookworm'],
  ['11', 'bullseye'],
  ['10', 'buster'],
  ['13', 'trixie'],
];

const options: DebianRepositoryOptions = {
  id: 'debian',
  label: 'Debian',
  github: 'debian',
  origin: 'Debian',
  components: ['main', 'contrib', 'non-free', 'non-free-firmware'],
  keyring: '/usr/share/keyrings/debian-archive-keyring.gpg',
  releases: RELEASES.map(([version, codename]) => ({
    version,
    codename,
    url: `https://packages.debian.org/${codename}`,
    isDefault: codename === 'bookworm',
    isArchived: codename === 'buster',
  })),
  pockets: codename => [
    { name: codename, path: codename, label: 'Debian', isSecurity: false },
    { name: `${codename}-updates`, path: `${codename}-updates`, label: 'Debian', isSecurity: false },
    {
      name: `${codename}-security`,
      // Up to Debian 10 the suite of security fixes was a folder of the release.
      path: codename === 'buster' ? 'buster/updates' : `${codename}-security`,
      label: 'Debian-Security',
      isSecurity: true,
    },
  ],
  links: {
    page: ({ url }, name) =>
      isSource(name)
        ? `https://tracker.debian.org/pkg/${encodeURIComponent(withoutSource(name))}`
        : `${url}/${encodeURIComponent(name)}`,
    documentation: ({ url, metadata }, name) =>
      isSource(name)
        ? `https://packages.debian.org/source/${metadata.codename}/${encodeURIComponent(withoutSource(name))}`
        : `${url}/${encodeURIComponent(name)}`,
    maintainer: (_registry, { uuid }) =>
      uuid.includes('@') ? `https://qa.debian.org/developer.php?login=${encodeURIComponent(uuid)}` : null,
  },
};

export default debianRepository(options) satisfies Ecosystem;

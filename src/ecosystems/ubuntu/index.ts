import type { Ecosystem } from '../ecosystem.ts';
import { type DebianRepositoryOptions, debianRepository } from '../families/debian-repository/index.ts';
import { isSource, withoutSource } from '../families/debian-repository/names.ts';

const OLD_RELEASES = 'http://old-releases.ubuntu.com/ubuntu';

const RELEASES: [version: string, codename: string, mirror?: string][] = [
  ['24.04', 'noble'],
  ['22.04', 'jammy'],
  ['20.04', 'focal'],
  ['24.10', 'oracular', OLD_RELEASES],
  ['23.10', 'mantic', OLD_RELEASES],
  ['23.04', 'lunar', OLD_RELEASES],
];

const options: DebianRepositoryOptions = {
  id: 'ubuntu',
  label: 'Ubuntu',
  github: 'ubuntu',
  origin: 'Ubuntu',
  components: ['main', 'universe', 'multiverse', 'restricted'],
  keyring: '/usr/share/keyrings/ubuntu-archive-keyring.gpg',
  mirror: 'http://archive.ubuntu.com/ubuntu',
  releases: RELEASES.map(([version, codename, mirror]) => ({
    version,
    codename,
    url: `https://launchpad.net/ubuntu/${codename}`,
    isDefault: codename === 'noble',
    mirror,
  })),
  // All of them are on every mirror, security fixes as well.
  pockets: codename =>
    [codename, `${codename}-updates`, `${codename}-security`].map(suite => ({
      name: suite,
      path: suite,
      label: 'Ubuntu',
      isSecurity: false,
    })),
  links: {
    page({ url }, name, version) {
      if (!isSource(name)) return `${url}/+package/${encodeURIComponent(name)}`;
      const source = `https://launchpad.net/ubuntu/+source/${encodeURIComponent(withoutSource(name))}`;
      return version === undefined ? source : `${source}/${encodeURIComponent(version)}`;
    },
    documentation: () => null,
    maintainer: () => null,
  },
  absent: {
    manifests: "debian/control and dpkg's status are read as Debian's: the formats are the same.",
    documentation: 'Ubuntu has no pages of documentation by package.',
    maintainer: 'Launchpad finds people by their account there, which the index does not tell.',
  },
};

export default debianRepository(options) satisfies Ecosystem;

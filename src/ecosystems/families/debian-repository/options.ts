import type { LinkRules } from '../../ecosystem.ts';

/** What tells one Debian-style distribution from another. */
export interface DebianRepositoryOptions {
  /** Folder name, purl namespace, and prefix of the operator's settings (`debian_mirror`). */
  id: string;
  label: string;
  /** GitHub account of the distribution, for its icon. */
  github: string;
  /** `Origin` of the Release files of its archive. */
  origin: string;
  /** All components it has ever had, in the order in which they are read. */
  components: readonly string[];
  /** Where the system keeps the keys that sign its Release files. */
  keyring: string;
  releases: readonly DistributionRelease[];
  /** The suites of a release that belong to its registry, that of the release itself first. */
  pockets(codename: string): Pocket[];
  links: Pick<LinkRules, 'page' | 'documentation' | 'maintainer'>;
  /** Base URL of the mirror to read where the operator names none; absent: apt's lists are read. */
  mirror?: string;
  /** Slots that this distribution does not serve beyond those of all, with the reason. */
  absent?: Record<string, string>;
}

/** One release is one registry. */
export interface DistributionRelease {
  version: string;
  codename: string;
  /** Base of its package pages, without trailing slash. */
  url: string;
  isDefault: boolean;
  /** Moved to the archive of old releases: nothing is published any more, so its Release files may have expired. */
  isArchived?: boolean;
  /** Base URL of a mirror of its own, where it is not on the usual one. */
  mirror?: string;
}

/** A suite of a release: what was released, what was updated since, what security fixes came. */
export interface Pocket {
  /** As people and `--suites` call it: `bookworm-security`. */
  name: string;
  /** Folder below `dists/`. */
  path: string;
  /** `Label` of its Release file. */
  label: string;
  /** Served by the security mirror rather than the main one. */
  isSecurity: boolean;
}

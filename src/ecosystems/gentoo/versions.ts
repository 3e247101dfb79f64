import { gentoo } from '../../versions/schemes/gentoo.ts';
import type { VersionRules } from '../ecosystem.ts';

/** The scheme of the Package Manager Specification, in which live ebuilds are what no user gets without asking. */
export const versions: VersionRules = {
  compare: gentoo.compare,
  isValid: gentoo.isValid,
  isStable: version => gentoo.isStable(version) && !isLive(version),
};

/**
 * True where a part is 9999 or more nines: an ebuild that fetches from a repository, by the convention of
 * https://devmanual.gentoo.org/ebuild-writing/functions/src_unpack/vcs-sources/.
 */
export function isLive(version: string): boolean {
  return /(?:^|\.)9{4,}(?![0-9])/.test(version);
}

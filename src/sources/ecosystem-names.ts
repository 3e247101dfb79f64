/** From what sources call an ecosystem (`PyPI`, `Debian:12`, `COMPOSER`) to ours, with a distribution's release split off. */
import { findEcosystem } from '../core/purl/index.ts';

export interface NamedEcosystem {
  /** Our id; null where it has none here. */
  ecosystem: string | null;
  /** As the source writes it. */
  ecosystemName: string;
  /** Release of a distribution; null for others. */
  release: string | null;
}

/**
 * What OSV's names mean that are none of ours, though another one's spelling is alike: the kernel, a compiler, hardened rebuilds of
 * other distributions. https://ossf.github.io/osv-schema/#defined-ecosystems
 */
const NOT_OURS = new Set([
  'android',
  'bellsoft hardened containers',
  'cleanstart',
  'docker hardened images',
  'ghc',
  'git',
  'kubernetes',
  'linux',
  'oss-fuzz',
  'photon os',
  'root',
  'tuxcare',
]);

/** What stands behind the colon is an address of a repository here, and no release. */
const WITHOUT_RELEASES = new Set(['maven']);

const known = new Map<string, NamedEcosystem>();
const MAX_KNOWN = 2_000;

/** An ecosystem by any name of OSV or GHSA. The same object for the same name. */
export function ecosystemNamed(ecosystemName: string): NamedEcosystem {
  const before = known.get(ecosystemName);
  if (before !== undefined) return before;
  const named = Object.freeze(split(ecosystemName));
  if (known.size < MAX_KNOWN) known.set(ecosystemName, named);
  return named;
}

function split(ecosystemName: string): NamedEcosystem {
  const colon = ecosystemName.indexOf(':');
  const name = (colon === -1 ? ecosystemName : ecosystemName.slice(0, colon)).trim();
  const suffix = colon === -1 ? '' : ecosystemName.slice(colon + 1).trim();
  const ecosystem = NOT_OURS.has(name.toLowerCase()) ? null : (findEcosystem(name)?.ecosystem ?? null);
  const hasRelease = suffix !== '' && !(ecosystem !== null && WITHOUT_RELEASES.has(ecosystem));
  return { ecosystem, ecosystemName, release: hasRelease ? releaseOf(ecosystem, suffix) : null };
}

/** Ubuntu's releases with long support are marked (`22.04:LTS`), which is no part of the number. `Pro:` is: other repositories. */
function releaseOf(ecosystem: string | null, suffix: string): string {
  return ecosystem === 'ubuntu' && /:LTS$/i.test(suffix) ? suffix.slice(0, -4) : suffix;
}

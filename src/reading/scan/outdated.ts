/** Whether a version is older than the latest one, by the order of its own ecosystem. */
import { type Scheme, schemeOf } from '../../versions/index.ts';
import type { VersionStep } from './types.ts';

/** Schemes whose numbers mean major, minor and patch to those who write them. A distribution's versions are upstream's. */
const SEMANTIC = new Set([
  ...[
    'cargo',
    'composer',
    'conan',
    'elm',
    'gem',
    'github',
    'golang',
    'hex',
    'julia',
    'maven',
    'npm',
    'nuget',
  ],
  ...['pub', 'pypi', 'swift'],
]);

/**
 * The scheme is that of the package URL's type.
 *
 * @returns null where it is not older, and where the scheme does not know one of the two; else which number of the release
 * changes first, null in schemes without such numbers and where only a pre-release changes.
 */
export function behind(type: string, version: string, latest: string): { step: VersionStep | null } | null {
  const scheme = schemeOf(type);
  if (!scheme?.isValid(version) || !scheme.isValid(latest) || scheme.compare(version, latest) >= 0)
    return null;
  return { step: stepOf(scheme, version, latest) };
}

function stepOf(scheme: Scheme, version: string, latest: string): VersionStep | null {
  if (!SEMANTIC.has(scheme.id)) return null;
  const [a, b] = [scheme.release(version), scheme.release(latest)];
  if (!a || !b) return null;
  if (a.major !== b.major) return 'major';
  if (a.minor !== b.minor) return 'minor';
  return a.patch === b.patch ? null : 'patch';
}

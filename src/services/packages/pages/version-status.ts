/** What is said of a version beside its status and date. npm keeps a deprecated version in good standing, with a message. */
import type { PackageRow } from '../queries/package-row.ts';
import type { VersionRow } from '../queries/version-row.ts';

export function isDeprecated(version: Pick<VersionRow, 'metadata'>): boolean {
  return deprecationMessage(version) !== null;
}

/** Why users should not take this version, in its maintainers' words; null where they say nothing. */
export function deprecationMessage({ metadata }: Pick<VersionRow, 'metadata'>): string | null {
  const { deprecated } = metadata;
  return typeof deprecated === 'string' && deprecated !== '' ? deprecated : null;
}

/** True where versions bear the dates at which a mirror fetched them, and nobody says when they were published. */
export function hasMirroredDates({ metadata }: Pick<PackageRow, 'metadata'>): boolean {
  return metadata.mirrored_dates === true;
}

/** What the date of a version is. */
export function dateLabel(facts: Pick<PackageRow, 'metadata'>): string {
  return hasMirroredDates(facts) ? 'Reached the mirror' : 'Published';
}

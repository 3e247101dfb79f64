/** What is said against a version beside its status. npm keeps a deprecated version in good standing, with a message. */
import type { VersionRow } from '../queries/version-row.ts';

export function isDeprecated(version: Pick<VersionRow, 'metadata'>): boolean {
  return deprecationMessage(version) !== null;
}

/** Why users should not take this version, in its maintainers' words; null where they say nothing. */
export function deprecationMessage({ metadata }: Pick<VersionRow, 'metadata'>): string | null {
  const { deprecated } = metadata;
  return typeof deprecated === 'string' && deprecated !== '' ? deprecated : null;
}

/** What tests expect of `repositoryCandidates`. */
import type { RepositoryCandidate } from '../../core/records.ts';

/** A repository on a known forge that a field names. `raw` is what the field says, where that is another text than `url`. */
export const candidate = (
  field: string,
  url: string,
  raw = url,
  over: Partial<RepositoryCandidate> = {},
): RepositoryCandidate => ({ url, field, raw, kind: 'forge', chosen: false, ...over });

/** The candidate that is taken for the repository. */
export const chosen = (
  ...[field, url, raw]: [field: string, url: string, raw?: string]
): RepositoryCandidate => candidate(field, url, raw, { chosen: true });

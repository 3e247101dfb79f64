import type { JobRequest } from './jobs.ts';
import type { Lane } from './lanes.ts';

export const IMPORT_TASK = 'import';

/** The import of a registry's whole index, or of some suites of it; one at a time. */
export function importJob(
  registryName: string,
  suites: string[] | null,
  lane: Lane = 'backfill',
): JobRequest {
  return {
    task: IMPORT_TASK,
    key: `${IMPORT_TASK}:${registryName}`,
    lane,
    payload: { registry: registryName, suites },
    maxAttempts: 3,
  };
}

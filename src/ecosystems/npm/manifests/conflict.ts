/** Lockfiles that were committed in the middle of a merge. */
import { ManifestError } from '../../manifest.ts';

/** @throws ManifestError where a line of the text begins as git marks a conflict: what stands there is two files in one. */
export function refuseConflict(text: string, what: string): void {
  const at = text.startsWith('<<<<<<< ') ? 0 : text.indexOf('\n<<<<<<< ') + 1;
  if (at === 0 && !text.startsWith('<<<<<<< ')) return;
  const line = text.slice(0, at).split('\n').length;
  throw new ManifestError('malformed', `${what}: holds a merge conflict`, line, 1);
}

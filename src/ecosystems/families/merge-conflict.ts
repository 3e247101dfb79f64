/** Lockfiles that were committed in the middle of a merge. */
import { ManifestError } from '../manifest.ts';

const MARK = '<<<<<<< ';

/** @throws ManifestError where a line of the text begins as git marks a conflict: what stands there is two files in one. */
export function refuseConflict(text: string, what: string): void {
  let at = text.indexOf(MARK);
  while (at > 0 && text.charCodeAt(at - 1) !== 10) at = text.indexOf(MARK, at + MARK.length);
  if (at < 0) return;
  const line = text.slice(0, at).split('\n').length;
  throw new ManifestError('malformed', `${what}: holds a merge conflict`, line, 1);
}

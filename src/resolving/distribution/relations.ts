/** What a relation asks of versions, in the schemes of distributions. */
import { InputError } from '../../core/errors.ts';
import type { Scheme } from '../../versions/scheme.ts';

/**
 * Tells whether a version satisfies the requirement; null stands for a name that is provided without a version, which satisfies no
 * requirement (Debian Policy 7.5; apk does the same). What cannot be read, such as apk's `><` with a digest, is satisfied by none.
 * @param requirement as in `Relation`; null, empty and `*`: any.
 */
export function satisfying(scheme: Scheme, requirement: string | null): (version: string | null) => boolean {
  if (requirement === null || requirement === '' || requirement === '*') return () => true;
  try {
    const range = scheme.parseRange(requirement);
    return version => version !== null && scheme.includes(range, version);
  } catch (error) {
    if (error instanceof InputError) return () => false;
    throw error;
  }
}

/**
 * Names of R packages: letters, digits and dots, at least two characters, beginning with a letter and not ending in a
 * dot (https://cran.r-project.org/doc/manuals/r-release/R-exts.html#The-DESCRIPTION-file). Case counts.
 */
import type { NameRules, PurlRules } from '../../ecosystem.ts';

const VALID = /^[A-Za-z][A-Za-z0-9.]*[A-Za-z0-9]$/;
const MAX_LENGTH = 100;

export const rNames: NameRules = {
  normalise: name => name.trim(),
  problem(name) {
    if (name.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
    return VALID.test(name)
      ? null
      : 'is not made of letters, digits and dots, from a letter to a letter or digit';
  },
  namespace: () => null,
};

/** In the order of their bits in the store: append only. They are the fields of DESCRIPTION. */
export const R_DEPENDENCY_KINDS = ['depends', 'imports', 'linking-to', 'suggests', 'enhances'] as const;

/** `pkg:cran/ggplot2`. */
export function rPurl(type: string): PurlRules {
  return {
    type,
    toPurl: name => ({ namespace: null, name }),
    fromPurl({ namespace, name }) {
      const normal = rNames.normalise(name);
      return namespace === null && rNames.problem(normal) === null ? normal : null;
    },
  };
}

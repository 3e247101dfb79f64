/** What `terraform init` would download of modules. README.md says which rules are followed. */
import { nestedCopies } from '../../resolving/nested.ts';
import { gem } from '../../versions/schemes/gem.ts';
import { npm } from '../../versions/schemes/npm.ts';

/** Without an operator, or with `=`. */
const EXACT = /^\s*=?\s*v?\d[^\s,]*\s*$/;

export default nestedCopies({
  description:
    'Each call of a module gets the highest version that it admits, whatever other calls get. Modules that submodules call are followed ' +
    'where the kind is asked for.',
  kinds: ['runtime'],
  // Its constraints are those of RubyGems but for pre-releases: https://developer.hashicorp.com/terraform/language/expressions/version-constraints.
  admits: (version, requirement) =>
    (npm.isStable(version) || EXACT.test(requirement)) &&
    gem.satisfies(version, requirement.trim().replace(/^=?\s*v/, '')),
  isStable: npm.isStable,
});

/** What `helm dependency update` would put below a chart, and below those in turn. README.md says which rules are followed. */
import { nestedCopies } from '../../resolving/nested.ts';
import { npm } from '../../versions/schemes/npm.ts';

export default nestedCopies({
  description:
    'Each chart gets charts of its own: of every dependency the highest version that it admits. Conditions and tags are not evaluated.',
  kinds: ['runtime'],
  // Conditions may be joined by commas: https://helm.sh/docs/topics/charts/#the-version-field of dependencies.
  admits: (version, requirement) => npm.satisfies(version, requirement.replaceAll(',', ' ')),
  isStable: npm.isStable,
  elsewhere({ name, qualifiers }) {
    if (qualifiers?.repository !== undefined) return qualifiers.repository;
    return name.includes('/') ? null : 'inside';
  },
});

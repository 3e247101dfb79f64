/** What `puppet module install` would install: one version of each module. README.md says which rules are followed. */
import { oneVersion } from '../../resolving/pubgrub/one-version.ts';
import { positionsWhere } from '../../resolving/pubgrub/packages.ts';
import { positionsIn } from '../../resolving/pubgrub/positions.ts';
import { npm } from '../../versions/schemes/npm.ts';

export default oneVersion({
  id: 'pubgrub',
  description:
    'One version of each module: the highest release that all requirements admit. What modules require of Puppet itself is not looked at, ' +
    'as by the module tool.',
  kinds: ['runtime'],
  environment: [],
  options: [],
  begin: request => ({
    admitted(requirement, versions) {
      const range = npm.parseRange(requirement);
      const within = positionsIn(npm, versions, range.intervals);
      if (request.prereleases) return within;
      return positionsWhere(within, versions.length, at => npm.includes(range, versions[at]!.number));
    },
    tier: ({ number }) => (request.prereleases || npm.isStable(number) ? 0 : 1),
  }),
});

/** What Mix would lock: one version of each package, by PubGrub as Hex has it. README.md says which rules are followed. */
import type { DependencyRecord } from '../../core/records.ts';
import { oneVersion } from '../../resolving/pubgrub/one-version.ts';
import { positionsIn } from '../../resolving/pubgrub/positions.ts';
import { asWanted, constraint, type Need } from '../../resolving/pubgrub/rules.ts';
import { hex } from '../../versions/schemes/hex.ts';

const KINDS = ['runtime'];

export default oneVersion({
  id: 'pubgrub',
  description:
    'One version of each package, as Hex chooses: the highest release that all requirements admit, a pre-release where no release ' +
    'does. Optional dependencies only bound what others bring along.',
  kinds: KINDS,
  environment: [],
  options: [],
  begin(request) {
    const kinds = new Set(request.kinds ?? KINDS);
    return {
      admitted: (requirement, versions) => positionsIn(hex, versions, hex.parseRange(requirement).intervals),
      tier: ({ number }) => (request.prereleases || hex.isStable(number) ? 0 : 1),
      roots: () => request.roots.map(need),
      needs: ({ dependencies }) =>
        (dependencies ?? [])
          .filter(({ kind }) => kinds.has(kind))
          .map(one => (one.optional ? constraint(one) : need(one))),
    };
  },
});

/** What comes from another repository is asked for by a requirement that none can satisfy, nor read. */
function need(dependency: DependencyRecord): Need {
  const repository = dependency.qualifiers?.repository;
  const wanted = asWanted(dependency);
  return {
    dependency,
    options: [
      repository === undefined ? wanted : { ...wanted, requirement: `from the repository ${repository}` },
    ],
  };
}

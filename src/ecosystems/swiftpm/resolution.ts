/** What Swift Package Manager would pin: one version of each package, by PubGrub. README.md says which rules are followed. */
import type { DependencyRecord } from '../../core/records.ts';
import { oneVersion } from '../../resolving/pubgrub/one-version.ts';
import { positionsWhere } from '../../resolving/pubgrub/packages.ts';
import { positionsIn } from '../../resolving/pubgrub/positions.ts';
import { asWanted, type Need, type Policy } from '../../resolving/pubgrub/rules.ts';
import type { Candidate, ResolveRequest } from '../../resolving/types.ts';
import { swift } from '../../versions/schemes/swift.ts';

const KINDS = ['runtime'];
const RELATION = /^(>=|==?)\s*(v?\d[^\s,]{0,200})$/;

export default oneVersion({
  id: 'pubgrub',
  description:
    'One version of each package, as Swift Package Manager chooses: the highest that all requirements admit, with pre-releases only ' +
    'where a requirement names one. What packages pin counts as “from this version, up to the next major one”.',
  kinds: KINDS,
  environment: [],
  options: [],
  begin,
});

function begin(request: ResolveRequest): Policy {
  const kinds = new Set(request.kinds ?? KINDS);
  return {
    versions: ({ versions }) => versions.filter(({ number }) => swift.isValid(number)),
    admitted(requirement, versions) {
      const range = swift.parseRange(inWords(requirement));
      const within = positionsIn(swift, versions, range.intervals);
      if (request.prereleases || range.takesPrereleases) return within;
      return positionsWhere(within, versions.length, at => swift.isStable(versions[at]!.number));
    },
    // Without a requirement a release goes before what is none.
    tier: ({ number }) => (request.prereleases || swift.isStable(number) ? 0 : 1),
    roots: () => request.roots.map(root => need(root, asWanted(root).requirement)),
    needs: ({ dependencies }: Candidate) =>
      (dependencies ?? [])
        .filter(({ kind }) => kinds.has(kind))
        .map(one => need(one, one.requirement === null ? null : sincePinned(one.requirement))),
  };
}

function need(dependency: DependencyRecord, requirement: string | null): Need {
  return { dependency, options: [{ name: dependency.name, requirement }] };
}

/** `>= 1.2.0`, as manifests are read here, is `from: "1.2.0"`; `= 1.2.0` is exact. */
function inWords(requirement: string): string {
  const [, operator, version] = RELATION.exec(requirement.trim()) ?? [];
  if (version === undefined) return requirement;
  return operator === '>=' ? `from: "${version}"` : `exact: "${version}"`;
}

/** A pin says what a package was made with; what it needs is what is compatible with that. */
function sincePinned(requirement: string): string {
  return swift.isValid(requirement) ? `from: "${requirement}"` : requirement;
}

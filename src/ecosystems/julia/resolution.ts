/** What Pkg would put into a manifest: one version of each package. README.md says which rules are followed and where they are from. */
import type { DependencyRecord } from '../../core/records.ts';
import { oneVersion } from '../../resolving/pubgrub/one-version.ts';
import { between, positionsIn } from '../../resolving/pubgrub/positions.ts';
import {
  asWanted,
  constraint,
  type Need,
  type Policy,
  platformPackage,
  type Refusal,
} from '../../resolving/pubgrub/rules.ts';
import { readSettings } from '../../resolving/settings.ts';
import type { Candidate, ResolveRequest, ResolverSetting } from '../../resolving/types.ts';
import { julia } from '../../versions/schemes/julia.ts';
import { STANDARD_LIBRARY, VERSIONED_BY_ITSELF } from './standard-library.ts';

const KINDS = ['runtime'];
const ENVIRONMENT: readonly ResolverSetting[] = [
  { name: 'julia', description: 'The version of Julia.', default: '1.12.0', values: null },
];

export default oneVersion({
  id: 'pubgrub',
  description:
    'One version of each package: the highest that all compat entries admit for the version of Julia. Weak dependencies only bound ' +
    'what others bring along; the standard library is of Julia itself. Pkg searches by other means and may settle on another optimum.',
  kinds: KINDS,
  environment: ENVIRONMENT,
  options: [],
  begin,
});

function begin(request: ResolveRequest): Policy {
  const version = readSettings(request.environment, ENVIRONMENT, 'environment').julia!;
  const kinds = new Set(request.kinds ?? KINDS);
  const locked = new Set(request.locked.map(one => `${one.name}@${one.version}`));
  // Before extensions Pkg did not know of weak dependencies.
  const knowsWeak = julia.compare(version, '1.9.0-') >= 0;
  // Before, the library had no versions of its own, and compat entries for it were not looked at.
  const isLibraryVersioned = julia.compare(version, '1.10.0-') >= 0;

  function refusal({ metadata }: Candidate): Refusal | null {
    const requirement = metadata.julia;
    if (typeof requirement !== 'string' || admits(requirement, version)) return null;
    return { kind: 'environment', because: `needs Julia ${requirement}, and ${version} is given` };
  }

  function needs({ dependencies }: Candidate): Need[] {
    const found: Need[] = [];
    for (const one of dependencies ?? []) {
      if (kinds.has(one.kind)) found.push(need(one));
      else if (one.kind === 'weak' && knowsWeak) found.push(constraint(one));
    }
    return found;
  }

  return {
    versions: ({ versions }) =>
      versions.filter(({ name, number, status }) => status !== 'yanked' || locked.has(`${name}@${number}`)),
    admitted(requirement, versions, name) {
      // Compat entries have three numbers at most; a version that is asked for may have more (`1.5.6+1`).
      const exact = /^=?\s*(\d[^\s,]*\+[^\s,]*)$/.exec(requirement)?.[1];
      const named = exact === undefined ? -1 : versions.findIndex(({ number }) => number === exact);
      if (named >= 0) return between(named, named + 1);
      const { intervals } = julia.parseRange(requirement);
      const isAny = VERSIONED_BY_ITSELF.has(name) || (STANDARD_LIBRARY.has(name) && !isLibraryVersioned);
      return isAny ? between(0, versions.length) : positionsIn(julia, versions, intervals);
    },
    tier: ({ number }) => (request.prereleases || julia.isStable(number) ? 0 : 1),
    refusal,
    roots: () => request.roots.map(need),
    needs,
    platform: name =>
      STANDARD_LIBRARY.has(name) || VERSIONED_BY_ITSELF.has(name) ? platformPackage(name, version) : null,
  };
}

function need(dependency: DependencyRecord): Need {
  return { dependency, options: [asWanted(dependency)] };
}

/** What cannot be read asks for nothing. */
function admits(requirement: string, version: string): boolean {
  try {
    return julia.satisfies(version, requirement);
  } catch {
    return true;
  }
}

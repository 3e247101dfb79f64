/** What conda would install: one version of each package. README.md says which rules are followed and where they are from. */
import type { DependencyRecord } from '../../core/records.ts';
import { oneVersion } from '../../resolving/pubgrub/one-version.ts';
import { positionsWhere } from '../../resolving/pubgrub/packages.ts';
import { positionsIn } from '../../resolving/pubgrub/positions.ts';
import { asWanted, constraint, type Need, type Policy } from '../../resolving/pubgrub/rules.ts';
import { readSettings } from '../../resolving/settings.ts';
import type { Candidate, ResolveRequest, UniversePackage } from '../../resolving/types.ts';
import { conda } from '../../versions/schemes/conda.ts';
import { ENVIRONMENT, virtualPackage } from './virtual-packages.ts';

const KINDS = ['runtime'];

export default oneVersion({
  id: 'pubgrub',
  description:
    'One version of each package of the channel: the highest that all match specifications admit, for a platform and its virtual ' +
    'packages. Builds are not told apart, but for the versions of Python that they are for.',
  kinds: KINDS,
  environment: ENVIRONMENT,
  options: [],
  begin,
});

function begin(request: ResolveRequest): Policy {
  const environment = readSettings(request.environment, ENVIRONMENT, 'environment');
  const kinds = new Set(request.kinds ?? KINDS);
  const locked = new Set(request.locked.map(one => `${one.name}@${one.version}`));

  function takesPart(candidate: Candidate): boolean {
    if (!isBuiltFor(candidate, environment.platform!)) return false;
    const isOnMain = candidate.status === null && candidate.metadata.labels === undefined;
    return isOnMain || locked.has(`${candidate.name}@${candidate.number}`);
  }

  function needs({ dependencies, metadata }: Candidate): Need[] {
    const pythons = textsIn(metadata.pythons);
    const found: Need[] = [];
    for (const one of dependencies ?? []) {
      if (one.kind === 'constraint') found.push(constraint(one));
      // It says for which Python the build is that speaks for the version.
      else if (kinds.has(one.kind) && !(pythons.length > 0 && one.name === 'python_abi'))
        found.push(need(one, pythons));
    }
    return found;
  }

  return {
    order: 'declared',
    versions: ({ versions }) => versions.filter(takesPart),
    admitted(requirement, versions) {
      const range = conda.parseRange(requirement);
      const within = positionsIn(conda, versions, range.intervals);
      return range.condition === null
        ? within
        : positionsWhere(within, versions.length, at => conda.includes(range, versions[at]!.number));
    },
    roots: () => request.roots.map(root => need(root, [])),
    needs,
    platform: name => (name.startsWith('__') ? ofMachine(name, environment) : null),
  };
}

/** @param pythons for which there are builds of the version that needs it; none: this one is for all. */
function need(dependency: DependencyRecord, pythons: readonly string[]): Need {
  const wanted = asWanted(dependency);
  const isOfBuild = dependency.name === 'python' && pythons.length > 0;
  return {
    dependency,
    options: [isOfBuild ? { ...wanted, requirement: pythons.map(one => `${one}.*`).join('|') } : wanted],
  };
}

/** True also where it is not known for which platforms there are builds. */
function isBuiltFor({ metadata }: Candidate, platform: string): boolean {
  const subdirs = textsIn(metadata.subdirs);
  const all = subdirs.length > 0 ? subdirs : textsIn([metadata.arch ?? null]);
  return all.length === 0 || all.includes(platform) || all.includes('noarch');
}

function ofMachine(name: string, environment: Record<string, string>): UniversePackage {
  const number = virtualPackage(name, environment);
  const versions: Candidate[] =
    number === null
      ? []
      : [{ name, number, publishedAt: null, status: null, metadata: {}, dependencies: [] }];
  return { name, metadata: {}, status: null, latest: number, versions };
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(one => typeof one === 'string') : [];
}

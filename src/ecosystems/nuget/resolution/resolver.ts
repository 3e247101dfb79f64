/**
 * NuGet's resolver, as for projects with PackageReference: https://learn.microsoft.com/nuget/concepts/dependency-resolution. Central
 * versions are those of https://learn.microsoft.com/nuget/consume-packages/central-package-management.
 */
import { InputError } from '../../../core/errors.ts';
import type { DependencyRecord } from '../../../core/records.ts';
import type { Budget } from '../../../resolving/budget.ts';
import type { Candidate, Resolution, ResolveRequest, Resolver, Universe } from '../../../resolving/types.ts';
import { dependencyKinds } from '../kinds.ts';
import { type Framework, fallbackFramework, nearestFramework, parseFramework } from './frameworks.ts';
import { type Asked, chooseVersions } from './graph.ts';
import { resultOf } from './result.ts';
import { requirementReader } from './versions.ts';

const DEFAULT_FRAMEWORK = 'net8.0';

export const nugetResolver: Resolver = {
  id: 'lowest-applicable',
  description:
    'As NuGet does for projects with PackageReference: of each range the lowest version, of floating ones the highest; of several the ' +
    'highest of these, unless something nearer to the project asks for less; of each package the dependencies for the framework.',
  kinds: dependencyKinds,
  environment: [
    {
      name: 'framework',
      description: 'The target framework of the project: net8.0, net472, netstandard2.0, net8.0-windows ...',
      default: DEFAULT_FRAMEWORK,
      values: null,
    },
  ],
  options: [
    {
      name: 'transitive-pinning',
      description:
        'Central versions count for packages of packages as well (CentralPackageTransitivePinningEnabled).',
      default: 'false',
      values: ['false', 'true'],
    },
  ],
  resolve,
};

async function resolve(request: ResolveRequest, universe: Universe, budget: Budget): Promise<Resolution> {
  const written = request.environment.framework ?? DEFAULT_FRAMEWORK;
  const framework = parseFramework(written);
  if (framework === null)
    throw new InputError('environment.framework', `"${written.slice(0, 80)}" is no target framework`);
  for (const { name, within } of request.overrides)
    if (within.length > 1)
      throw new InputError(
        'overrides',
        `${name} is within ${within.join(' > ')}: one package is all that can be named`,
      );
  const read = requirementReader();
  const kinds = new Set(request.kinds ?? dependencyKinds);
  const central = new Map(
    request.roots
      .filter(({ kind }) => kind === 'central')
      .map(({ name, requirement }) => [name, requirement]),
  );
  const pins = request.options['transitive-pinning'] === 'true' ? central : new Map<string, string | null>();

  const askedBy = (from: string | null, record: DependencyRecord): Omit<Asked, 'candidate' | 'eclipsed'> => {
    const { name, requirement: stated, kind, optional } = record;
    const override = request.overrides.find(
      one => one.name === name && (one.within.length === 0 || one.within[0] === from),
    );
    const given = from === null ? (stated ?? central.get(name) ?? null) : (pins.get(name) ?? stated);
    const counts = override?.requirement ?? given;
    return {
      from,
      name,
      kind,
      optional,
      written: stated,
      overridden: counts === stated ? null : counts,
      requirement: read(counts ?? ''),
    };
  };
  const roots = request.roots.filter(({ kind }) => kind !== 'central').map(record => askedBy(null, record));
  const asks = (candidate: Candidate | null) =>
    candidate === null
      ? roots
      : dependenciesFor(framework, candidate)
          .records.filter(({ kind, optional }) => kinds.has(kind) && !optional)
          .map(record => askedBy(candidate.name, record));
  const isLatest = ({
    from,
    written: stated,
    overridden,
  }: {
    from: string | null;
    written: string | null;
    overridden: string | null;
  }) => from === null && stated === null && overridden === null;
  const graph = await chooseVersions(asks, isLatest, request, universe, budget);
  return resultOf(graph, universe, written, candidate => dependenciesFor(framework, candidate).kind, budget);
}

/** What a version needs in a framework, and how well the framework is met. */
function dependenciesFor(
  framework: Framework,
  { dependencies, metadata }: Candidate,
): { records: readonly DependencyRecord[]; kind: 'exact' | 'fallback' | 'incompatible' } {
  const records = dependencies ?? [];
  const groups = groupsOf(records, metadata.target_frameworks);
  if (groups.length === 0) return { records, kind: 'exact' };
  const nearest = nearestFramework(framework, groups);
  const group = nearest ?? fallbackFramework(framework, groups);
  if (group === null) return { records: [], kind: 'incompatible' };
  return {
    records: records.filter(({ qualifiers }) => qualifiers?.frameworks?.split(',').includes(group) ?? true),
    kind: nearest === null ? 'fallback' : 'exact',
  };
}

/** Frameworks with a group, also an empty one; where the index does not keep them, those that dependencies name. */
function groupsOf(records: readonly DependencyRecord[], kept: unknown): string[] {
  if (Array.isArray(kept)) return kept.filter(one => typeof one === 'string');
  return [...new Set(records.flatMap(({ qualifiers }) => qualifiers?.frameworks?.split(',') ?? []))];
}

/**
 * The resolver of ecosystems without rules of their own: of every name one version, the highest that satisfies whoever asked
 * first, breadth first. What later requirements do not admit is said, not solved.
 */
import { InputError } from '../core/errors.ts';
import type { DependencyRecord } from '../core/records.ts';
import type { Scheme } from '../versions/scheme.ts';
import type { Budget } from './budget.ts';
import type {
  Candidate,
  Resolution,
  ResolutionProblem,
  ResolvedEdge,
  ResolveRequest,
  Resolver,
  Universe,
  UniversePackage,
} from './types.ts';

interface Asked {
  from: number | null;
  dependency: DependencyRecord;
}

/** @param kinds dependency kinds that are followed when the request does not say. */
export function highestMatch(scheme: Scheme, kinds: readonly string[]): Resolver {
  return {
    id: 'highest',
    description:
      'One version of each package: the highest that the first requirement met, breadth first, admits. Not the rules of the ' +
      'ecosystem’s own tool.',
    kinds,
    environment: [],
    options: [],
    resolve: (request, universe, budget) => resolve(scheme, kinds, request, universe, budget),
  };
}

async function resolve(
  scheme: Scheme,
  defaults: readonly string[],
  request: ResolveRequest,
  universe: Universe,
  budget: Budget,
): Promise<Resolution> {
  const resolution: Resolution = { nodes: [], edges: [], problems: [], pending: [] };
  const kinds = new Set(request.kinds ?? defaults);
  const chosen = new Map<string, number | null>();
  let level: Asked[] = request.roots.map(dependency => ({ from: null, dependency }));
  while (level.length > 0) {
    await universe.load(level.map(({ dependency }) => dependency.name));
    const next: Asked[] = [];
    for (const asked of level) {
      budget.spend();
      const before = resolution.nodes.length;
      take(scheme, request, universe, resolution, chosen, asked, budget);
      for (let node = before; node < resolution.nodes.length; node++)
        next.push(...followed(resolution, node, kinds));
    }
    await budget.pause();
    level = next;
  }
  return resolution;
}

/** Gives the dependency an edge, and what it names a node where it has none yet. */
function take(
  scheme: Scheme,
  request: ResolveRequest,
  universe: Universe,
  resolution: Resolution,
  chosen: Map<string, number | null>,
  { from, dependency }: Asked,
  budget: Budget,
): void {
  const { name, kind, optional } = dependency;
  const override = request.overrides.find(one => one.name === name && one.within.length === 0);
  const requirement = override?.requirement ?? dependency.requirement ?? '*';
  let to = chosen.get(name);
  if (to === undefined) {
    const found = universe.get(name);
    to = null;
    if (found === 'pending') resolution.pending.push(name);
    else if (found === 'missing' || found === undefined)
      report(resolution, asProblem('missing-package', `there is no package ${name}`));
    else {
      const candidate = highest(scheme, found, requirement, request, budget);
      if (candidate) to = addNode(resolution, candidate, optional);
      else
        report(
          resolution,
          asProblem('no-matching-version', `no version of ${name} satisfies ${requirement}`),
        );
    }
    chosen.set(name, to);
  }
  const satisfied = to !== null && admits(scheme, resolution.nodes[to]!.version, requirement);
  if (to !== null && !satisfied)
    report(
      resolution,
      asProblem(
        'conflict',
        `${requirement} is asked of ${name}, but ${resolution.nodes[to]!.version} was chosen for another requirement`,
      ),
    );
  const edge: ResolvedEdge = {
    from,
    to,
    name,
    requirement: dependency.requirement ?? '*',
    overridden: override ? override.requirement : null,
    kind,
    optional,
    satisfied,
  };
  resolution.edges.push(edge);

  function asProblem(problem: ResolutionProblem['kind'], message: string): ResolutionProblem {
    return {
      kind: problem,
      severity: optional ? 'warning' : 'error',
      message,
      name,
      requirement,
      from,
      explanation: [],
    };
  }
}

function report(resolution: Resolution, problem: ResolutionProblem): void {
  resolution.problems.push(problem);
}

function addNode(resolution: Resolution, candidate: Candidate, optional: boolean): number {
  resolution.nodes.push({
    name: candidate.name,
    version: candidate.number,
    candidate,
    location: null,
    alias: null,
    optional,
    features: [],
  });
  return resolution.nodes.length - 1;
}

/** The first of each group of alternatives, of the kinds that are followed. */
function followed(resolution: Resolution, from: number, kinds: ReadonlySet<string>): Asked[] {
  const candidate = resolution.nodes[from]!.candidate;
  if (!candidate) return [];
  if (candidate.dependencies === null) {
    report(resolution, {
      kind: 'unknown-dependencies',
      severity: 'warning',
      message: `the dependencies of ${candidate.name} ${candidate.number} are not known`,
      name: candidate.name,
      requirement: null,
      from,
      explanation: [],
    });
    return [];
  }
  return candidate.dependencies
    .filter(one => kinds.has(one.kind) && !one.optional && one.alternative !== true)
    .map(dependency => ({ from, dependency }));
}

/** A locked version, else the highest in good standing: a release, or a pre-release where nothing else satisfies or it is wished. */
function highest(
  scheme: Scheme,
  { name, versions }: UniversePackage,
  requirement: string,
  request: ResolveRequest,
  budget: Budget,
): Candidate | null {
  const fits = versions.filter(candidate => {
    budget.spend();
    return admits(scheme, candidate.number, requirement);
  });
  const locked = fits.find(({ number }) =>
    request.locked.some(one => one.name === name && one.version === number),
  );
  if (locked) return locked;
  const standing = fits.filter(({ status }) => status === null);
  const releases = request.prereleases ? standing : standing.filter(({ number }) => scheme.isStable(number));
  return releases.at(-1) ?? standing.at(-1) ?? fits.at(-1) ?? null;
}

/** False for a requirement that the scheme cannot read. */
function admits(scheme: Scheme, version: string, requirement: string): boolean {
  if (requirement === '*' || requirement === '') return true;
  try {
    return scheme.satisfies(version, requirement);
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

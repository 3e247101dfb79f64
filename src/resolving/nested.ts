/**
 * The resolver of tools that give every dependency a copy of its own: of each the highest version that it admits, whatever others
 * admit. Copies of one version are one node, so that the graph is no larger than what there is.
 */
import { InputError } from '../core/errors.ts';
import type { DependencyRecord } from '../core/records.ts';
import type { Budget } from './budget.ts';
import { plainEdge, plainNode } from './plain.ts';
import { remarksOn } from './remarks.ts';
import type {
  Candidate,
  ProblemKind,
  Resolution,
  ResolveRequest,
  Resolver,
  Universe,
  UniversePackage,
} from './types.ts';

export interface NestedRules extends Pick<Resolver, 'description' | 'kinds'> {
  /** @throws InputError for a requirement that cannot be read. */
  admits(version: string, requirement: string): boolean;
  isStable(version: string): boolean;
  /** Of what no registry holds: `inside`, where it lies in the archive of who needs it, or where it comes from; null: none of these. */
  elsewhere?(dependency: DependencyRecord): string | null;
}

interface Asked {
  from: number | null;
  dependency: DependencyRecord;
}

/** A resolver by these rules. It knows neither environment nor options, and never conflicts. */
export function nestedCopies(rules: NestedRules): Resolver {
  return {
    id: 'nested',
    description: rules.description,
    kinds: rules.kinds,
    environment: [],
    options: [],
    resolve: (request, universe, budget) => resolve(rules, request, universe, budget),
  };
}

async function resolve(
  rules: NestedRules,
  request: ResolveRequest,
  universe: Universe,
  budget: Budget,
): Promise<Resolution> {
  const resolution: Resolution = { nodes: [], edges: [], problems: [], pending: [] };
  const kinds = new Set(request.kinds ?? rules.kinds);
  const nodes = new Map<Candidate, number>();
  const picked = new Map<string, Candidate | InputError | null>();
  const pending = new Set<string>();

  let level: Asked[] = request.roots.map(dependency => ({ from: null, dependency }));
  while (level.length > 0) {
    await universe.load(level.filter(isHere).map(({ dependency }) => dependency.name));
    const next: Asked[] = [];
    for (const asked of level) {
      budget.spend();
      const opened = take(asked);
      if (opened !== null) next.push(...followed(opened));
    }
    await budget.pause();
    level = next;
  }
  resolution.pending = [...pending];
  return resolution;

  function isHere({ dependency }: Asked): boolean {
    return (rules.elsewhere?.(dependency) ?? null) === null;
  }

  /** Gives the dependency its edge; the position of a node that is new, else null. */
  function take(asked: Asked): number | null {
    const { from, dependency } = asked;
    const { name } = dependency;
    const by = from === null ? null : resolution.nodes[from]!.name;
    const override = overrideOf(request, by, name);
    const requirement = override ?? dependency.requirement ?? '*';
    const place = rules.elsewhere?.(dependency) ?? null;
    if (place === 'inside') return null;
    let candidate: Candidate | null = null;
    if (place !== null) report(asked, requirement, 'unsupported', `${name} comes from ${place}`, 'warning');
    else candidate = found(asked, requirement);
    let to = candidate === null ? null : (nodes.get(candidate) ?? null);
    const isNew = candidate !== null && to === null;
    if (candidate !== null && to === null) to = addNode(candidate);
    resolution.edges.push(plainEdge(dependency, { from, to, overridden: override, satisfied: to !== null }));
    return isNew ? to : null;
  }

  function found(asked: Asked, requirement: string): Candidate | null {
    const { name } = asked.dependency;
    const known = universe.get(name);
    if (known === 'pending') {
      pending.add(name);
      return null;
    }
    if (known === 'missing' || known === undefined) {
      report(asked, requirement, 'missing-package', `there is no ${name}`);
      return null;
    }
    const key = `${name}\0${requirement}`;
    const pick = picked.get(key) ?? highest(rules, known, requirement, request, budget);
    picked.set(key, pick);
    if (pick instanceof InputError) report(asked, requirement, 'unsupported', pick.message);
    else if (pick !== null) return pick;
    else report(asked, requirement, 'no-matching-version', `no version of ${name} satisfies ${requirement}`);
    return null;
  }

  function report(
    { from, dependency: { name } }: Asked,
    requirement: string,
    kind: ProblemKind,
    message: string,
    severity: 'error' | 'warning' = 'error',
  ): void {
    resolution.problems.push({ kind, severity, message, name, requirement, from, explanation: [] });
  }

  function addNode(candidate: Candidate): number {
    const node = resolution.nodes.length;
    nodes.set(candidate, node);
    resolution.nodes.push(plainNode(candidate));
    return node;
  }

  function followed(from: number): Asked[] {
    const candidate = resolution.nodes[from]!.candidate!;
    resolution.problems.push(...remarksOn(candidate, from));
    return (candidate.dependencies ?? [])
      .filter(({ kind, optional }) => kinds.has(kind) && !optional)
      .map(dependency => ({ from, dependency }));
  }
}

function overrideOf({ overrides }: ResolveRequest, by: string | null, name: string): string | null {
  const of = overrides.filter(one => one.name === name);
  const own = of.find(({ within }) => by !== null && within.at(-1) === by);
  return (own ?? of.find(({ within }) => within.length === 0))?.requirement ?? null;
}

/** What is locked, else the highest in good standing; a pre-release only where no release satisfies. */
function highest(
  rules: NestedRules,
  { name, versions }: UniversePackage,
  requirement: string,
  request: ResolveRequest,
  budget: Budget,
): Candidate | InputError | null {
  budget.spend(versions.length);
  try {
    const isAny = requirement === '*' || requirement === '';
    const fits = isAny ? versions : versions.filter(({ number }) => rules.admits(number, requirement));
    const locked = request.locked.find(one => one.name === name)?.version;
    const kept = fits.find(({ number }) => number === locked);
    if (kept) return kept;
    const releases = request.prereleases ? fits : fits.filter(({ number }) => rules.isStable(number));
    const best = releases.length > 0 ? releases : fits;
    return best.findLast(({ status }) => status === null) ?? best.at(-1) ?? null;
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

/** The answer in the contract's terms: nodes, an edge for every need, and problems in words. */
import type { Catalogue } from '../../../../resolving/distribution/catalogue.ts';
import { meets } from '../../../../resolving/distribution/catalogue.ts';
import { type Group, labelOf, type Relation, type Unit } from '../../../../resolving/distribution/types.ts';
import type {
  Resolution,
  ResolutionProblem,
  ResolvedEdge,
  ResolveRequest,
} from '../../../../resolving/types.ts';

export interface Answer {
  request: ResolveRequest;
  roots: readonly Group[];
  catalogue: Catalogue;
  installed: readonly Unit[];
  /** Why not all of the request could be installed; empty or absent where it could. */
  explanation?: readonly string[];
}

export function resultOf({ roots, catalogue, installed, explanation = [] }: Answer): Resolution {
  const positions = new Map(installed.map((unit, position) => [unit, position]));
  const edges: ResolvedEdge[] = [];
  const problems: ResolutionProblem[] = [];
  for (const group of roots) {
    edges.push(edgeOf(null, group));
    if (edges.at(-1)?.to === null) problems.push(unsatisfied(group, catalogue, explanation));
    else problems.push(...virtualProblem(group));
  }
  installed.forEach((unit, from) => {
    if (unit.candidate.dependencies === null) problems.push(unknown(unit, from));
    for (const group of unit.groups ?? []) edges.push(edgeOf(from, group));
  });
  const needed = hardOf(roots, edges, installed.length);
  const nodes = installed.map(({ candidate }, position) => ({
    name: candidate.name,
    version: candidate.number,
    candidate,
    location: null,
    alias: null,
    optional: !needed.has(position),
    features: [],
  }));
  return { nodes, edges, problems, pending: [...catalogue.pending].sort() };

  function edgeOf(from: number | null, { need, isHard, options }: Group): ResolvedEdge {
    const unit = options.find(option => positions.has(option));
    const relation =
      (unit && need.relations.find(one => meets(unit, one))) ?? (need.relations[0] as Relation);
    return {
      from,
      to: unit === undefined ? null : (positions.get(unit) as number),
      name: relation.name,
      requirement: relation.requirement ?? '*',
      overridden: null,
      kind: need.record.kind,
      optional: !isHard,
      satisfied: unit !== undefined,
    };
  }
}

/** Positions of what is needed without recommendations. */
function hardOf(roots: readonly Group[], edges: readonly ResolvedEdge[], count: number): Set<number> {
  const out: number[][] = Array.from({ length: count }, () => []);
  const needed = new Set<number>();
  const waiting: number[] = [];
  edges.forEach(({ from, to, optional }, i) => {
    if (to === null || optional) return;
    if (from !== null) out[from]?.push(to);
    else if (i < roots.length) waiting.push(to);
  });
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (needed.has(next)) continue;
    needed.add(next);
    waiting.push(...(out[next] as number[]));
  }
  return needed;
}

function unsatisfied(
  { need, options }: Group,
  catalogue: Catalogue,
  explanation: readonly string[],
): ResolutionProblem {
  const [relation] = need.relations as [Relation];
  const { name, requirement } = relation;
  const base = { severity: 'error' as const, name, requirement, from: null, explanation: [] };
  if (options.length > 0)
    return {
      ...base,
      kind: 'conflict',
      message: `${need.text} cannot be installed together with what else it and the request need`,
      explanation: [...explanation],
    };
  const versions = catalogue.unitsOf(name);
  if (versions.length === 0)
    return {
      ...base,
      kind: 'missing-package',
      message: `there is no package ${name}, nor one that provides it`,
    };
  return {
    ...base,
    kind: 'no-matching-version',
    message: `no version of ${name} satisfies ${requirement}: there is ${versions.map(labelOf).join(', ')}`,
  };
}

/** apt takes the only provider of a name that is asked for, and of several lets people choose. */
function virtualProblem({ need, options }: Group): ResolutionProblem[] {
  const [relation] = need.relations as [Relation];
  const { name, requirement } = relation;
  if (need.relations.length > 1 || options.length < 2) return [];
  if (options.some(({ candidate }) => candidate.name === name)) return [];
  const shown = options.slice(0, 8).map(({ candidate }) => candidate.name);
  const more = options.length > shown.length ? ` and ${options.length - shown.length} more` : '';
  return [
    {
      kind: 'unsupported',
      severity: 'error',
      message: `${name} is a virtual package that ${shown.join(', ')}${more} provide: apt asks to choose one, here the first was taken`,
      name,
      requirement,
      from: null,
      explanation: [],
    },
  ];
}

function unknown(unit: Unit, from: number): ResolutionProblem {
  return {
    kind: 'unknown-dependencies',
    severity: 'warning',
    message: `the dependencies of ${labelOf(unit)} are not known`,
    name: unit.candidate.name,
    requirement: null,
    from,
    explanation: [],
  };
}

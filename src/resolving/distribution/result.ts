/** The answer in the contract's terms: nodes, an edge for every need, and problems in words. */

import type { Resolution, ResolutionProblem, ResolvedEdge } from '../types.ts';
import type { Catalogue } from './catalogue.ts';
import { meets } from './catalogue.ts';
import { type Group, labelOf, type Relation, type Unit } from './types.ts';

export interface Answer {
  roots: readonly Group[];
  catalogue: Catalogue;
  installed: readonly Unit[];
  /** Why not all of the request could be installed; empty or absent where it could. */
  explanation?: readonly string[];
  /** Needs that several could satisfy, of which the package manager takes none by itself. */
  unsettled?: readonly Group[];
  /** What else is to be said of a root that is satisfied. */
  remarks?(group: Group): ResolutionProblem[];
  /** What brought units that nobody needs: each with the one that it brought, and the kind of that edge. */
  brought?: readonly { by: Unit; unit: Unit; kind: string }[];
}

/** Nodes in the order of `installed`, edges of the roots first. A root that nothing of it satisfies is an error. */
export function resultOf({
  roots,
  catalogue,
  installed,
  explanation = [],
  unsettled = [],
  remarks,
  brought = [],
}: Answer): Resolution {
  const positions = new Map(installed.map((unit, position) => [unit, position]));
  const edges: ResolvedEdge[] = [];
  const problems: ResolutionProblem[] = [];
  for (const group of roots) {
    edges.push(edgeOf(null, group));
    if (unsettled.includes(group)) continue;
    if (edges.at(-1)?.to === null) problems.push(unsatisfied(group, catalogue, explanation));
    else problems.push(...(remarks?.(group) ?? []));
  }
  installed.forEach((unit, from) => {
    if (unit.candidate.dependencies === null) problems.push(unknown(unit, from));
    for (const group of unit.groups ?? []) edges.push(edgeOf(from, group));
  });
  for (const group of unsettled) problems.push(unchosen(group, positions));
  for (const { by, unit, kind } of brought) {
    const from = positions.get(by);
    const to = positions.get(unit);
    if (from === undefined || to === undefined) continue;
    const { name } = unit.candidate;
    const base = { requirement: '*', overridden: null, optional: true, satisfied: true };
    edges.push({ from, to, name, kind, ...base });
  }
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

function unchosen({ owner, need, options }: Group, positions: ReadonlyMap<Unit, number>): ResolutionProblem {
  return {
    kind: 'missing-package',
    severity: 'error',
    message: `${owner === null ? 'the request' : labelOf(owner)} needs ${need.text}, which several provide: ${namesOf(options)}; one of them has to be asked for`,
    name: need.record.name,
    requirement: need.record.requirement,
    from: owner === null ? null : (positions.get(owner) ?? null),
    explanation: [],
  };
}

/** The first of them, and how many more there are. */
export function namesOf(units: readonly Unit[]): string {
  const shown = units.slice(0, 8).map(({ candidate }) => candidate.name);
  return shown.join(', ') + (units.length > shown.length ? ` and ${units.length - shown.length} more` : '');
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

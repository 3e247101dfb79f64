/** What was selected as nodes, edges and problems. */

import { InputError } from '../../core/errors.ts';
import { remarksOn } from '../remarks.ts';
import type { Resolution, ResolutionProblem, ResolvedEdge } from '../types.ts';
import type { PackageId } from './incompatibility.ts';
import type { Entry, Packages } from './packages.ts';
import { has } from './positions.ts';
import type { Need, Policy, Wanted } from './rules.ts';

/** A problem, and whose it is. */
export interface Found {
  problem: Omit<ResolutionProblem, 'from'>;
  subject: string | null;
}

/** Nodes in the order of discovery, breadth first; what nothing leads to is left out. */
export function resolutionOf(
  packages: Packages,
  policy: Policy,
  selected: ReadonlyMap<PackageId, number>,
  found: readonly Found[],
): Resolution {
  const resolution: Resolution = { nodes: [], edges: [], problems: [], pending: [] };
  const nodes = new Map<Entry, number>();
  const queue: { entry: Entry; node: number | null }[] = [{ entry: packages.root, node: null }];
  const pending = new Set<string>();

  function nodeOf(entry: Entry): number | null {
    const known = nodes.get(entry);
    if (known !== undefined) return known;
    const position = selected.get(entry.id);
    if (position === undefined || entry.isPlatform) return null;
    const candidate = entry.versions[position]!;
    const features = [...entry.features.values()]
      .filter(({ id }) => selected.has(id))
      .map(({ feature }) => feature!);
    const node = resolution.nodes.length;
    resolution.nodes.push({
      name: entry.name,
      version: candidate.number,
      candidate,
      location: null,
      alias: null,
      optional: false,
      features: features.sort(),
    });
    nodes.set(entry, node);
    queue.push({ entry, node });
    return node;
  }

  /** Who answers to something wanted, and whether that is what was wanted. */
  function answer(wanted: Wanted): { to: number | null; satisfied: boolean; rank: number } {
    const own = packages.named(wanted.name);
    if (own === undefined) return { to: null, satisfied: false, rank: 3 };
    if (own.state === 'pending') pending.add(wanted.name);
    const position = selected.get(own.id);
    const admitted = packages.admitted(own, wanted.requirement);
    const isIn = position !== undefined && !(admitted instanceof InputError) && has(admitted, position);
    if (isIn) return { to: nodeOf(own), satisfied: true, rank: 0 };
    for (const { entry, position: at, version } of packages.providers(wanted.name)) {
      const provides =
        wanted.requirement === null || policy.provided?.(wanted.requirement, version) !== false;
      if (selected.get(entry.id) === at && provides) return { to: nodeOf(entry), satisfied: true, rank: 1 };
    }
    return position === undefined
      ? { to: null, satisfied: false, rank: 3 }
      : { to: nodeOf(own), satisfied: false, rank: 2 };
  }

  /** Edges of those who can do without: they lead to what is there for others. */
  const constraints: { from: Entry; node: number | null; need: Need }[] = [];

  function addEdge(from: Entry, node: number | null, need: Need, isLast = false): void {
    if (need.constrains && !isLast) constraints.push({ from, node, need });
    else if (need.unsupported !== undefined) addUnsupported(from, node, need, need.unsupported);
    else addResolved(from, node, need);
  }

  function addUnsupported(from: Entry, node: number | null, { dependency }: Need, why: string): void {
    const { name, requirement, kind, optional } = dependency;
    resolution.edges.push({
      from: node,
      to: null,
      name,
      requirement: requirement ?? '*',
      overridden: null,
      kind,
      optional,
      satisfied: false,
    });
    const who = node === null ? 'the project' : `${from.name} ${resolution.nodes[node]!.version}`;
    resolution.problems.push({
      kind: 'unsupported',
      severity: 'error',
      message: `${who} ${why}`,
      name,
      requirement,
      from: node,
      explanation: [],
    });
  }

  function addResolved(from: Entry, node: number | null, need: Need): void {
    let best: (ReturnType<typeof answer> & { wanted: Wanted }) | null = null;
    for (const wanted of need.options) {
      const one = { ...answer(wanted), wanted };
      if (best === null || one.rank < best.rank) best = one;
    }
    if (best === null) return;
    const { dependency } = need;
    const written =
      need.options.length > 1 && best.wanted.name !== dependency.name
        ? best.wanted.requirement
        : dependency.requirement;
    const isOverridden = packages.isOverridden(from, best.wanted);
    const edge: ResolvedEdge = {
      from: node,
      to: best.to,
      name: best.wanted.name,
      requirement: written ?? '*',
      overridden: isOverridden ? (best.wanted.requirement ?? '*') : null,
      kind: dependency.kind,
      optional: dependency.optional,
      satisfied: best.satisfied,
      ...(need.marker === undefined ? {} : { marker: need.marker }),
    };
    resolution.edges.push(edge);
  }

  for (let next = 0; next < queue.length; next++) {
    const { entry, node } = queue[next]!;
    const position = node === null ? 0 : selected.get(entry.id)!;
    for (const need of packages.needs(entry, position, null)?.values() ?? [])
      if (!need.forbids) addEdge(entry, node, need);
    for (const [name, feature] of entry.features) {
      if (!selected.has(feature.id)) continue;
      const needs = packages.needs(entry, position, name);
      if (needs === null)
        resolution.problems.push({
          ...warning(
            `${entry.name} ${entry.versions[position]!.number} has no ${name}, which is asked of it`,
          ),
          kind: 'unsupported',
          name: entry.name,
          from: node,
        });
      for (const need of needs?.values() ?? []) if (!need.forbids) addEdge(entry, node, need);
    }
    if (node !== null) resolution.problems.push(...remarksOn(resolution.nodes[node]!.candidate!, node));
  }
  for (const { from, node, need } of constraints) {
    const own = packages.named(need.options[0]?.name ?? '');
    if (own !== undefined && nodes.has(own)) addEdge(from, node, need, true);
  }
  resolution.pending = [...pending];
  const errors = found.map(({ problem, subject }): ResolutionProblem => {
    const entry = subject === null ? undefined : packages.named(subject);
    return { ...problem, from: (entry && nodes.get(entry)) ?? null };
  });
  resolution.problems.unshift(...errors);
  return resolution;
}

function warning(message: string): Omit<ResolutionProblem, 'kind' | 'name' | 'from'> {
  return { severity: 'warning', message, requirement: null, explanation: [] };
}

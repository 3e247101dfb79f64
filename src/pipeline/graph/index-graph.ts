/** The graph of one reading of the index, with what is computed from it: pure, and only when asked for. */
import type {
  Centrality,
  DominatorsAnswer,
  GraphStand,
  LeadersAnswer,
  Measure,
  ReachAnswer,
} from '../../core/graph.ts';
import { componentsOf } from '../../resolving/graph/components.ts';
import { dominatorsFrom } from '../../resolving/graph/dominators.ts';
import { type NumberedEdges, positionOf } from '../../resolving/graph/edge-builder.ts';
import { packGraph, packReverse } from '../../resolving/graph/packed.ts';
import { degreesOf, pageRankSteps } from '../../resolving/graph/pagerank.ts';
import { effortOf, reachCounts } from '../../resolving/graph/reach-counts.ts';
import { marksFor, reachFrom, shortestPaths } from '../../resolving/graph/walk.ts';

export interface IndexGraph {
  readonly stand: GraphStand;
  reach(question: {
    direction: 'dependents' | 'dependencies';
    node: number;
    depth: number | null;
    critical: boolean;
    offset: number;
    limit: number;
  }): ReachAnswer;
  /** @throws RangeError when more than `MOST_LOOKED_AT` nodes were looked at. */
  paths(from: number, to: number, most: number): number[][];
  dominators(node: number, offset: number, limit: number): DominatorsAnswer;
  leaders(registryId: number, by: Measure, offset: number, limit: number): LeadersAnswer;
  /** Computes the centrality of all packages, one iteration a step. */
  centralitySteps(): Generator<void, void>;
}

/** Nodes that the searches of one question about paths may look at. */
const MOST_LOOKED_AT = 20_000_000;
/** Word operations for counts of all nodes: some seconds. */
const MOST_EFFORT = 2e10;

export interface NodeFacts {
  /** Registry of the package with this number. */
  registryOf(id: number): number;
  isCritical(id: number): boolean;
}

export function indexGraph(edges: NumberedEdges, facts: NodeFacts, asOf: string): IndexGraph {
  const { ids } = edges;
  const size = ids.length;
  const forward = packGraph(size, edges);
  const backward = packReverse(size, edges);
  const stand: GraphStand = { asOf, nodes: size, edges: edges.count };
  const registries = Uint16Array.from(ids, facts.registryOf);
  const critical = Uint8Array.from(ids, id => (facts.isCritical(id) ? 1 : 0));
  const perRegistry = new Map<number, number>();
  for (const registry of registries) perRegistry.set(registry, (perRegistry.get(registry) ?? 0) + 1);
  const marks = marksFor(forward);
  let ranks: { score: Float64Array; position: Uint32Array } | null = null;
  const counts = new Map<Measure, Uint32Array | null>();
  const orders = new Map<string, Uint32Array | null>();

  const centralityOf = (node: number): Centrality | null =>
    ranks === null
      ? null
      : {
          score: ranks.score[node] as number,
          position: ranks.position[node] as number,
          of: perRegistry.get(registries[node] as number) as number,
        };

  const valuesOf = (measure: Measure): ArrayLike<number> | null => {
    if (measure === 'centrality') return ranks?.score ?? null;
    let found = counts.get(measure);
    if (found === undefined) {
      // An edge leads to what is depended on: it is reached from its dependents.
      const graph = measure === 'transitive_dependencies' ? backward : forward;
      found =
        effortOf(graph) > MOST_EFFORT
          ? null
          : reachCounts(graph, componentsOf(graph), measure === 'critical_dependents' ? critical : undefined);
      counts.set(measure, found);
    }
    return found;
  };

  const orderOf = (registryId: number, measure: Measure): Uint32Array | null => {
    const key = `${registryId} ${measure}`;
    let order = orders.get(key);
    if (order !== undefined) return order;
    const values = valuesOf(measure);
    if (values === null) return null;
    order = nodesOf(registryId).sort((a, b) => (values[b] as number) - (values[a] as number) || a - b);
    orders.set(key, order);
    return order;
  };

  const nodesOf = (registryId: number) => {
    const nodes = new Uint32Array(perRegistry.get(registryId) ?? 0);
    let at = 0;
    for (let node = 0; node < size; node++) if (registries[node] === registryId) nodes[at++] = node;
    return nodes;
  };

  return {
    stand,
    reach({ direction, node: id, depth, critical: onlyCritical, offset, limit }) {
      const node = positionOf(ids, id);
      const graph = direction === 'dependents' ? backward : forward;
      if (node < 0)
        return { ...stand, total: 0, critical: 0, byDepth: [], cut: false, list: [], centrality: null };
      const { nodes, depths, cut } = reachFrom(graph, node, marks, depth ?? undefined);
      const byDepth = new Array<number>(depths.at(-1) ?? 0).fill(0);
      for (const at of depths) byDepth[at - 1]!++;
      sortLevels(nodes, byDepth);
      const list: ReachAnswer['list'] = [];
      let criticals = 0;
      let position = 0;
      for (const [at, found] of nodes.entries()) {
        if (critical[found] === 1) criticals++;
        else if (onlyCritical) continue;
        if (position >= offset && list.length < limit)
          list.push({ node: ids[found] as number, depth: depths[at] as number });
        position++;
      }
      return {
        ...stand,
        total: nodes.length,
        critical: criticals,
        byDepth,
        cut,
        list,
        centrality: centralityOf(node),
      };
    },
    paths(fromId, toId, most) {
      const from = positionOf(ids, fromId);
      const to = positionOf(ids, toId);
      if (fromId === toId) return [[fromId]];
      if (from < 0 || to < 0) return [];
      let left = MOST_LOOKED_AT;
      const spend = () => {
        if (--left < 0) throw new RangeError('the search for further paths takes too long: ask for fewer');
      };
      return shortestPaths(forward, from, to, most, spend).map(path => path.map(node => ids[node] as number));
    },
    dominators(id, offset, limit) {
      const node = positionOf(ids, id);
      if (node < 0) return { ...stand, total: 0, list: [], dominating: 0 };
      const { order, dominators, dominated } = dominatorsFrom(forward, backward, node);
      const dominating: number[] = [];
      for (let at = 1; at < order.length; at++) if ((dominated[at] as number) > 0) dominating.push(at);
      dominating.sort((a, b) => (dominated[b] as number) - (dominated[a] as number) || a - b);
      const idAt = (at: number) => ids[order[at] as number] as number;
      return {
        ...stand,
        total: order.length - 1,
        dominating: dominating.length,
        list: dominating.slice(offset, offset + limit).map(at => ({
          node: idAt(at),
          dominator: idAt(dominators[at] as number),
          dominated: dominated[at] as number,
        })),
      };
    },
    leaders(registryId, by, offset, limit) {
      const total = perRegistry.get(registryId) ?? 0;
      const order = orderOf(registryId, by);
      const values = valuesOf(by);
      if (order === null || values === null) return { ...stand, list: null, total };
      const list = Array.from(order.subarray(offset, offset + limit), node => ({
        node: ids[node] as number,
        value: values[node] as number,
      }));
      return { ...stand, list, total };
    },
    *centralitySteps() {
      const steps = pageRankSteps(backward, degreesOf(forward));
      let step = steps.next();
      while (!step.done) {
        yield;
        step = steps.next();
      }
      ranks = { score: shared(step.value.ranks), position: new Uint32Array(size) };
      for (const registryId of perRegistry.keys()) {
        const order = orderOf(registryId, 'centrality') as Uint32Array;
        for (const [at, node] of order.entries()) ranks.position[node] = at + 1;
        yield;
      }
    },
  };

  /** Registries have no edges between them: a rank is given as a share of its own registry's. */
  function shared(scores: Float64Array): Float64Array {
    const sums = new Map<number, number>();
    for (let node = 0; node < size; node++) {
      const registry = registries[node] as number;
      sums.set(registry, (sums.get(registry) ?? 0) + (scores[node] as number));
    }
    return scores.map((score, node) => score / (sums.get(registries[node] as number) as number));
  }
}

/** Ascending within each depth, so that pages of a list do not depend on the order of rows. */
function sortLevels(nodes: Uint32Array, byDepth: readonly number[]): void {
  let from = 0;
  for (const count of byDepth) {
    nodes.subarray(from, from + count).sort();
    from += count;
  }
}

/**
 * Holds the graph in the thread that answers questions about it: reads it when it is first asked for, and again, while the old one
 * answers, when the index has changed since and it is old enough.
 */
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { InputError, UnavailableError } from '../../core/errors.ts';
import type { GraphAnswers, GraphQuestion } from '../../core/graph.ts';
import { edgeBuilder } from '../../resolving/graph/edge-builder.ts';
import type { Database } from '../../store/database.ts';
import { changesSoFar, readCritical, readEdges, readNodes } from '../../store/graph.ts';
import { type IndexGraph, indexGraph } from './index-graph.ts';

export interface GraphHolder {
  answer(question: GraphQuestion): Promise<GraphAnswers[GraphQuestion['kind']]>;
  /** Resolves when nothing is being read or computed any more. */
  settled(): Promise<void>;
}

export interface GraphHolderOptions {
  /** By registry, the kinds that are edges, as bits; a registry that is not named has all. */
  kinds: ReadonlyMap<number, number>;
  /** How long an answer waits for the first graph, in milliseconds. Default 8,000. */
  patienceMs?: number;
  /** How old a graph is at least when it is read again, in milliseconds, and at least 20 times what reading took. Default 30,000. */
  minAgeMs?: number;
  /** Milliseconds that grow steadily. */
  now?: () => number;
}

interface Held {
  graph: IndexGraph;
  /** Where the index stood when it was read. */
  changes: number;
  /** When it was last known to be true. */
  at: number;
  took: number;
}

/** Keys of a registry's row have to fit in what `IndexGraph` keeps of them. */
const MAX_REGISTRY = 65_535;

export function createGraphHolder(db: Database, options: GraphHolderOptions): GraphHolder {
  const { kinds, patienceMs = 8_000, minAgeMs = 30_000, now = () => performance.now() } = options;
  let held: Held | null = null;
  let loading: Promise<Held> | null = null;
  let ranking: Promise<void> = Promise.resolve();

  const load = async (): Promise<Held> => {
    const began = now();
    const changes = await changesSoFar(db);
    const graph = await readGraph(db, kinds);
    held = { graph, changes, at: now(), took: now() - began };
    ranking = rank(graph);
    return held;
  };

  const refresh = () => {
    loading ??= load().finally(() => {
      loading = null;
    });
    return loading;
  };

  const graphNow = async (): Promise<IndexGraph> => {
    if (held === null) {
      const first = await Promise.race([refresh(), sleep(patienceMs, null, { ref: false })]);
      if (first === null)
        throw new UnavailableError('the graph of dependencies is still being read: try again soon');
      return first.graph;
    }
    if (loading === null && now() - held.at > Math.max(minAgeMs, 20 * held.took)) {
      if ((await changesSoFar(db)) === held.changes) held.at = now();
      // Should it fail, the graph that there is goes on answering, and says how old it is.
      else refresh().catch(() => {});
    }
    return held.graph;
  };

  return {
    async answer(question) {
      const graph = await graphNow();
      switch (question.kind) {
        case 'reach':
          return graph.reach(question);
        case 'paths':
          return { ...graph.stand, paths: pathsOf(graph, question.from, question.to, question.most) };
        case 'dominators':
          return graph.dominators(question.node, question.offset, question.limit);
        case 'leaders':
          return graph.leaders(question.registryId, question.by, question.offset, question.limit);
      }
    },
    async settled() {
      await loading;
      await ranking;
    },
  };
}

function pathsOf(graph: IndexGraph, from: number, to: number, most: number): number[][] {
  try {
    return graph.paths(from, to, most);
  } catch (error) {
    if (error instanceof RangeError) throw new InputError('limit', error.message, 422);
    throw error;
  }
}

/** Other questions are answered between two iterations. */
async function rank(graph: IndexGraph): Promise<void> {
  for (const _ of graph.centralitySteps()) await turn();
}

async function readGraph(db: Database, kinds: ReadonlyMap<number, number>): Promise<IndexGraph> {
  const asOf = new Date().toISOString();
  const registryOf: number[] = [];
  const builder = edgeBuilder();
  await readNodes(db, (id, registryId) => {
    if (registryId > MAX_REGISTRY) throw new RangeError(`registry ${registryId} is beyond ${MAX_REGISTRY}`);
    registryOf[id] = registryId;
    builder.addNode(id);
  });
  await readEdges(db, (dependent, dependency, bits) => {
    const registryId = registryOf[dependent];
    // Named since the nodes were read: it comes with the next reading.
    if (registryId === undefined || registryOf[dependency] === undefined) return;
    if ((bits & (kinds.get(registryId) ?? -1)) !== 0) builder.add(dependent, dependency);
  });
  const critical = new Set<number>();
  await readCritical(db, id => critical.add(id));
  return indexGraph(
    builder.build(),
    { registryOf: id => registryOf[id] ?? 0, isCritical: id => critical.has(id) },
    asOf,
  );
}

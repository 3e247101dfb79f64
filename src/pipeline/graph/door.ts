/** The graph as services ask it: questions go to the one thread that holds it. */
import { InputError, UnavailableError } from '../../core/errors.ts';
import type { DependencyGraph, GraphQuestion } from '../../core/graph.ts';
import type { Ecosystem } from '../../ecosystems/ecosystem.ts';
import { installedKinds } from '../../ecosystems/ecosystem.ts';
import type { Threads } from '../../io/threads.ts';

export interface GraphTask {
  databaseUrl: string;
  /** By registry, the kinds that are edges, as bits. */
  kinds: [number, number][];
  question: GraphQuestion;
}

/** Longer than any question takes; a thread that is silent for so long is replaced. */
const TIMEOUT_MS = 120_000;

export interface GraphRegistry {
  id: number;
  dependencyKinds: readonly string[];
  ecosystem: string;
}

/** Kinds that come with an installation, as bits of the registry's kinds. */
export function edgeKinds(
  registries: readonly GraphRegistry[],
  definitions: readonly Pick<Ecosystem, 'id' | 'dependencyKinds'>[],
): [number, number][] {
  const installed = new Map(definitions.map(definition => [definition.id, installedKinds(definition)]));
  return registries.map(({ id, ecosystem, dependencyKinds }) => {
    const wanted = installed.get(ecosystem) ?? [];
    let bits = 0;
    for (const [position, kind] of dependencyKinds.entries())
      if (wanted.includes(kind)) bits |= 1 << position;
    return [id, bits];
  });
}

/** @param threads of one thread, whose entry holds the graph. */
export function createGraphDoor(
  threads: Threads,
  databaseUrl: string,
  kinds: [number, number][],
): DependencyGraph {
  return {
    async ask(question) {
      const task: GraphTask = { databaseUrl, kinds, question };
      try {
        return (await threads.run(task, { timeoutMs: TIMEOUT_MS })) as never;
      } catch (error) {
        throw typed(error);
      }
    },
  };
}

/** Errors lose their class on the way between threads. */
function typed(error: unknown): unknown {
  const { name, message, field, status, code } = error as Partial<InputError> & { code?: string };
  if (name === 'InputError') return new InputError(field ?? '', message ?? '', status);
  if (code === 'unavailable') return new UnavailableError(message ?? 'unavailable');
  return error;
}

/**
 * A request's turn: between statements of the database it lets others go first who are to, what it waits for elsewhere gives the
 * turn away, and the jobs it makes are as urgent as who asks.
 */
import type { PriorityClass } from '../core/access.ts';
import type { Turn } from '../core/admission.ts';
import type { LiveContext } from '../services/index-api/public.ts';
import { inTurns } from '../store/database-turns.ts';

/** The context of a request that was admitted. */
export function contextInTurn(context: LiveContext, priority: PriorityClass, turn: Turn): LiveContext {
  const { sync, tools, graph, attester } = context;
  const leave = () => turn.leave();
  return {
    ...context,
    db: inTurns(context.db, turn.run),
    waits: leave,
    sync: {
      package(registry, name, options) {
        leave();
        return sync.package(registry, name, { priority, ...options });
      },
      refresh: (registry, name, options) => sync.refresh(registry, name, { priority, ...options }),
    },
    tools: {
      ...tools,
      submit(request, options) {
        if (options?.waitMs) leave();
        return tools.submit(request, { priority, ...options });
      },
      ask(request, signal) {
        leave();
        return tools.ask(request, signal);
      },
    },
    graph: {
      ...graph,
      ask(question) {
        leave();
        return graph.ask(question);
      },
    },
    attester: {
      ...attester,
      attest(...asked) {
        leave();
        return attester.attest(...asked);
      },
    },
  };
}

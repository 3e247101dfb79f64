/** A request's turn: what it waits for elsewhere gives the turn to others, and the jobs it makes are as urgent as who asks. */
import type { PriorityClass } from '../core/access.ts';
import type { LiveContext } from '../services/index-api/public.ts';

/**
 * The context of a request that was admitted.
 *
 * @param leave ends its turn; may be called more than once.
 */
export function contextInTurn(context: LiveContext, priority: PriorityClass, leave: () => void): LiveContext {
  const { sync, tools, graph, attester } = context;
  return {
    ...context,
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

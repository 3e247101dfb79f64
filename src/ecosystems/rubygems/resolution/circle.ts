/** Gems that need one another: Bundler orders what it locks by who needs whom, and ends with a `CyclicDependencyError` where it cannot. */
import type { Budget } from '../../../resolving/budget.ts';
import type { Resolution } from '../../../resolving/types.ts';

/** Tells of a circle among what was selected, if there is one. A gem that needs itself is none. */
export function refuseCircle(resolution: Resolution, budget: Budget): void {
  const circle = circleOf(resolution, budget);
  if (circle === null) return;
  const gems = circle.map(node => `${resolution.nodes[node]!.name} ${resolution.nodes[node]!.version}`);
  resolution.problems.push({
    kind: 'conflict',
    severity: 'error',
    message: `${gems[0]} needs itself in the end, and Bundler locks no gems that need one another`,
    name: resolution.nodes[circle[0]!]!.name,
    requirement: null,
    from: circle[0]!,
    explanation: gems.map((one, i) => `${one} depends on ${gems[(i + 1) % gems.length]}`),
  });
}

/** The nodes of a circle in order, or null. Depth first, without recursion. */
function circleOf({ nodes, edges }: Resolution, budget: Budget): number[] | null {
  const needs: number[][] = nodes.map(() => []);
  for (const { from, to } of edges) if (from !== null && to !== null && from !== to) needs[from]!.push(to);
  const isDone = nodes.map(() => false);
  const position = nodes.map(() => -1);
  for (const start of nodes.keys()) {
    const path: { node: number; next: number }[] = [];
    const enter = (node: number) => {
      position[node] = path.length;
      path.push({ node, next: 0 });
    };
    if (!isDone[start]) enter(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      budget.spend();
      const to = needs[top.node]![top.next++];
      if (to === undefined) {
        isDone[top.node] = true;
        position[top.node] = -1;
        path.pop();
      } else if (position[to]! >= 0) return path.slice(position[to]).map(({ node }) => node);
      else if (!isDone[to]) enter(to);
    }
  }
  return null;
}

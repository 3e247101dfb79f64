/** Which direct dependency brings a package: the shortest ways through the graphs of lockfiles. */
import { type Inventory, keyOf } from '../inventory/index.ts';

/** A way that is longer is cut: what stands at its ends is what people ask for. */
const MAX_WAY = 12;

/**
 * The shortest way from the project to a package, as `name@version` with the package itself at the end. Breadth-first from
 * what the project requires; where no edge says that, from what is known to be direct. Of a way of more than `MAX_WAY` the
 * first and the last are given, with `…` between them.
 *
 * @returns for the key of an item; null for what no graph reaches.
 */
export function waysTo({
  items,
  edges,
}: Pick<Inventory, 'items' | 'edges'>): (key: string) => string[] | null {
  const requires = new Map<string, string[]>();
  const queue: Step[] = [];
  const steps = new Map<string, Step>();
  const visit = (key: string, from: Step | null) => {
    if (steps.has(key)) return;
    const step: Step = { key, from, root: from?.root ?? key, length: (from?.length ?? 0) + 1 };
    steps.set(key, step);
    queue.push(step);
  };
  for (const [from, to] of edges) {
    const list = from === null ? null : requires.get(from);
    if (from === null) visit(to, null);
    else if (list) list.push(to);
    else requires.set(from, [to]);
  }
  for (const item of items) if (item.direct === true) visit(keyOf(item), null);
  for (let at = 0; at < queue.length; at++) {
    const step = queue[at] as Step;
    for (const to of requires.get(step.key) ?? []) visit(to, step);
  }
  const labels = new Map(
    items.map(item => [keyOf(item), item.version === null ? item.name : `${item.name}@${item.version}`]),
  );
  return key => {
    const step = steps.get(key);
    if (!step) return null;
    const isLong = step.length > MAX_WAY;
    const keys: string[] = [];
    for (let at: Step | null = step; at !== null && !(isLong && keys.length === MAX_WAY - 2); at = at.from)
      keys.push(at.key);
    const way = keys.reverse().map(each => labels.get(each) ?? each);
    return isLong ? [labels.get(step.root) ?? step.root, '…', ...way] : way;
  };
}

interface Step {
  key: string;
  from: Step | null;
  /** Where its way begins. */
  root: string;
  length: number;
}

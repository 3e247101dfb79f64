/**
 * The order in which versions are chosen: an artifact after all above which it may stand in the tree, so that what is not in the
 * tree has no say. In a circle the one nearest to the root is the first.
 */
import type { Budget } from '../../../../resolving/budget.ts';
import type { Expansion, Group } from './collect.ts';

export interface Order {
  /** All, in the order in which a walk through the tree meets them. */
  groups: readonly Group[];
  /** Of a group, the number of its artifact. */
  idOf(group: Group): number;
  count: number;
  /** Numbers, in order. */
  sorted: number[];
  /** By number: the others of its circles, and itself; null where it is in none. */
  circles: (ReadonlySet<number> | null)[];
}

export async function orderOf(roots: readonly Group[], budget: Budget): Promise<Order> {
  const groups = await walk(roots, budget);
  const { idOf, count } = numbered(groups);
  const follows: Set<number>[] = Array.from({ length: count }, () => new Set());
  for (const group of groups) {
    const from = follows[idOf(group)]!;
    for (const { below } of group.members) {
      for (const child of below?.groups ?? []) {
        budget.spend();
        from.add(idOf(child));
      }
    }
    await budget.pause();
  }
  const depths = depthsOf(
    roots.map(group => idOf(group)),
    follows,
  );
  return {
    groups,
    idOf,
    count,
    sorted: sortedIds(follows, depths, budget),
    circles: circlesOf(follows, budget),
  };
}

/** All groups once, in the order in which a walk through the tree meets them. */
async function walk(roots: readonly Group[], budget: Budget): Promise<Group[]> {
  const found = new Set<Group>();
  const seen = new Set<Expansion>();
  const stack = [...roots].reverse();
  for (let group = stack.pop(); group !== undefined; group = stack.pop()) {
    budget.spend();
    if (found.has(group)) continue;
    found.add(group);
    const next: Group[] = [];
    for (const { below } of group.members) {
      if (below === null || seen.has(below)) continue;
      seen.add(below);
      for (const child of below.groups) next.push(child);
    }
    for (const child of next.reverse()) stack.push(child);
    await budget.pause();
  }
  return [...found];
}

/** Artifacts that moved and those to which they moved are one. */
function numbered(groups: readonly Group[]): { idOf: Order['idOf']; count: number } {
  const leader = new Map<string, string>();
  const find = (key: string): string => {
    let at = key;
    for (let next = leader.get(at); next !== undefined && next !== at; next = leader.get(at)) at = next;
    return at;
  };
  for (const { keys } of groups) for (const key of keys) leader.set(find(key), find(keys[0]!));
  const numbers = new Map<string, number>();
  const ids = new Map<Group, number>();
  for (const group of groups) {
    const key = find(group.keys[0]!);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    ids.set(group, number);
  }
  return { idOf: group => ids.get(group)!, count: numbers.size };
}

function depthsOf(roots: readonly number[], follows: readonly ReadonlySet<number>[]): number[] {
  const depths = follows.map(() => Number.POSITIVE_INFINITY);
  let level = [...new Set(roots)];
  for (let depth = 1; level.length > 0; depth++) {
    for (const id of level) depths[id] = depth;
    const next = new Set<number>();
    for (const id of level)
      for (const child of follows[id]!) if (depths[child] === Number.POSITIVE_INFINITY) next.add(child);
    level = [...next];
  }
  return depths;
}

function sortedIds(
  follows: readonly ReadonlySet<number>[],
  depths: readonly number[],
  budget: Budget,
): number[] {
  const before = follows.map(() => 0);
  for (const children of follows) for (const child of children) before[child]! += 1;
  const ready = before.flatMap((count, id) => (count === 0 ? [id] : []));
  const done = before.map(() => false);
  // Which of a circle is the next: candidates by what never changes, so that each is looked at once.
  const byDepth = before.map((_, id) => id).sort((a, b) => depths[a]! - depths[b]! || a - b);
  const sorted: number[] = [];
  while (sorted.length < follows.length) {
    const id = ready.pop() ?? nearest();
    if (done[id]) continue;
    done[id] = true;
    sorted.push(id);
    for (const child of follows[id]!) {
      budget.spend();
      before[child]! -= 1;
      if (before[child] === 0 && !done[child]) ready.push(child);
    }
  }
  return sorted;

  /** Of those of the least depth, the one that waits for the fewest. */
  function nearest(): number {
    while (done[byDepth[0]!]) byDepth.shift();
    let best = byDepth[0]!;
    for (const id of byDepth) {
      budget.spend();
      if (depths[id] !== depths[best]) break;
      if (!done[id] && before[id]! < before[best]!) best = id;
    }
    return best;
  }
}

/** The strongly connected components, by Tarjan (1972), without recursion. */
function circlesOf(follows: readonly ReadonlySet<number>[], budget: Budget): Order['circles'] {
  const circles: (ReadonlySet<number> | null)[] = follows.map(() => null);
  const index = follows.map(() => -1);
  const low = follows.map(() => 0);
  const isOpen = follows.map(() => false);
  const open: number[] = [];
  let next = 0;
  for (let start = 0; start < follows.length; start++) {
    if (index[start] !== -1) continue;
    const stack: { id: number; children: Iterator<number> }[] = [];
    const enter = (id: number) => {
      index[id] = next;
      low[id] = next++;
      open.push(id);
      isOpen[id] = true;
      stack.push({ id, children: follows[id]!.values() });
    };
    enter(start);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      budget.spend();
      const { done, value: child } = top.children.next();
      if (!done) {
        if (index[child] === -1) enter(child);
        else if (isOpen[child]) low[top.id] = Math.min(low[top.id]!, index[child]!);
        continue;
      }
      const { id } = top;
      stack.pop();
      const parent = stack.at(-1);
      if (parent !== undefined) low[parent.id] = Math.min(low[parent.id]!, low[id]!);
      if (low[id] !== index[id]) continue;
      const members = open.splice(open.lastIndexOf(id));
      for (const member of members) isOpen[member] = false;
      if (members.length === 1 && !follows[id]!.has(id)) continue;
      const circle = new Set(members);
      for (const member of members) circles[member] = circle;
    }
  }
  return circles;
}

/**
 * The order in which versions are chosen: an artifact after all above which it may stand in the tree, so that what is not in the
 * tree has no say. In a circle the one nearest to the root is the first.
 */
import type { Budget } from '../../../../resolving/budget.ts';
import { belowOf } from './circles.ts';
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
    for (const member of group.members) {
      for (const child of belowOf(group, member)?.groups ?? []) {
        budget.spend();
        from.add(idOf(child));
      }
    }
    await budget.pause();
  }
  const { depths, ranks } = await measured(roots, idOf, count, budget);
  return {
    groups,
    idOf,
    count,
    sorted: sortedIds(follows, depths, ranks, budget),
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
    for (const member of group.members) {
      const below = belowOf(group, member);
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

interface Measures {
  /** By number, the depth at which Maven has an artifact when it sorts. */
  depths: number[];
  /** By number, as how manieth it is met. */
  ranks: number[];
}

interface Visit {
  id: number | null;
  groups: readonly Group[];
  /** Of the groups, which versions were visited here, as `group:version`. */
  visited: Set<string>;
  group: number;
  member: number;
}

/**
 * Depths as Maven counts them: every place in the tree is visited once, by a walk in the order of declaration; an artifact has the
 * least depth of its visits, and when it comes up, what was seen below it comes up with it. So the depth is not always the least
 * there is, which decides where a circle is entered.
 */
async function measured(
  roots: readonly Group[],
  idOf: Order['idOf'],
  count: number,
  budget: Budget,
): Promise<Measures> {
  const depths: number[] = Array.from({ length: count }, () => Number.POSITIVE_INFINITY);
  const ranks: number[] = Array.from({ length: count }, () => -1);
  const seenBelow: Set<number>[] = Array.from({ length: count }, () => new Set());
  const visitedIn = new Map<readonly Group[], Set<string>>();
  const walkedAt = new Map<Group, number>();
  let met = 0;

  function pullUp(id: number, depth: number): void {
    const stack: [number, number][] = [[id, depth]];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const [at, to] = next;
      budget.spend();
      if (to >= depths[at]!) continue;
      depths[at] = to;
      for (const child of seenBelow[at]!) stack.push([child, to + 1]);
    }
  }

  const visit = (id: number | null, groups: readonly Group[]): Visit => {
    const visited = visitedIn.get(groups) ?? new Set();
    visitedIn.set(groups, visited);
    return { id, groups, visited, group: 0, member: 0 };
  };
  const way = [visit(null, roots)];
  for (let top = way.at(-1); top !== undefined; top = way.at(-1)) {
    budget.spend();
    const group = top.groups[top.group];
    if (group === undefined) {
      way.pop();
      await budget.pause();
      continue;
    }
    const id = idOf(group);
    if (top.member === 0) {
      if (ranks[id] === -1) ranks[id] = met++;
      pullUp(id, way.length);
      if (top.id !== null) seenBelow[top.id]!.add(id);
    }
    const at = top.member++;
    const member = group.members[at];
    // What was walked from no deeper than here has nothing new below it.
    if (
      member === undefined ||
      (at === 0 && (walkedAt.get(group) ?? Number.POSITIVE_INFINITY) <= way.length)
    ) {
      top.group++;
      top.member = 0;
      continue;
    }
    if (at === 0) walkedAt.set(group, way.length);
    const below = belowOf(group, member);
    const place = `${top.group}:${at}`;
    if (below === null || top.visited.has(place)) continue;
    top.visited.add(place);
    way.push(visit(id, below.groups));
  }
  return { depths, ranks };
}

function sortedIds(
  follows: readonly ReadonlySet<number>[],
  depths: readonly number[],
  ranks: readonly number[],
  budget: Budget,
): number[] {
  const before = follows.map(() => 0);
  for (const children of follows) for (const child of children) before[child]! += 1;
  const ready = before.flatMap((count, id) => (count === 0 ? [id] : []));
  const done = before.map(() => false);
  // Which of a circle is the next: candidates by what never changes, so that each is looked at once.
  const byDepth = before.map((_, id) => id).sort((a, b) => depths[a]! - depths[b]! || ranks[a]! - ranks[b]!);
  const sorted: number[] = [];
  while (sorted.length < follows.length) {
    const id = ready.shift() ?? nearest();
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

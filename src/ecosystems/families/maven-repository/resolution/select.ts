/**
 * Which version of each artifact is in the tree: of all that are asked for by what is in the tree, the nearest to the root that every
 * range admits; of two equally near ones the first; of the versions of one range the highest.
 * https://maven.apache.org/guides/introduction/introduction-to-dependency-mechanism.html#transitive-dependencies
 */
import type { Budget } from '../../../../resolving/budget.ts';
import { type MavenRange, maven as scheme } from '../../../../versions/schemes/maven.ts';
import { belowOf } from './circles.ts';
import type { Expansion, Group, Member } from './collect.ts';
import type { Order } from './order.ts';
import { derivedScope, widestScope } from './scopes.ts';

/** A version in the tree, or one that may come to be in it. */
export interface Placement {
  /** Null: the project has it. */
  parent: Placement | null;
  /** Of the group among those of the parent. */
  position: number;
  depth: number;
  group: Group;
  member: Member;
  scope: string;
  /** True where only what is optional asks for it. */
  optional: boolean;
}

/** A group in a place. */
interface Place {
  parent: Placement | null;
  position: number;
  group: Group;
}

export interface Refusal {
  place: Place;
  /** What the ranges before it left. */
  chosen: string;
}

export interface Selection {
  /** By number of the artifact: what was chosen; null where nothing was, or nothing asks for it any more. */
  winners: (Placement | null)[];
  /** Ranges that exclude what was chosen, which Maven refuses. */
  refusals: Refusal[];
}

interface Choice {
  place: Place;
  member: Member;
}

export async function select(roots: readonly Group[], order: Order, budget: Budget): Promise<Selection> {
  const { idOf, count, sorted, circles } = order;
  const winners: (Placement | null)[] = Array.from({ length: count }, () => null);
  const isDone: boolean[] = winners.map(() => false);
  const waiting: Place[][] = winners.map(() => []);
  const refusals: Refusal[] = [];
  const wait = (parent: Placement | null, groups: readonly Group[]) => {
    for (const [position, group] of groups.entries()) {
      budget.spend();
      const id = idOf(group);
      if (!isDone[id]) waiting[id]!.push({ parent, position, group });
    }
  };
  wait(null, roots);
  for (const id of sorted) {
    const circle = circles[id];
    const places = [...waiting[id]!, ...(circle ? throughCircle(id, circle) : [])];
    isDone[id] = true;
    waiting[id] = [];
    places.sort(inTreeOrder);
    const winner = nearest(places, refusals, budget);
    if (winner === null) continue;
    const all = places.flatMap(place => place.group.members.slice(0, 1).map(member => placed(place, member)));
    const placement = placed(winner.place, winner.member);
    // What the project itself says stands.
    const direct = all.find(({ parent }) => parent === null);
    if (winner.member.wanted.scope !== 'system')
      placement.scope = direct?.scope ?? widestScope(all.map(({ scope }) => scope));
    placement.optional = direct?.optional ?? all.every(({ optional }) => optional);
    winners[id] = placement;
    wait(placement, belowOf(winner.place.group, winner.member)?.groups ?? []);
    await budget.pause();
  }
  return { winners, refusals };

  /** Where an artifact stands below others of its circle that are not chosen yet: any version of theirs may be. */
  function throughCircle(id: number, circle: ReadonlySet<number>): Place[] {
    const found: Place[] = [];
    const seen = new Set<Expansion>();
    const open = (other: number) => other !== id && circle.has(other) && !isDone[other];
    let level: Place[] = [...circle].filter(open).flatMap(other => waiting[other]!);
    level.sort((a, b) => depthOf(a) - depthOf(b));
    while (level.length > 0) {
      const next: Place[] = [];
      for (const place of level) {
        for (const member of place.group.members) {
          budget.spend();
          const below = belowOf(place.group, member);
          if (below === null || seen.has(below)) continue;
          seen.add(below);
          const parent = placed(place, member);
          for (const [position, group] of below.groups.entries()) {
            const child = idOf(group);
            if (child === id) found.push({ parent, position, group });
            else if (open(child)) next.push({ parent, position, group });
          }
        }
      }
      level = next;
    }
    return found;
  }
}

function depthOf({ parent }: Place): number {
  return (parent?.depth ?? 0) + 1;
}

function placed({ parent, position, group }: Place, member: Member): Placement {
  const { wanted } = member;
  const scope = wanted.isScopeManaged ? wanted.scope : derivedScope(parent?.scope ?? null, wanted.scope);
  const optional = parent?.optional === true || wanted.dependency.record.optional;
  return { parent, position, depth: (parent?.depth ?? 0) + 1, group, member, scope, optional };
}

function nearest(places: readonly Place[], refusals: Refusal[], budget: Budget): Choice | null {
  const ranges = new Set<MavenRange>();
  let candidates: Choice[] = [];
  let winner: Choice | null = null;
  for (const place of places) {
    const refused = admit(place);
    if (refused !== null) refusals.push(refused);
  }
  return winner;

  /** Counts what a place asks for; a range that leaves nothing of what was met so far is refused and not counted. */
  function admit(place: Place): Refusal | null {
    for (const member of place.group.members) {
      budget.spend();
      const { range } = member;
      const choice: Choice = { place, member };
      if (range === null || ranges.has(range)) {
        if (isAdmitted(choice)) take(choice);
        continue;
      }
      const before = winner;
      ranges.add(range);
      if (before === null || scheme.includes(range, before.member.version)) {
        if (isAdmitted(choice)) take(choice);
        continue;
      }
      const left = [...candidates, choice].filter(isAdmitted);
      if (left.length === 0) {
        ranges.delete(range);
        return { place, chosen: before.member.version };
      }
      candidates = left;
      winner = left.reduce<Choice | null>(nearer, null);
    }
    return null;
  }

  function take(choice: Choice): void {
    candidates.push(choice);
    winner = nearer(winner, choice);
  }

  function isAdmitted({ member }: Choice): boolean {
    for (const range of ranges) if (!scheme.includes(range, member.version)) return false;
    return true;
  }
}

function nearer(winner: Choice | null, other: Choice): Choice {
  if (winner === null) return other;
  const isSibling = winner.place.parent === other.place.parent;
  if (isSibling) return scheme.compare(other.member.version, winner.member.version) > 0 ? other : winner;
  return depthOf(other.place) < depthOf(winner.place) ? other : winner;
}

/** As a walk through the tree meets them: a version before what is below it, and in the order of declaration. */
function inTreeOrder(a: Place, b: Place): number {
  let [left, right] = [a, b];
  const depths = depthOf(a) - depthOf(b);
  for (let i = 0; i < depths; i++) left = left.parent!;
  for (let i = 0; i < -depths; i++) right = right.parent!;
  if (left.parent === right.parent && left.position === right.position && depths !== 0) return depths;
  while (left.parent !== right.parent) [left, right] = [left.parent!, right.parent!];
  return left.position - right.position || depths;
}

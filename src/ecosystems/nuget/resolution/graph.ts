/**
 * One version of each package: where several ask for it, the highest of what they take, but that of the project, or of a package above
 * all others on their way, goes before. Worked out in rounds over the graph of what is chosen, until nothing changes.
 * https://learn.microsoft.com/nuget/concepts/dependency-resolution
 */
import { type Budget, BudgetError } from '../../../resolving/budget.ts';
import type { Candidate, ResolveRequest, Universe } from '../../../resolving/types.ts';
import { nuget as scheme } from '../../../versions/schemes/nuget.ts';
import { pick, type Requirement } from './versions.ts';

/** Who asks for what. */
export interface Asked {
  /** Null: the project. */
  from: string | null;
  name: string;
  kind: string;
  optional: boolean;
  /** As written; null where none is stated. */
  written: string | null;
  overridden: string | null;
  /** Null for what cannot be read. */
  requirement: Requirement | null;
  /** What it takes alone. */
  candidate: Candidate | null;
  /** True where something nearer to the project decides: a package above that asks for the same. */
  eclipsed: boolean;
}

export interface Graph {
  /** By name; what nobody asks for any more is not in it. */
  chosen: ReadonlyMap<string, Candidate>;
  /** By who asks (null: the project), in order. */
  asked: ReadonlyMap<string | null, readonly Asked[]>;
  /** In the order in which they were met, breadth first. */
  order: readonly string[];
}

/** Rounds after which versions only rise, so that they end. */
const FREE_ROUNDS = 30;

/**
 * @param asks what the version, or the project (null), asks for; `candidate` and `eclipsed` are filled in here.
 * @param isLatest whether the requirement stands for the latest version: that of a root which states none.
 */
export async function chooseVersions(
  asks: (candidate: Candidate | null) => Omit<Asked, 'candidate' | 'eclipsed'>[],
  isLatest: (asked: Omit<Asked, 'candidate' | 'eclipsed'>) => boolean,
  request: ResolveRequest,
  universe: Universe,
  budget: Budget,
): Promise<Graph> {
  const locked = new Map(request.locked.map(({ name, version }) => [name, version]));
  const chosen = new Map<string, Candidate>();
  const known = new Map<Candidate | null, Asked[]>();
  const picks = new Map<string, Candidate | null>();

  function take(one: Omit<Asked, 'candidate' | 'eclipsed'>): Candidate | null {
    const found = universe.get(one.name);
    if (found === undefined || typeof found === 'string') return null;
    if (isLatest(one))
      return found.versions.find(({ number }) => number === found.latest) ?? found.versions.at(-1) ?? null;
    if (one.requirement === null) return null;
    const key = `${one.name}\n${one.requirement.text}`;
    let candidate = picks.get(key);
    if (candidate === undefined) {
      candidate = pick(found, one.requirement, locked.get(one.name), request.prereleases, budget);
      picks.set(key, candidate);
    }
    return candidate;
  }

  /** Everything that can be reached with the versions that are chosen; packages that are met first get what is asked for first. */
  async function walk(): Promise<Graph> {
    const asked = new Map<string | null, Asked[]>();
    const order: string[] = [];
    const seen = new Set<string>();
    let level: (Candidate | null)[] = [null];
    while (level.length > 0) {
      const fresh = level
        .filter(candidate => !known.has(candidate))
        .map(candidate => [candidate, asks(candidate)] as const);
      await universe.load(new Set(fresh.flatMap(([, list]) => list.map(({ name }) => name))));
      for (const [candidate, list] of fresh)
        known.set(
          candidate,
          list.map(one => ({ ...one, candidate: take(one), eclipsed: false })),
        );
      const next: Candidate[] = [];
      for (const candidate of level) {
        const list = known.get(candidate)!;
        asked.set(candidate?.name ?? null, list);
        for (const one of list) {
          budget.spend();
          if (seen.has(one.name)) continue;
          const version = chosen.get(one.name) ?? one.candidate;
          if (version === null) continue;
          seen.add(one.name);
          order.push(one.name);
          chosen.set(one.name, version);
          next.push(version);
        }
        await budget.pause();
      }
      level = next;
    }
    for (const name of chosen.keys()) if (!seen.has(name)) chosen.delete(name);
    return { chosen, asked, order };
  }

  let round = 0;
  let unsettled: string[] = [];
  try {
    for (; ; round++) {
      const graph = await walk();
      const changes = await decide(graph, budget);
      const changed: string[] = [];
      for (const [name, candidate] of changes) {
        const before = chosen.get(name)!;
        if (
          before === candidate ||
          (round > FREE_ROUNDS && scheme.compare(candidate.number, before.number) < 0)
        )
          continue;
        chosen.set(name, candidate);
        changed.push(name);
      }
      if (changed.length === 0) return graph;
      unsettled = changed;
    }
  } catch (error) {
    if (!(error instanceof BudgetError)) throw error;
    throw new BudgetError(error.spent, error.message, unfinished(round, chosen.size, unsettled));
  }
}

function unfinished(rounds: number, count: number, unsettled: readonly string[]): string[] {
  const lines = [`The search ended without an answer after ${rounds} rounds over ${count} packages.`];
  const more = unsettled.length - MOST_NAMED;
  if (unsettled.length > 0)
    lines.push(
      `Their versions still changed in the last one: ${unsettled.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
    );
  return lines;
}

/** Packages named in one line; further ones are counted. */
const MOST_NAMED = 8;

/** Of each package the version that it must have by who asks for it now. */
async function decide(graph: Graph, budget: Budget): Promise<Map<string, Candidate>> {
  const byName = new Map<string, Asked[]>();
  for (const list of graph.asked.values()) {
    for (const one of list) {
      const all = byName.get(one.name) ?? [];
      all.push(one);
      byName.set(one.name, all);
    }
  }
  const contested = new Map<string, bigint>();
  for (const [name, all] of byName)
    if (all.some(({ candidate }) => candidate !== all[0]!.candidate))
      contested.set(name, 1n << BigInt(contested.size));
  const steps = stepsOf(graph, contested, budget);
  const decided = new Map<string, Candidate>();
  for (const [name, all] of byName) {
    budget.spend(all.length);
    markEclipsed(all, contested, steps, budget);
    let best: Candidate | null = null;
    for (const { candidate, eclipsed } of all) {
      if (eclipsed || candidate === null) continue;
      if (best === null || scheme.compare(candidate.number, best.number) > 0) best = candidate;
    }
    if (best !== null) decided.set(name, best);
    await budget.pause();
  }
  return decided;
}

/** The ways on from one who asks, by position: the project is 0. */
interface Steps {
  positions: ReadonlyMap<string | null, number>;
  /** Whom it leads to: a version that lost is no way to what another version of the package needs. */
  next: readonly (readonly { to: number; bit: bigint }[])[];
  /** The contested names that it asks for, as bits: names of which different versions are asked for. */
  asksFor: readonly bigint[];
  /** Ways that may still be told apart in this round. */
  ways: number;
}

function stepsOf({ asked, chosen }: Graph, contested: ReadonlyMap<string, bigint>, budget: Budget): Steps {
  const positions = new Map<string | null, number>();
  for (const from of asked.keys()) positions.set(from, positions.size);
  const next: { to: number; bit: bigint }[][] = [];
  const asksFor: bigint[] = [];
  for (const list of asked.values()) {
    budget.spend(list.length);
    let bits = 0n;
    const onward: { to: number; bit: bigint }[] = [];
    for (const { name, candidate } of list) {
      const bit = contested.get(name) ?? 0n;
      bits |= bit;
      const to = candidate !== null && candidate === chosen.get(name) ? positions.get(name) : undefined;
      if (to !== undefined) onward.push({ to, bit });
    }
    next.push(onward);
    asksFor.push(bits);
  }
  return { positions, next, asksFor, ways: MAX_WAYS_OF_ROUND };
}

/** Who asks only below another who asks for the same is eclipsed by it. */
function markEclipsed(
  all: readonly Asked[],
  contested: ReadonlyMap<string, bigint>,
  steps: Steps,
  budget: Budget,
): void {
  const isRoots = all.some(({ from }) => from === null);
  const ends = new Set(all.map(({ from }) => steps.positions.get(from)!));
  if (isRoots || ends.size === 1 || !contested.has(all[0]!.name)) {
    for (const one of all) one.eclipsed = isRoots && one.from !== null;
    return;
  }
  const reached = endsReached(steps, ends, budget);
  for (const one of all) one.eclipsed = !reached.has(steps.positions.get(one.from)!);
}

/** Ways through the graph that are told apart for one package; where there are more, only whether there is one counts. */
const MAX_WAYS = 100;
/** The same for all packages of a round: only graphs in which nearly everything is contested have so many. */
const MAX_WAYS_OF_ROUND = 20_000;

/**
 * Which of `ends` can be reached from the project without passing by another of them, where each step of the way is itself not eclipsed
 * by what stands above it on this way. A way on which less is asked for above goes before all that ask for more.
 */
function endsReached(steps: Steps, ends: ReadonlySet<number>, budget: Budget): Set<number> {
  const { next, asksFor } = steps;
  /** By who is reached: the contested names that are asked for above, as bits. */
  const ways: bigint[][] = [];
  const reached = new Set<number>();
  const queue: { at: number; above: bigint }[] = [{ at: 0, above: 0n }];
  for (const { at, above } of queue) {
    budget.spend();
    // Those who ask for it are where a way may end, not where it goes on.
    if (ends.has(at)) {
      reached.add(at);
      if (reached.size === ends.size) break;
      continue;
    }
    const isTold = queue.length <= MAX_WAYS && steps.ways > 0;
    if (isTold) steps.ways--;
    const below = isTold ? above | asksFor[at]! : above;
    for (const { to, bit } of next[at]!) {
      const known = ways[to];
      if (isTold) {
        if ((above & bit) !== 0n) continue;
        if (known?.some(other => (other & below) === other)) continue;
      } else if (known !== undefined) continue;
      if (known === undefined) ways[to] = [below];
      else known.push(below);
      queue.push({ at: to, above: below });
    }
  }
  return reached;
}

/**
 * One version of each package: where several ask for it, the highest of what they take, but that of the project, or of a package above
 * all others on their way, goes before. Worked out in rounds over the graph of what is chosen, until nothing changes.
 * https://learn.microsoft.com/nuget/concepts/dependency-resolution
 */
import type { Budget } from '../../../resolving/budget.ts';
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

  for (let round = 0; ; round++) {
    const graph = await walk();
    const changes = await decide(graph, budget);
    let isStable = true;
    for (const [name, candidate] of changes) {
      const before = chosen.get(name)!;
      if (
        before === candidate ||
        (round > FREE_ROUNDS && scheme.compare(candidate.number, before.number) < 0)
      )
        continue;
      chosen.set(name, candidate);
      isStable = false;
    }
    if (isStable) return graph;
  }
}

/** Of each package the version that it must have by who asks for it now. */
async function decide({ asked, chosen }: Graph, budget: Budget): Promise<Map<string, Candidate>> {
  const byName = new Map<string, Asked[]>();
  for (const list of asked.values()) {
    for (const one of list) {
      const all = byName.get(one.name) ?? [];
      all.push(one);
      byName.set(one.name, all);
    }
  }
  // Names of which different versions are asked for; of the others it does not matter who decides.
  const contested = new Map<string, bigint>();
  for (const [name, all] of byName)
    if (all.some(({ candidate }) => candidate !== all[0]!.candidate))
      contested.set(name, 1n << BigInt(contested.size));
  const decided = new Map<string, Candidate>();
  for (const [name, all] of byName) {
    budget.spend(all.length);
    markEclipsed(all, asked, chosen, contested, budget);
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

/** Who asks only below another who asks for the same is eclipsed by it. */
function markEclipsed(
  all: readonly Asked[],
  asked: Graph['asked'],
  chosen: Graph['chosen'],
  contested: ReadonlyMap<string, bigint>,
  budget: Budget,
): void {
  const isRoots = all.some(({ from }) => from === null);
  const ends = new Set(all.map(({ from }) => from));
  if (isRoots || ends.size === 1 || !contested.has(all[0]!.name)) {
    for (const one of all) one.eclipsed = isRoots && one.from !== null;
    return;
  }
  const reached = reachedFrom(asked, chosen, contested, ends, budget);
  for (const one of all) one.eclipsed = !reached.has(one.from);
}

/** Ways through the graph that are told apart for one package; where there are more, only whether there is one counts. */
const MAX_WAYS = 100;

/**
 * Who can be reached from the project without passing by one of `ends`, where each step of the way is itself not eclipsed by what stands
 * above it on this way. A way on which less is asked for above goes before all that ask for more.
 */
function reachedFrom(
  asked: Graph['asked'],
  chosen: Graph['chosen'],
  contested: ReadonlyMap<string, bigint>,
  ends: ReadonlySet<string | null>,
  budget: Budget,
): Set<string | null> {
  /** By who is reached: the contested names that are asked for above, as bits. */
  const ways = new Map<string | null, bigint[]>([[null, [0n]]]);
  const queue: { at: string | null; above: bigint }[] = [{ at: null, above: 0n }];
  for (const { at, above } of queue) {
    budget.spend();
    const isTold = queue.length <= MAX_WAYS;
    // Those who ask for it are where a way may end, not where it goes on.
    if (ends.has(at)) continue;
    const list = asked.get(at) ?? [];
    let below = above;
    if (isTold) for (const { name } of list) below |= contested.get(name) ?? 0n;
    for (const { name, candidate } of list) {
      // A version that lost is no way to what another version of the package needs.
      if (candidate === null || candidate !== chosen.get(name)) continue;
      const known = ways.get(name) ?? [];
      if (isTold ? (above & (contested.get(name) ?? 0n)) !== 0n : known.length > 0) continue;
      if (isTold && known.some(other => (other & below) === other)) continue;
      known.push(below);
      ways.set(name, known);
      queue.push({ at: name, above: below });
    }
  }
  return new Set(ways.keys());
}

/**
 * Resolves, and where that meets versions whose dependencies are not known, has them read and resolves again: registries that tell
 * them version by version are read only as far as somebody needs it.
 */
import { BudgetError, createBudget } from '../../resolving/budget.ts';
import type { Resolution, ResolveRequest, Resolver } from '../../resolving/types.ts';
import type { OpenedUniverse } from './universe.ts';

/** Versions that are read for one request. */
const MOST_VERSIONS = 50;
/** How deep it goes into what is not known. */
const MOST_ROUNDS = 10;

/**
 * @param leftMs how much time there is for another round, in milliseconds.
 * @throws what the resolver throws in the first round; later ones only improve on it.
 */
export async function resolveInRounds(
  resolver: Resolver,
  request: ResolveRequest,
  universe: OpenedUniverse,
  budget: ReturnType<typeof createBudget>,
  leftMs: () => number,
): Promise<Resolution> {
  let resolution = await resolver.resolve(request, universe, budget);
  const asked = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const wanted = unknownIn(resolution, universe, asked);
    if (wanted.size === 0 || !(await universe.readVersions(wanted))) return resolution;
    const time = leftMs();
    if (time <= 0) return resolution;
    try {
      resolution = await resolver.resolve(request, universe, createBudget({ signal: budget.signal, time }));
    } catch (error) {
      if (!(error instanceof BudgetError)) throw error;
      return resolution;
    }
  }
  return resolution;
}

/**
 * Versions of which problems say that their dependencies are not known, by name. What was asked for before is not named again.
 * A problem names the version as its requirement (parents and BOMs, which are no nodes), or means that of a node.
 */
function unknownIn(
  { nodes, problems }: Resolution,
  universe: OpenedUniverse,
  asked: Set<string>,
): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const take = (name: string, number: string) => {
    const key = `${name}\n${number}`;
    if (asked.has(key) || asked.size >= MOST_VERSIONS) return;
    asked.add(key);
    const list = found.get(name);
    if (list) list.push(number);
    else found.set(name, [number]);
  };
  const ofNodes = new Map<string, string[]>();
  for (const { candidate } of nodes)
    if (candidate !== null && candidate.dependencies === null)
      ofNodes.set(candidate.name, [...(ofNodes.get(candidate.name) ?? []), candidate.number]);
  for (const { kind, name, requirement } of problems) {
    if (kind !== 'unknown-dependencies' || name === null) continue;
    const known = universe.get(name);
    const named =
      typeof known === 'object' ? known.versions.find(({ number }) => number === requirement) : undefined;
    if (named !== undefined && named.dependencies === null) take(name, named.number);
    else for (const number of ofNodes.get(name) ?? []) take(name, number);
  }
  return found;
}

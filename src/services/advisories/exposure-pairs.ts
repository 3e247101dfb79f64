/** What dependents ask of what they depend on, of many at once: batch after batch, so that nobody else on this thread has to wait. */
import type { Exposure } from '../../advisories/index.ts';
import type { Budget } from '../../resolving/budget.ts';
import {
  type DependentPair,
  type DependentPairs,
  type LatestDependencies,
  latestDependencies,
} from '../../store/advisory-exposure.ts';
import type { Queryable } from '../../store/database.ts';
import { readTexts } from '../../store/dependencies.ts';
import { visitEdgesTo } from '../../store/dependency-codec.ts';
import { type Asked, answerOf, RANK } from './exposure-verdicts.ts';

export interface JudgedPair extends DependentPair {
  /** The dependent's latest. */
  version: string;
  /** The worst of what it asks, and the number of the text that asks so; 0: it asks for nothing in particular. */
  exposure: Exposure;
  requirement: number;
  /** Of all that it asks, as bits. */
  kinds: number;
  /** It lets in what is affected by a kind that comes along when it is installed. */
  passesOn: boolean;
}

export interface PairsQuestion {
  db: Queryable;
  registryId: number;
  questionOf(dependencyId: number): Asked;
  /** Kinds by which a dependent is judged, and those that come along when it is installed; as bits. */
  counted: number;
  followed: number;
  /** Spent for each pair. */
  budget: Budget;
}

/** Pairs of one statement: some milliseconds of work. */
const BATCH = 2_000;

/**
 * In the order of the pairs. Those whose dependencies do not name the other, by any kind that counts, are looked at and not visited.
 *
 * @param looked told of each pair that was looked at; `judged` is null for one that is not visited.
 * @throws what `budget` throws
 */
export async function judgePairs(
  question: PairsQuestion,
  pairs: DependentPairs,
  count: number,
  looked: (judged: JudgedPair | null) => void,
): Promise<void> {
  const { db, registryId, budget } = question;
  const read = (from: number) => {
    const batch = Array.from({ length: Math.max(0, Math.min(BATCH, count - from)) }, (_, i) =>
      pairs.at(from + i),
    );
    const latest = latestDependencies(db, registryId, new Set(batch.map(of => of.dependentId)));
    // It is awaited later, or not at all where judging the batch before fails.
    latest.catch(() => {});
    return { batch, latest };
  };
  let next = read(0);
  for (let from = 0; from < count; from += BATCH) {
    const { batch, latest } = next;
    const dependencies = await latest;
    budget.signal.throwIfAborted();
    // The database reads on while this thread judges.
    if (from + BATCH < count) next = read(from + BATCH);
    await judgeBatch(question, batch, dependencies, looked);
  }
}

async function judgeBatch(
  question: PairsQuestion,
  batch: readonly DependentPair[],
  dependencies: ReadonlyMap<number, LatestDependencies>,
  looked: (judged: JudgedPair | null) => void,
): Promise<void> {
  const { db, registryId, budget, questionOf } = question;
  const edges = await edgesOf(question, batch, dependencies);
  const unread = new Set<number>();
  for (const [i, { dependencyId }] of batch.entries()) {
    const { answers } = questionOf(dependencyId);
    for (const { requirement } of edges[i] ?? [])
      if (requirement > 0 && !answers.has(requirement)) unread.add(requirement);
  }
  const { textOf } = await readTexts(db, registryId, new Set(), unread);
  for (const [i, pair] of batch.entries()) {
    budget.spend();
    const pause = budget.pause();
    if (pause) await pause;
    const version = dependencies.get(pair.dependentId)?.version;
    const judged = version === undefined ? null : judge(question, pair, edges[i] ?? [], textOf);
    looked(judged && { ...judged, ...pair, version: version as string });
  }
}

interface Edge {
  kind: number;
  requirement: number;
}

/** What each dependent asks of the other. */
async function edgesOf(
  { budget }: PairsQuestion,
  batch: readonly DependentPair[],
  dependencies: ReadonlyMap<number, LatestDependencies>,
): Promise<Edge[][]> {
  const found: Edge[][] = [];
  for (const { dependencyId, dependentId } of batch) {
    const edges: Edge[] = [];
    const packed = dependencies.get(dependentId)?.packed;
    if (packed)
      visitEdgesTo(packed, dependencyId, (kind, requirement) => edges.push({ kind: 1 << kind, requirement }));
    found.push(edges);
    const pause = budget.pause();
    if (pause) await pause;
  }
  return found;
}

function judge(
  { questionOf, counted, followed }: PairsQuestion,
  { dependencyId }: DependentPair,
  edges: readonly Edge[],
  textOf: ReadonlyMap<number, string>,
): Pick<JudgedPair, 'exposure' | 'requirement' | 'kinds' | 'passesOn'> | null {
  const question = questionOf(dependencyId);
  let worst: { exposure: Exposure; requirement: number } | null = null;
  let kinds = 0;
  let passesOn = false;
  for (const { kind, requirement } of edges) {
    kinds |= kind;
    if ((kind & counted) === 0) continue;
    const exposure = answerOf(question, requirement, textOf);
    if (!worst || RANK[exposure.verdict] > RANK[worst.exposure.verdict]) worst = { exposure, requirement };
    if ((kind & followed) !== 0 && exposure.verdict === 'admits') passesOn = true;
  }
  return worst && { ...worst, kinds, passesOn };
}

/**
 * Makes a resolver of an ecosystem's rules, where a program gets one version of each package: by PubGrub, with a proof in words
 * where there is no solution. Then what stands in the way is taken out, one thing after the other, each with its own proof, so
 * that the rest is resolved beside the problems.
 */
import { type Budget, BudgetError } from '../budget.ts';
import { readSettings } from '../settings.ts';
import type { Resolution, ResolveRequest, Resolver, Universe } from '../types.ts';
import { explain, factsOf } from './explain.ts';
import { type Incompatibility, ROOT } from './incompatibility.ts';
import { type Loose, looseKey, type Tag } from './needs.ts';
import { createPackages, type Packages } from './packages.ts';
import { has } from './positions.ts';
import { explainProgress } from './progress.ts';
import { type Found, resolutionOf } from './result.ts';
import type { OneVersionRules, Policy } from './rules.ts';
import { solve, UnfinishedError } from './solver.ts';
import { createSource, RESTART } from './source.ts';
import { sentence } from './words.ts';

/** What is taken out at most, so that a request that is wrong everywhere ends. */
const MOST_PROBLEMS = 25;
/** Neighbours looked at for the same need while all goes well; for a proof all are. */
const NEAR = 8;

/** A resolver by these rules, which are asked anew (`begin`) for every request. */
export function oneVersion({ begin, ...about }: OneVersionRules): Resolver {
  return {
    ...about,
    async resolve(request, universe, budget) {
      const settings = {
        environment: readSettings(request.environment, about.environment, 'environment'),
        options: readSettings(request.options, about.options, 'options'),
      };
      return resolve(about.kinds, begin(request, settings), request, universe, budget);
    },
  };
}

async function resolve(
  defaults: readonly string[],
  policy: Policy,
  request: ResolveRequest,
  universe: Universe,
  budget: Budget,
): Promise<Resolution> {
  const kinds = new Set(request.kinds ?? defaults);
  const packages = createPackages(request, kinds, universe, policy, budget);
  const loose: Loose = new Map();
  const attempt = (reach: number) => attempts(packages, universe, policy, budget, reach, loose);

  let outcome = await attempt(NEAR).catch(error => {
    if (!(error instanceof UnfinishedError)) throw error;
    throw new BudgetError(error.spent, error.message, explainProgress(packages, error.progress));
  });
  if (outcome.solved) return resolutionOf(packages, policy, outcome.selected, []);
  let failure = outcome.failure;
  const problems: Found[] = [];
  try {
    outcome = await attempt(Number.POSITIVE_INFINITY);
    while (!outcome.solved && problems.length < MOST_PROBLEMS) {
      failure = outcome.failure;
      const found = loosen(packages, failure, loose);
      if (found === null) break;
      problems.push(found);
      outcome = await attempt(NEAR);
      if (!outcome.solved) outcome = await attempt(Number.POSITIVE_INFINITY);
    }
  } catch (error) {
    // There is no solution, and that is known: what else could be found out is not worth an error.
    if (!(error instanceof BudgetError)) throw error;
  }
  if (problems.length === 0) problems.push(problemOf(packages, failure, null));
  return resolutionOf(packages, policy, outcome.solved ? outcome.selected : new Map(), problems);
}

/** Solves again for as long as the policy relaxes, or what was told turns out to be outdated. */
async function attempts(
  packages: Packages,
  universe: Universe,
  policy: Policy,
  budget: Budget,
  reach: number,
  loose: Loose,
): Promise<Awaited<ReturnType<typeof solve>>> {
  for (;;) {
    budget.spend();
    try {
      const source = createSource(packages, universe, policy, budget, { reach, loose });
      const outcome = await solve(source, budget);
      if (outcome.solved || !policy.relax?.(namesIn(packages, outcome.failure))) return outcome;
    } catch (error) {
      if (error !== RESTART) throw error;
    }
  }
}

function namesIn(packages: Packages, failure: Incompatibility): Set<string> {
  const ids = factsOf(failure).flatMap(({ incompatibility }) => incompatibility.packages);
  return new Set(ids.filter(id => id !== ROOT).map(id => packages.entry(id).name));
}

const ORDER = ['missing-package', 'unsupported', 'no-matching-version', 'environment', 'standing', null];

/** Takes what the failure rests on most out of the way, and says what it was. Null where nothing can be. */
function loosen(packages: Packages, failure: Incompatibility, loose: Loose): Found | null {
  const ranked: { tag: Tag; one: Incompatibility; rank: number; last: number }[] = [];
  for (const { fact, incompatibility: one } of factsOf(failure)) {
    if (fact.kind === 'root') continue;
    const tag = fact.tag as Tag;
    if (fact.kind === 'conflicts' && !tag.need?.constrains) continue;
    if ((loose.get(looseKey(tag)) ?? 0) === 2) continue;
    const at = one.packages.indexOf(fact.subject);
    const count = packages.countOf(fact.subject);
    const isLast = at < 0 || fact.subject === ROOT || has(one.terms[at]!, count - 1);
    const isOfRoot = fact.subject === ROOT && tag.problem === null;
    const last = fact.feature ?? fact.subject;
    ranked.push({
      tag,
      one,
      last,
      rank: (isLast ? 0 : 100) + ORDER.indexOf(tag.problem) * 2 + (isOfRoot ? 1 : 0),
    });
  }
  if (ranked.length === 0) return null;
  let worst = ranked[0]!;
  // Of equal ones that of whoever came last: what was said first holds.
  for (const one of ranked)
    if (one.rank < worst.rank || (one.rank === worst.rank && one.last >= worst.last)) worst = one;
  const key = looseKey(worst.tag);
  // A requirement that another one excludes is given up; what is not there at all is not asked for any more.
  loose.set(key, worst.tag.problem === null && !loose.has(key) ? 1 : 2);
  return problemOf(packages, failure, worst);
}

function problemOf(
  packages: Packages,
  failure: Incompatibility,
  because: { tag: Tag; one: Incompatibility } | null,
): Found {
  const tag = because?.tag ?? null;
  const fact = because === null ? '' : sentence(packages, because.one);
  const isConflict = tag === null || tag.problem === null;
  return {
    problem: {
      kind: tag?.problem ?? 'conflict',
      severity: 'error',
      message: messageOf(fact, isConflict && !tag?.need?.constrains),
      name: tag === null ? null : (tag.wanted ?? tag.subject.name),
      requirement: tag?.need?.dependency.requirement ?? null,
      explanation: explain(packages, failure),
    },
    subject: tag === null || tag.subject.id === ROOT ? null : tag.subject.name,
  };
}

function messageOf(fact: string, isConflict: boolean): string {
  if (fact === '') return 'there is no solution';
  return isConflict ? `${fact}, which other requirements exclude` : fact.replace(/,$/, '');
}

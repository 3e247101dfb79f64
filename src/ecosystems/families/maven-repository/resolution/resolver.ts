/**
 * Maven's resolver: what is asked for is collected (`collect.ts`), put in order (`order.ts`), and of each artifact the version that
 * is nearest to the project is chosen (`select.ts`).
 * https://maven.apache.org/guides/introduction/introduction-to-dependency-mechanism.html
 */
import type { Budget } from '../../../../resolving/budget.ts';
import type { Resolution, ResolveRequest, Resolver, Universe } from '../../../../resolving/types.ts';
import { type Dependency, dependencyReader, type Naming } from './artifact.ts';
import { tieCircles } from './circles.ts';
import { collect } from './collect.ts';
import { MANAGING, projectManagement } from './management.ts';
import { orderOf } from './order.ts';
import { resultOf } from './result.ts';
import { select } from './select.ts';

/** `test` and `provided` are of the project alone. */
const KINDS = ['runtime', 'compile', 'system', 'import'] as const;

export function mavenResolver(naming: Naming): Resolver {
  return {
    id: 'nearest-wins',
    description:
      'As Maven 3 does: of each artifact the version nearest to the project, the first of equally near ones; with ranges, scopes, ' +
      'exclusions, relocations, and what the project, its parent and its BOMs manage. Profiles that depend on the machine are left out.',
    kinds: KINDS,
    environment: [],
    options: [],
    resolve: (request, universe, budget) => resolve(naming, request, universe, budget),
  };
}

async function resolve(
  naming: Naming,
  request: ResolveRequest,
  universe: Universe,
  budget: Budget,
): Promise<Resolution> {
  const read = dependencyReader(naming);
  const management = await projectManagement(request.roots, universe, budget);
  const roots = withInherited(
    request.roots.filter(({ kind }) => !MANAGING.has(kind)).map(read),
    management.inherited.map(read),
  );
  const kinds = new Set(request.kinds ?? KINDS);
  const collected = await collect(naming, read, roots, management.managed, kinds, request, universe, budget);
  await tieCircles(collected.roots, budget);
  const order = await orderOf(collected.roots, budget);
  const selection = await select(collected.roots, order, budget);
  const resolution = await resultOf(collected.roots, order, selection, budget);
  resolution.problems.unshift(...management.problems);
  resolution.pending.push(...new Set([...management.pending, ...collected.pending]));
  return resolution;
}

/** The project's own dependencies, then those of its parent that it does not have itself. */
function withInherited(own: readonly Dependency[], inherited: readonly Dependency[]): Dependency[] {
  const keys = new Set(own.map(({ key }) => key));
  return [...own, ...inherited.filter(({ key }) => !keys.has(key))];
}

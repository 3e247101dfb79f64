/** Exposed packages as they are shown: in their order, with the names and requirements behind their numbers. */
import type { Queryable } from '../../store/database.ts';
import { readTexts } from '../../store/dependencies.ts';
import type { IndexedRegistry } from '../service.ts';
import type { ExposedPackage } from './exposure-walk.ts';

export interface ListedPackage extends Omit<ExposedPackage, 'requirement'> {
  name: string;
  through: string;
  requirement: string | null;
}

/** Where a package stands in the list. */
export type Position = Pick<ExposedPackage, 'dependents' | 'id'>;

/** The most used first. */
export function byDependents(a: Position, b: Position): number {
  return b.dependents - a.dependents || a.id - b.id;
}

/** In the order given, in a statement for each registry. */
export async function listed(db: Queryable, packages: readonly ExposedPackage[]): Promise<ListedPackage[]> {
  const byRegistry = new Map<IndexedRegistry, Awaited<ReturnType<typeof readTexts>>>();
  for (const registry of new Set(packages.map(of => of.registry))) {
    const own = packages.filter(of => of.registry === registry);
    const names = new Set(own.flatMap(({ id, throughId }) => [id, throughId]));
    const texts = new Set(own.flatMap(({ requirement }) => (requirement > 0 ? [requirement] : [])));
    byRegistry.set(registry, await readTexts(db, registry.id, names, texts));
  }
  return packages.map(of => {
    const { nameOf, textOf } = byRegistry.get(of.registry) as Awaited<ReturnType<typeof readTexts>>;
    return {
      ...of,
      name: nameOf.get(of.id) as string,
      through: nameOf.get(of.throughId) as string,
      requirement: of.requirement === 0 ? null : (textOf.get(of.requirement) as string),
    };
  });
}

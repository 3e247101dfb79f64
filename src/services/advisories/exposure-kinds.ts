/** Kinds of dependencies as bits of their registry, and which of them come along when a package is installed. */
import type { IndexedRegistry } from '../service.ts';

export const EVERY_KIND = 2 ** 30 - 1;

/** Kinds that do not come along when a package is installed from its registry: they are counted, and not followed. */
const STAYS_BEHIND: ReadonlySet<string> = new Set([
  'build',
  'build-depends',
  'build-depends-arch',
  'build-depends-indep',
  'configure',
  'dev',
  'develop',
  'development',
  'enhances',
  'provided',
  'suggests',
  'test',
]);

export function followedKinds({ definition }: IndexedRegistry): number {
  return maskOf(definition.dependencyKinds, kind => !STAYS_BEHIND.has(kind));
}

export function kindsOf({ definition }: IndexedRegistry, mask: number): string[] {
  return definition.dependencyKinds.filter((_, bit) => (mask & (1 << bit)) !== 0);
}

function maskOf(kinds: readonly string[], wanted: (kind: string) => boolean): number {
  return kinds.reduce((mask, kind, bit) => (wanted(kind) ? mask | (1 << bit) : mask), 0);
}

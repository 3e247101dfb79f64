/** What the way to a package decides of what is below it: exclusions, repositories, and how far overrides have come. */
import type { Candidate, Override, UniversePackage } from '../../../../resolving/types.ts';
import type { Dependency, Exclusion } from './artifact.ts';
import type { Managed } from './management.ts';

/** Equal contexts of a book are one object. */
export interface Context {
  exclusions: readonly Exclusion[];
  /** Repositories that packages on the way name, beside the registry's own. */
  repositories: readonly string[];
  /** Of each override, how many of the names in its `within` were met. */
  progress: readonly number[];
}

/** @returns what makes contexts; a book belongs to one resolution. */
export function contextBook(overrides: readonly Override[]) {
  const known = new Map<string, Context>();
  const parts = new WeakMap<UniversePackage, boolean>();
  const none: Context = { exclusions: [], repositories: [], progress: overrides.map(() => 0) };
  known.set(textOf(none), none);

  return {
    top: () => none,

    /** The context of what is below `candidate`, which was reached by `dependency` in `context`. */
    below(
      context: Context,
      dependency: Dependency,
      managed: ReadonlyMap<string, Managed>,
      { name, metadata }: Candidate,
    ): Context {
      const excluded = [...dependency.exclusions, ...(managed.get(dependency.key)?.exclusions ?? [])];
      const named = textsIn(metadata.repositories);
      const moves = overrides.some(({ within }, i) => within[context.progress[i]!] === name);
      if (excluded.length === 0 && named.length === 0 && !moves) return context;
      const next = {
        exclusions: united(context.exclusions, excluded, ({ group, artifact }) => `${group}:${artifact}`),
        repositories: united(context.repositories, named, one => one),
        progress: overrides.map(
          ({ within }, i) => context.progress[i]! + (within[context.progress[i]!] === name ? 1 : 0),
        ),
      };
      const text = textOf(next);
      const before = known.get(text);
      if (before !== undefined) return before;
      known.set(text, next);
      return next;
    },

    /**
     * The versions of a package that are seen from here. In a universe of several repositories, `metadata.repository` of a version is the
     * one that has it; without it, all have.
     */
    visible(context: Context, pack: UniversePackage): UniversePackage | null {
      let hasParts = parts.get(pack);
      if (hasParts === undefined) {
        hasParts = pack.versions.some(({ metadata }) => typeof metadata.repository === 'string');
        parts.set(pack, hasParts);
      }
      if (!hasParts) return pack;
      const versions = pack.versions.filter(
        ({ metadata: { repository } }) =>
          typeof repository !== 'string' || context.repositories.includes(repository),
      );
      return versions.length === 0 ? null : { ...pack, versions };
    },
  };
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(one => typeof one === 'string') : [];
}

/** The union, in an order that does not tell which came first. */
function united<T>(some: readonly T[], more: readonly T[], keyOf: (one: T) => string): T[] {
  const all = new Map([...some, ...more].map(one => [keyOf(one), one]));
  return [...all].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, one]) => one);
}

function textOf({ exclusions, repositories, progress }: Context): string {
  return JSON.stringify([
    exclusions.map(({ group, artifact }) => `${group}:${artifact}`),
    repositories,
    progress,
  ]);
}

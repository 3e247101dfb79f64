/** What management, overrides and relocations make of a dependency. */
import type { Candidate, Override } from '../../../../resolving/types.ts';
import type { Dependency, dependencyReader, Naming } from './artifact.ts';
import type { Context } from './context.ts';
import type { Managed } from './management.ts';

export interface Wanted {
  dependency: Dependency;
  requirement: string | null;
  /** What replaced the requirement that was written. */
  overridden: string | null;
  scope: string;
  /** A managed scope stands as it is, however the artifact is reached. */
  isScopeManaged: boolean;
  isRoot: boolean;
}

/**
 * Management completes what the project's own dependencies leave open, and replaces what the dependencies of packages say.
 * Overrides replace both.
 */
export function wanting(managed: ReadonlyMap<string, Managed>, overrides: readonly Override[]) {
  return (
    dependency: Dependency,
    context: Context,
    { isRoot = false, isVersionKept = false }: { isRoot?: boolean; isVersionKept?: boolean },
  ): Wanted => {
    const said = managed.get(dependency.key);
    const override = overrides.find(
      (one, i) => one.name === dependency.name && context.progress[i] === one.within.length,
    );
    const stated = dependency.requirement;
    const ofManagement = isVersionKept ? null : (said?.version ?? null);
    const requirement =
      override?.requirement ?? (isRoot ? (stated ?? ofManagement) : (ofManagement ?? stated));
    const managedScope = isRoot && dependency.isScopeStated ? null : (said?.scope ?? null);
    return {
      dependency,
      requirement,
      overridden: requirement === stated ? null : requirement,
      scope: managedScope ?? dependency.scope,
      isScopeManaged: !isRoot && managedScope !== null,
      isRoot,
    };
  };
}

/** The dependency that stands for one on an artifact that moved; null where it did not. */
export function relocationOf(
  candidate: Candidate,
  { record }: Dependency,
  naming: Naming,
  read: ReturnType<typeof dependencyReader>,
): Dependency | null {
  const { relocation } = candidate.metadata;
  if (typeof relocation !== 'string') return null;
  const [group, artifact, version] = relocation.split(':', 3);
  if (!group || !artifact || !version) return null;
  const name = naming.nameOf({ group, artifact });
  if (name === candidate.name && version === candidate.number) return null;
  return read({ ...record, name, requirement: version });
}

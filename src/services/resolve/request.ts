/** What is wanted, as a resolver takes it. */
import type { DependencyRecord } from '../../core/records.ts';
import type { Override, ResolveRequest, Resolver, Universe } from '../../resolving/types.ts';
import type { IndexedRegistry } from '../service.ts';
import { exactly } from './exact.ts';
import type { Wanted, WantedRoot } from './input.ts';
import type { ResolveBody } from './schemas.ts';

type Asked = Pick<ResolveBody, 'environment' | 'options' | 'kinds' | 'prereleases' | 'overrides'>;

export async function requestOf(
  wanted: Wanted,
  { environment = {}, options = {}, kinds, prereleases = false, overrides = [] }: Asked,
  resolver: Resolver,
  universe: Universe,
): Promise<ResolveRequest> {
  const { registry, managing, locked } = wanted;
  const roots = prereleases ? wanted.roots : await withLatest(registry, wanted.roots, universe);
  return {
    roots: rootRecords(
      [...roots, ...managing],
      resolver,
      registry.definition.dependencyKinds[0] ?? 'runtime',
    ),
    kinds: kinds ?? null,
    environment,
    options,
    prereleases,
    overrides: together(
      overrides.map(({ name, requirement, within = [] }) => ({ name, requirement, within })),
      wanted.overrides,
    ),
    locked,
  };
}

/** Those of the request, then those of its files that it says nothing of. */
function together(own: readonly Override[], ofFiles: readonly Override[]): Override[] {
  const keyOf = ({ within, name }: Override) => JSON.stringify([within, name]);
  const keys = new Set(own.map(keyOf));
  return [...own, ...ofFiles.filter(one => !keys.has(keyOf(one)))];
}

/**
 * What was asked for without a version is asked for in the latest one: that is what installing it by name does. What others manage
 * is left to them.
 */
async function withLatest(
  registry: IndexedRegistry,
  roots: readonly WantedRoot[],
  universe: Universe,
): Promise<WantedRoot[]> {
  const open = roots.filter(({ requirement, managed }) => requirement === null && !managed);
  if (open.length === 0) return [...roots];
  await universe.load(open.map(({ name }) => name));
  return roots.map(root => {
    if (root.requirement !== null || root.managed) return root;
    const found = universe.get(root.name);
    return typeof found === 'object' && found.latest !== null
      ? { ...root, requirement: exactly(registry, found.latest) }
      : root;
  });
}

function rootRecords(roots: readonly WantedRoot[], resolver: Resolver, first: string): DependencyRecord[] {
  const kind = resolver.kinds[0] ?? first;
  return roots.map(({ qualifiers, managed: _, ...root }) => ({
    ...root,
    kind: root.kind ?? kind,
    ...(qualifiers ? { qualifiers } : {}),
  }));
}

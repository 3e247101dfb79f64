/**
 * `ecosystems/resolve`: what an ecosystem's package manager would install from packages that the caller describes. No index, no network:
 * for tests of one's own registry, for comparisons, for universes that exist on paper only.
 */
import { InputError } from '../core/errors.ts';
import { type Ecosystem, installedKinds } from '../ecosystems/ecosystem.ts';
import { ecosystems } from '../ecosystems/index.ts';
import { type BudgetLimits, createBudget } from '../resolving/budget.ts';
import { highestMatch } from '../resolving/highest.ts';
import { type MemoryPackage, memoryUniverse } from '../resolving/memory-universe.ts';
import type { Resolution, ResolveRequest, Resolver } from '../resolving/types.ts';
import { schemeOf } from '../versions/index.ts';

export type { DependencyRecord } from '../core/records.ts';
export { BudgetError, type BudgetLimits } from '../resolving/budget.ts';
export type { MemoryPackage, MemoryVersion } from '../resolving/memory-universe.ts';
export type * from '../resolving/types.ts';

export interface OfflineRequest extends Partial<Omit<ResolveRequest, 'roots'>> {
  roots: ResolveRequest['roots'];
  /** ISO 8601: versions that were published later are not there; those without a date are. */
  before?: string;
}

/**
 * The resolver of an ecosystem: its kinds of dependencies, environment and options are what a request may name.
 * @param ecosystem `npm`, `cargo`, `pypi` ...: a folder of `src/ecosystems`.
 * @throws InputError with field `ecosystem` where there is none of this name.
 */
export async function resolverOf(ecosystem: string): Promise<Resolver> {
  return resolverFor(await definitionOf(ecosystem));
}

/**
 * @param packages every package that there is, with all versions; dependencies in the words of the ecosystem's `map.ts` (kinds,
 * qualifiers), as `GET /packages/api/v1/.../versions` shows them.
 * @throws InputError naming what cannot be read in the request; BudgetError when it takes more than `limits` allow. What packages say
 * never throws: it becomes a problem of the resolution.
 */
export async function resolve(
  ecosystem: string,
  packages: Iterable<MemoryPackage>,
  request: OfflineRequest,
  limits: BudgetLimits = {},
): Promise<Resolution> {
  const definition = await definitionOf(ecosystem);
  const resolver = await resolverFor(definition);
  const { before, ...asked } = request;
  const until = before === undefined ? Number.POSITIVE_INFINITY : Date.parse(before);
  if (Number.isNaN(until)) throw new InputError('before', `before: ${before} is no date`);
  const there = Array.from(packages, one => seen(one, resolver, until));
  return resolver.resolve(
    {
      kinds: null,
      environment: {},
      options: {},
      prereleases: false,
      overrides: [],
      locked: [],
      ...asked,
    },
    memoryUniverse(there, definition.versions),
    createBudget(limits),
  );
}

/** A package as the request may see it, with what its versions provide. */
function seen(one: MemoryPackage, resolver: Resolver, until: number): MemoryPackage {
  const versions = one.versions
    .filter(({ publishedAt }) => !publishedAt || Date.parse(publishedAt) <= until)
    .map(version => {
      const { number, metadata = {}, provides = [] } = version;
      const said = resolver.provides?.({ name: one.name, number, metadata }) ?? [];
      return { ...version, provides: [...provides, ...said] };
    });
  return { ...one, versions };
}

async function definitionOf(ecosystem: string): Promise<Ecosystem> {
  const load = Object.hasOwn(ecosystems, ecosystem) ? ecosystems[ecosystem] : undefined;
  if (!load) throw new InputError('ecosystem', `ecosystem: there is no ecosystem ${ecosystem}`);
  return load();
}

async function resolverFor(definition: Ecosystem): Promise<Resolver> {
  if (definition.resolution) return definition.resolution.load();
  const scheme = schemeOf(definition.id) ?? schemeOf(definition.purl.type) ?? schemeOf('generic');
  return highestMatch(scheme as NonNullable<typeof scheme>, installedKinds(definition));
}

/**
 * Packages of other registries that belong to a package: those of the same repository, and in distributions those that
 * likely repackage it. Likely, because nothing in an index states it: every relation says what speaks for it.
 */
import { packageOfPage } from '../../core/registry-pages.ts';
import type { Upstream } from '../../ecosystems/ecosystem.ts';
import type { Queryable } from '../../store/database.ts';
import type { IndexedRegistry, RegistryDirectory } from '../service.ts';
import { impossibleName } from './names.ts';
import type { PackageRow } from './queries/package-row.ts';
import { findByIds, findByNames } from './queries/packages.ts';
import { findByRepositories } from './queries/repositories.ts';

export type Relation = 'same-repository' | 'repackages' | 'repackaged-as';

export interface Relative {
  registry: IndexedRegistry;
  row: PackageRow;
  /** What the package that was asked about is to this one: `repackages` it, or is `repackaged-as` it. */
  relation: Relation;
  /** In words, the strongest first. Never empty. */
  evidence: string[];
}

interface Context {
  db: Queryable;
  directory: RegistryDirectory;
}

/** Most packages of one repository that are looked at. */
const MAX_OF_REPOSITORY = 200;

/** Packages of other registries, the most telling relation first. */
export async function relativesOf(
  context: Context,
  registry: IndexedRegistry,
  row: PackageRow,
): Promise<Relative[]> {
  const [upstreams, downstreams, siblings] = await Promise.all([
    repackaged(context, registry, row),
    repackagers(context, registry, row),
    ofSameRepository(context, registry, row),
  ]);
  const named = [...upstreams, ...downstreams];
  const known = new Set(named.map(relative => relative.row.id));
  return [...named, ...siblings.filter(relative => !known.has(relative.row.id))];
}

async function repackaged(context: Context, registry: IndexedRegistry, row: PackageRow): Promise<Relative[]> {
  const [found = []] = await upstreamsOf(context, [{ registry, row }]);
  return found;
}

/**
 * What packages of distributions repackage, by their names and homepages: in the order given, in one statement however many there are.
 * Empty for packages of what is no distribution.
 */
export async function upstreamsOf(
  { db, directory }: Context,
  packages: readonly Indexed[],
): Promise<Relative[][]> {
  const wanted = packages.map(of => upstreamNames(directory, of));
  const names = [...new Map(wanted.flat().map(name => [keyOf(name), name])).values()];
  if (names.length === 0) return packages.map(() => []);
  const rows = new Map((await findByNames(db, names)).map(row => [keyOf(row), row]));
  return packages.map((distributed, i) => {
    const own = new Set((wanted[i] ?? []).map(keyOf));
    return [...own].flatMap(key => {
      const row = rows.get(key);
      const registry = row && directory.byId(row.registryId);
      if (!row || !registry) return [];
      const evidence = evidenceOf(distributed, { registry, row });
      return [{ registry, row, relation: 'repackages' as const, evidence }];
    });
  });
}

interface RegistryName {
  registryId: number;
  name: string;
}

function keyOf({ registryId, name }: RegistryName): string {
  return `${registryId}\n${name}`;
}

function upstreamNames(directory: RegistryDirectory, { registry: from, row }: Indexed): RegistryName[] {
  const rules = from.definition.repackaging;
  if (!rules) return [];
  const page = row.homepage === null ? null : packageOfPage(row.homepage);
  const upstreams: Upstream[] = [...(page ? [page] : []), ...rules.upstreamsOf(row.name)];
  return upstreams.flatMap(({ ecosystem, name }) =>
    directory
      .ofEcosystem(ecosystem)
      .filter(registry => registry.isDefault && registry.id !== from.id)
      .flatMap(registry => {
        const own = registry.definition.names.normalise(name);
        return impossibleName(registry, own) ? [] : [{ registryId: registry.id, name: own }];
      }),
  );
}

/** What repackages a package, in every distribution that is indexed. */
async function repackagers(
  { db, directory }: Context,
  registry: IndexedRegistry,
  row: PackageRow,
): Promise<Relative[]> {
  if (registry.definition.repackaging || !registry.isDefault) return [];
  const upstream: Upstream = { ecosystem: registry.ecosystem, name: row.name };
  const names = directory
    .all()
    .flatMap(other =>
      (other.definition.repackaging?.namesOf(upstream) ?? []).map(name => ({ registryId: other.id, name })),
    );
  if (names.length === 0) return [];
  return (await findByNames(db, names)).flatMap(found => {
    const other = directory.byId(found.registryId);
    if (!other) return [];
    const evidence = evidenceOf({ registry: other, row: found }, { registry, row });
    return [{ registry: other, row: found, relation: 'repackaged-as' as const, evidence }];
  });
}

interface Indexed {
  registry: IndexedRegistry;
  row: PackageRow;
}

/** What speaks for one package being the other's repackaging. */
function evidenceOf(distributed: Indexed, upstream: Indexed): string[] {
  const { registry, row } = upstream;
  const found: string[] = [];
  const page = distributed.row.homepage === null ? null : packageOfPage(distributed.row.homepage);
  const { normalise } = registry.definition.names;
  if (page?.ecosystem === registry.ecosystem && normalise(page.name) === row.name) {
    found.push(`its homepage is the page of ${row.name} at ${registry.name}`);
  }
  if (sameAddress(distributed.row.repositoryUrl, row.repositoryUrl)) found.push('both name one repository');
  if (sameAddress(distributed.row.homepage, row.homepage)) found.push('both name one homepage');
  else if (sameAddress(distributed.row.homepage, row.repositoryUrl)) {
    found.push(`its homepage is the repository of ${row.name}`);
  }
  const named = distributed.registry.definition.repackaging?.upstreamsOf(distributed.row.name) ?? [];
  const policy = named.some(
    ({ ecosystem, name }) => ecosystem === registry.ecosystem && normalise(name) === row.name,
  );
  const reverse = distributed.registry.definition.repackaging?.namesOf({
    ecosystem: registry.ecosystem,
    name: row.name,
  });
  if (policy || reverse?.includes(distributed.row.name)) {
    found.push(`${distributed.row.name} is what ${distributed.registry.definition.label} calls ${row.name}`);
  }
  return found;
}

function sameAddress(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return false;
  const plain = (url: string) =>
    url
      .toLowerCase()
      .replace(/^https?:\/\/(?:www\.)?/, '')
      .replace(/(?:\.git)?\/*$/, '');
  return plain(a) === plain(b);
}

async function ofSameRepository(
  { db, directory }: Context,
  registry: IndexedRegistry,
  row: PackageRow,
): Promise<Relative[]> {
  const { repositoryUrl } = row;
  if (repositoryUrl === null) return [];
  const others = directory
    .all()
    .filter(other => other.id !== registry.id)
    .map(other => other.id);
  const refs = await findByRepositories(db, [repositoryUrl.toLowerCase()], others, MAX_OF_REPOSITORY);
  if (refs.length === 0) return [];
  return (await findByIds(db, refs)).flatMap(found => {
    const other = directory.byId(found.registryId);
    return other
      ? [
          {
            registry: other,
            row: found,
            relation: 'same-repository' as const,
            evidence: ['both name one repository'],
          },
        ]
      : [];
  });
}

import { Type } from 'typebox';
import { LIST } from '../../../core/cost.ts';
import { InputError } from '../../../core/errors.ts';
import { readDependencies, type StoredDependency } from '../../../store/dependencies.ts';
import type { IndexedRegistry, Reply, RequestContext, Route } from '../../service.ts';
import { createLinks } from '../links.ts';
import { pageOf, pagingOf, textOf } from '../parameters.ts';
import { findByIntegrity, type IntegrityRow, integritySpellings, spellings } from '../queries/integrity.ts';
import { findByIds } from '../queries/packages.ts';
import { optionalText, paging, Query } from '../schemas/common.ts';
import { VersionLookup } from '../schemas/version.ts';
import { versionWithDependenciesJson } from '../serialize/version.ts';
import { packagesWithRegistry } from './reply.ts';

const FIELDS = ['integrity', 'sha256', 'sha1', 'sha512'] as const;

export const versionsLookupRoutes: Route[] = [
  {
    method: 'GET',
    path: '/versions/lookup',
    operationId: 'lookupVersions',
    summary: 'lookup versions by integrity hash',
    tags: ['versions'],
    query: Query({
      integrity: optionalText('<algorithm>-<hex or base64>, or a bare hexadecimal digest'),
      sha256: optionalText('sha256 hash (hex)'),
      sha1: optionalText('sha1 hash (hex)'),
      sha512: optionalText('sha512 hash (hex)'),
      ...paging(),
    }),
    response: Type.Array(VersionLookup),
    cost: LIST,
    cache: 'none',
    handle: lookupVersions,
  },
];

async function lookupVersions(context: RequestContext): Promise<Reply> {
  const { query, db } = context;
  const paged = pagingOf(query);
  const given = FIELDS.filter(field => textOf(query, field) !== undefined);
  const [field, other] = given;
  if (field === undefined) throw new InputError('integrity', 'Missing integrity parameter');
  if (other !== undefined) throw new InputError(other, `${other}: cannot be combined with ${field}`);
  const text = textOf(query, field) as string;
  const wanted = field === 'integrity' ? integritySpellings(text) : spellings(field, text, field);
  const { rows, page } = pageOf(await findByIntegrity(db, wanted, paged), paged);

  const refs = rows.map(row => ({ registryId: row.registryId, id: row.packageId }));
  const distinct = [...new Map(refs.map(ref => [ref.id, ref])).values()];
  const packages = await packagesWithRegistry(context, await findByIds(db, distinct));
  const byId = new Map(packages.map(item => [item.id, item]));
  const dependencies = await dependenciesOf(context, rows);
  const links = createLinks(context);
  const body = rows.flatMap(row => {
    const registry = context.directory.byId(row.registryId);
    const owner = byId.get(row.packageId);
    if (!registry || !owner) return [];
    const names = { name: owner.name, latestVersion: owner.latest_release_number };
    const version = versionWithDependenciesJson(
      registry,
      names,
      row,
      dependencies.get(row.id) ?? null,
      links,
    );
    return [{ ...version, package: owner }];
  });
  return { body, page, noStore: true };
}

async function dependenciesOf(
  { db, directory }: RequestContext,
  rows: readonly IntegrityRow[],
): Promise<Map<number, StoredDependency[] | null>> {
  const read = new Map<number, StoredDependency[] | null>();
  const registries = new Set(rows.map(row => directory.byId(row.registryId)));
  for (const registry of registries) {
    if (!registry) continue;
    const own = rows.filter(row => row.registryId === registry.id);
    const lists = await readDependencies(db, kindsOf(registry), own.map(refOf));
    for (const [index, row] of own.entries()) read.set(row.id, lists[index] ?? null);
  }
  return read;
}

const kindsOf = (registry: IndexedRegistry) => ({
  id: registry.id,
  dependencyKinds: [...registry.definition.dependencyKinds],
});

const refOf = (row: IntegrityRow) => ({ id: row.id, packageId: row.packageId, set: row.dependencySet });

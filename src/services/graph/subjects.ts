/** What questions are about, and how packages of answers are shown. */
import { InputError } from '../../core/errors.ts';
import { installedKinds, purlOf } from '../../ecosystems/ecosystem.ts';
import { type PackageRow, resolvePurls } from '../packages/public.ts';
import type { IndexedRegistry, RequestContext } from '../service.ts';
import type { NodeRow } from './queries.ts';

export interface Subject {
  registry: IndexedRegistry;
  row: PackageRow;
  purl: string;
}

/**
 * The packages that parameters name by purl, in the order given.
 * @throws InputError naming the parameter, with 404 where one is not indexed.
 */
export async function subjectsOf(context: RequestContext, parameters: readonly string[]): Promise<Subject[]> {
  const purls = parameters.map(parameter => {
    const purl = context.query[parameter];
    if (typeof purl !== 'string') throw new InputError(parameter, `${parameter} is required`);
    return purl;
  });
  const found = await resolvePurls(context.db, context.directory, purls);
  return parameters.map((parameter, at) => {
    const { problem, packages } = found[at] as (typeof found)[number];
    if (problem) throw new InputError(parameter, problem);
    const row = packages[0];
    const registry = row && context.directory.byId(row.registryId);
    if (!row || !registry)
      throw new InputError(
        parameter,
        `${parameter}: ${(purls[at] as string).slice(0, 200)} is not in the index`,
        404,
      );
    return { registry, row, purl: purlOf(registry, row.name) };
  });
}

export function kindsOf(registry: IndexedRegistry): string[] {
  return installedKinds(registry.definition);
}

export function packageJson(registry: IndexedRegistry, row: NodeRow) {
  return {
    purl: purlOf(registry, row.name),
    registry: registry.name,
    name: row.name,
    latest_version: row.latestVersion,
    dependent_packages_count: row.dependentPackagesCount,
    critical: row.critical,
  };
}

/** Where a page of a list begins. The lists lie in memory, so that a position costs nothing to go to. */
export interface ListPosition {
  offset: number;
  limit: number;
}

const DEFAULT_PER_PAGE = 100;

/** @throws InputError for a cursor that is none. */
export function positionOf({ query }: RequestContext): ListPosition {
  const limit = typeof query.per_page === 'number' ? query.per_page : DEFAULT_PER_PAGE;
  if (query.cursor === undefined) return { offset: 0, limit };
  const match = /^([0-9]{1,9})$/.exec(String(query.cursor));
  if (!match) throw new InputError('cursor', 'cursor is not one of this list');
  return { offset: Number(match[1]), limit };
}

export function nextCursor({ offset, limit }: ListPosition, length: number): string | null {
  return offset + limit < length ? String(offset + limit) : null;
}

import { Type } from 'typebox';
import { LIST } from '../../../core/cost.ts';
import { InputError } from '../../../core/errors.ts';
import type { Reply, RequestContext, Route } from '../../service.ts';
import { API_BASE } from '../links.ts';
import { booleanOf, pagingOf, textOf } from '../parameters.ts';
import { type DependencyFilter, packageNumbers, walkDependencies } from '../queries/dependencies.ts';
import { sameKind } from '../queries/dependents.ts';
import { directionOf, onlyDirection, unknownSort } from '../queries/sorts.ts';
import { optionalBoolean, optionalText, paging, Query, sorting } from '../schemas/common.ts';
import { Dependency } from '../schemas/version.ts';
import { dependencyJson } from '../serialize/version.ts';

/** Records that `page` can reach; `after` goes on from there. */
const REACH = 10_000;
/** Dependencies have no dates of their own: they are numbered in the order in which they were created. */
const SORTS = ['id', 'created_at'];

export const dependencyRoutes: Route[] = [
  {
    method: 'GET',
    path: '/dependencies',
    operationId: 'getDependencies',
    summary: 'list dependencies of all versions by id',
    tags: ['dependencies'],
    query: Query({
      ...paging(),
      ecosystem: optionalText('ecosystem name'),
      package_name: optionalText('name of the package depended upon'),
      package_id: optionalText('id of the package depended upon'),
      requirements: optionalText('requirement, exactly as written'),
      kind: optionalText('kind of dependency, in any case; runtime and normal are one'),
      optional: optionalBoolean('whether the dependency is optional'),
      after: optionalText('id behind which to begin; better than page for long walks'),
      ...sorting(SORTS),
    }),
    response: Type.Array(Dependency, {
      description:
        'up to per_page records. One call looks at a bounded number of versions: while the header Link has rel="next", more may follow',
    }),
    cost: LIST,
    cache: 'none',
    handle: dependencies,
  },
];

async function dependencies(context: RequestContext): Promise<Reply> {
  const { query, db, directory } = context;
  const paged = pagingOf(query, REACH);
  checkSort(textOf(query, 'sort') ?? 'id', textOf(query, 'order') ?? 'asc');
  const after = cursorOf(textOf(query, 'after'));
  if (textOf(query, 'after') !== undefined && paged.page > 1) {
    throw new InputError('page', 'page: cannot be combined with after');
  }
  const filter = await filterOf(context);
  const nothing = filter.packageIds?.length === 0 || filter.registries?.length === 0;
  const { found, next } = nothing
    ? { found: [], next: null }
    : await walkDependencies(db, directory, filter, after, paged.offset + paged.perPage);
  return {
    body: found.slice(paged.offset).map(({ registry, dependency }) => dependencyJson(registry, dependency)),
    headers: next === null ? {} : { link: `<${nextUrl(context, next)}>; rel="next"` },
    noStore: true,
  };
}

function checkSort(sort: string, order: string): void {
  if (!SORTS.includes(sort)) throw unknownSort(sort, SORTS);
  if (directionOf(order) !== 'asc') throw onlyDirection(sort, 'asc');
}

function cursorOf(text: string | undefined): number {
  if (text === undefined) return 0;
  return wholeNumber(text, 'after');
}

function wholeNumber(text: string, field: string): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value)) throw new InputError(field, `${field}: not an id`);
  return value;
}

async function filterOf({ query, db, directory }: RequestContext): Promise<DependencyFilter> {
  const ecosystem = textOf(query, 'ecosystem');
  const name = textOf(query, 'package_name');
  const id = textOf(query, 'package_id');
  const requirements = textOf(query, 'requirements');
  const kind = textOf(query, 'kind');
  const optional = booleanOf(query, 'optional');
  const registries = ecosystem === undefined ? null : directory.ofEcosystem(ecosystem);
  let packageIds: number[] | null = id === undefined ? null : [wholeNumber(id, 'package_id')];
  if (name !== undefined) {
    const named = await packageNumbers(
      db,
      (registries ?? directory.all()).map(registry => registry.id),
      name,
    );
    packageIds = packageIds === null ? named : packageIds.filter(number => named.includes(number));
  }
  // What no package is numbered is no number of the database's either.
  packageIds = packageIds?.filter(number => number < 2 ** 31) ?? null;
  return {
    registries,
    packageIds,
    matches: dependency =>
      (requirements === undefined || dependency.requirement === requirements) &&
      (kind === undefined || sameKind(dependency.kind, kind)) &&
      (optional === undefined || dependency.optional === optional),
  };
}

function nextUrl({ query, serviceUrl }: RequestContext, next: number): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && name !== 'page' && name !== 'after') parameters.set(name, String(value));
  }
  parameters.set('after', String(next));
  return `${serviceUrl}${API_BASE}/dependencies?${parameters}`;
}

/**
 * Sorts of package lists. Only columns are offered that an index serves; lists that are short by nature (a repository's
 * packages, a maintainer's, the critical ones) also sort by columns without one.
 */
import { InputError } from '../../../core/errors.ts';

export type Direction = 'asc' | 'desc';

/** `p`: packages, `u`: package_usage. */
export interface SortColumn {
  table: 'p' | 'u';
  column: string;
  /** Direction when none is asked for. */
  natural: Direction;
  nullable: boolean;
  /** The only direction that an index serves. `always`: refused in the other one for short lists too. */
  only?: { direction: Direction; always: boolean };
  /** No index: only for short lists. */
  short?: true;
}

const used = (column: string): SortColumn => ({
  table: 'u',
  column,
  natural: 'desc',
  nullable: column === 'downloads',
  only: { direction: 'desc', always: true },
});

export const PACKAGE_SORTS: ReadonlyMap<string, SortColumn> = new Map<string, SortColumn>([
  ['updated_at', { table: 'p', column: 'updated_at', natural: 'desc', nullable: false }],
  ['created_at', { table: 'p', column: 'created_at', natural: 'desc', nullable: false }],
  ['name', { table: 'p', column: 'name', natural: 'asc', nullable: false }],
  ['downloads', used('downloads')],
  ['dependent_packages_count', used('dependent_packages_count')],
  [
    'latest_release_published_at',
    {
      table: 'p',
      column: 'latest_release_at',
      natural: 'desc',
      nullable: true,
      only: { direction: 'desc', always: false },
    },
  ],
  [
    'rank',
    {
      table: 'u',
      column: 'rank_average',
      natural: 'asc',
      nullable: true,
      only: { direction: 'asc', always: false },
    },
  ],
  // Not known yet: accepted for the sake of existing clients, and answered with the nearest measure of use.
  ['dependent_repos_count', used('dependent_packages_count')],
  ['docker_downloads_count', used('dependent_packages_count')],
  ['docker_dependents_count', used('dependent_packages_count')],
  ['stargazers_count', used('dependent_packages_count')],
  ['forks_count', used('dependent_packages_count')],
  ['versions_count', { table: 'p', column: 'versions_count', natural: 'desc', nullable: false, short: true }],
  [
    'maintainers_count',
    { table: 'p', column: 'maintainers_count', natural: 'desc', nullable: true, short: true },
  ],
]);

/** Names of the sorts that are offered. */
export function sortNames(short: boolean): string[] {
  return [...PACKAGE_SORTS].filter(([, sort]) => short || !sort.short).map(([name]) => name);
}

export interface Sort {
  name: string;
  column: SortColumn;
  direction: Direction;
}

const MAX_SORTS = 4;

/**
 * Reads `sort` and `order`: comma lists, in which a missing order is the natural one of its field.
 *
 * @param short whether the list is short by nature.
 * @throws InputError: 400 for an unknown field (listing the offered ones) or order; 422 for a direction that no index serves.
 */
export function sortsOf(
  sort: string | undefined,
  order: string | undefined,
  fallback: string,
  short: boolean,
): Sort[] {
  const fields = splitList(sort ?? fallback);
  const directions = order === undefined ? [] : splitList(order).map(directionOf);
  if (fields.length > MAX_SORTS) throw new InputError('sort', `sort: at most ${MAX_SORTS} fields`);
  if (directions.length > fields.length)
    throw new InputError('order', 'order: more directions than fields of sort');
  const sorts = fields.map((name, index): Sort => {
    const column = PACKAGE_SORTS.get(name);
    if (!column || (column.short && !short)) throw unknownSort(name, sortNames(short));
    const direction = directions[index] ?? column.natural;
    const { only } = column;
    if (only && only.direction !== direction && (only.always || !short))
      throw onlyDirection(name, only.direction);
    return { name, column, direction };
  });
  if (!short) refuseMixedTables(sorts);
  return distinct(sorts);
}

/** One index serves the order of a long list, so its fields must come from one table. */
function refuseMixedTables(sorts: Sort[]): void {
  const [first, ...rest] = sorts;
  const other = rest.find(sort => sort.column.table !== first?.column.table);
  if (other) throw new InputError('sort', `sort: ${other.name} cannot follow ${first?.name} in this list`);
}

function distinct(sorts: Sort[]): Sort[] {
  const seen = new Set<string>();
  return sorts.filter(({ column }) => {
    const known = seen.has(column.column);
    seen.add(column.column);
    return !known;
  });
}

export function splitList(text: string): string[] {
  return text.split(',').map(part => part.trim());
}

export function directionOf(text: string): Direction {
  const direction = text.toLowerCase();
  if (direction !== 'asc' && direction !== 'desc') throw new InputError('order', 'order: asc or desc');
  return direction;
}

export function unknownSort(name: string, offered: readonly string[]): InputError {
  return new InputError(
    'sort',
    `sort: ${JSON.stringify(name.slice(0, 50))} is not offered; one of ${offered.join(', ')}`,
  );
}

/** The wording that clients know. */
export function onlyDirection(name: string, direction: Direction): InputError {
  const word = direction === 'desc' ? 'descending' : 'ascending';
  return new InputError('sort', `${name} only supports ${word} order`, 422);
}

/**
 * The terms of ORDER BY. Nulls come last in both directions. Ties go by id, in the direction in which the index that serves
 * the first column has it; names are unique within one registry and need none.
 */
export function orderBy(sorts: readonly Sort[], idColumn: string, oneRegistry: boolean): string {
  const terms = sorts.map(({ column, direction }) => {
    const nulls = column.nullable && direction === 'desc' ? ' nulls last' : '';
    return `${column.table}.${column.column} ${direction}${nulls}`;
  });
  const unique = oneRegistry && sorts.some(sort => sort.column.column === 'name');
  if (unique) return terms.join(', ');
  const [first, second] = sorts;
  const backwards =
    oneRegistry &&
    !second &&
    first?.column.table === 'p' &&
    !first.column.nullable &&
    first.direction === 'asc';
  return [...terms, `${idColumn}${backwards ? ' desc' : ''}`].join(', ');
}

/** What is asked of advisories. Lists go by cursor, in an order that an index serves; lookups are batches. */
import { identifierKey, type MergedAdvisory, type PackageStatement } from '../advisories/index.ts';
import { InputError } from '../core/errors.ts';
import type { Rating } from '../core/severity/index.ts';
import type { Queryable } from './database.ts';

export interface AdvisoryRow {
  id: number;
  uid: string;
  /** With `id`, stands for one state of what it says: a key for what is made of it. */
  revision: number;
  kind: MergedAdvisory['kind'];
  title: string | null;
  severity: Rating | null;
  score: number | null;
  vector: string | null;
  publishedAt: string | null;
  modifiedAt: string | null;
  withdrawnAt: string | null;
  repositoryUrl: string | null;
  sources: string[];
  /** Ids of ours, or the sources' names of ecosystems that we do not have. */
  ecosystems: string[];
  /** `uid` first. */
  identifiers: string[];
  /** Likelihood of exploitation in 30 days, 0 to 1. */
  epss: number | null;
  epssPercentile: number | null;
  /** Day on which exploitation came to be known. */
  kevAddedAt: string | null;
  /** When this index first had it, and last changed it. */
  createdAt: string;
  updatedAt: string;
}

/** What its sources say together, without the fields that `AdvisoryRow` has of its own. */
export type AdvisoryDocument = Omit<MergedAdvisory, 'uid' | 'identifiers' | 'packages'>;

export interface AdvisoryPackageRow {
  ecosystem: string;
  /** Normalised. */
  name: string;
  displayName: string;
  purl: string | null;
  /** The one to ask about versions first. */
  statements: PackageStatement[];
}

export interface FullAdvisory extends AdvisoryRow {
  document: AdvisoryDocument;
  packages: AdvisoryPackageRow[];
}

/** Of an AdvisoryRow; needs `advisories a`. */
export const ADVISORY_COLUMNS = `a.id, a.uid, a.revision, a.kind, a.title, a.severity, a.score, a.vector, a.published_at as "publishedAt",
  a.modified_at as "modifiedAt", a.withdrawn_at as "withdrawnAt", a.repository_url as "repositoryUrl", a.sources, a.ecosystems,
  a.identifiers, a.epss, a.epss_percentile as "epssPercentile", a.kev_added_at as "kevAddedAt", a.created_at as "createdAt",
  a.updated_at as "updatedAt"`;
const PACKAGES = `(select coalesce(jsonb_agg(jsonb_build_object('ecosystem', p.ecosystem, 'name', p.name, 'displayName', p.display_name,
    'purl', p.purl, 'statements', p.statements) order by p.ecosystem, p.name), '[]')
  from advisory_packages p where p.advisory_id = a.id) as packages`;

/**
 * Advisories by any of their identifiers, in any case. One list for each asked identifier, in their order: mostly of one advisory;
 * several where a record that is about several vulnerabilities names it too. That whose own identifier it is comes first.
 */
export async function advisoriesByIdentifier(
  db: Queryable,
  ids: readonly string[],
): Promise<FullAdvisory[][]> {
  const keys = ids.map(identifierKey);
  const { rows } = await db.query<FullAdvisory & { key: string }>({
    name: 'advisories-by-identifier',
    text: `select i.key, ${ADVISORY_COLUMNS}, a.document, ${PACKAGES}
      from advisory_identifiers i join advisories a on a.id = i.advisory_id
      where i.key = any($1::text[]) order by upper(a.uid) <> i.key, a.withdrawn_at is not null, a.id`,
    values: [[...new Set(keys)]],
  });
  const found = groupBy(rows, ({ key }) => key);
  return keys.map(key => (found.get(key) ?? []).map(({ key: _, ...advisory }) => advisory));
}

/** By number, in the order asked; those that are not there are left out. */
export async function advisoriesById(db: Queryable, ids: readonly number[]): Promise<FullAdvisory[]> {
  const { rows } = await db.query<FullAdvisory>({
    name: 'advisories-by-id',
    text: `select ${ADVISORY_COLUMNS}, a.document, ${PACKAGES} from advisories a where a.id = any($1::bigint[])`,
    values: [ids],
  });
  const found = new Map(rows.map(row => [row.id, row]));
  return ids.flatMap(id => found.get(id) ?? []);
}

/** An advisory as a package sees it. */
export interface PackageAdvisory {
  advisory: AdvisoryRow;
  displayName: string;
  statements: PackageStatement[];
}

/**
 * The advisories about packages, in one statement however many are asked for. One list for each, in their order; within it those that
 * stand before those that are withdrawn, the newest first.
 *
 * @param packages names in the ecosystem's normal form.
 */
export async function advisoriesOfPackages(
  db: Queryable,
  packages: readonly { ecosystem: string; name: string }[],
): Promise<PackageAdvisory[][]> {
  const { rows } = await db.query<
    AdvisoryRow & { ecosystem: string; name: string; displayName: string; statements: PackageStatement[] }
  >({
    name: 'advisories-of-packages',
    text: `select p.ecosystem, p.name, p.display_name as "displayName", p.statements, ${ADVISORY_COLUMNS}
      from (select distinct ecosystem, name from unnest($1::text[], $2::text[]) as asked (ecosystem, name)) as asked
      join advisory_packages p on p.ecosystem = asked.ecosystem and p.name = asked.name
      join advisories a on a.id = p.advisory_id
      order by a.withdrawn_at is not null, a.listed_at desc, a.id desc`,
    values: [packages.map(({ ecosystem }) => ecosystem), packages.map(({ name }) => name)],
  });
  const found = groupBy(rows, keyOf);
  return packages.map(asked =>
    (found.get(keyOf(asked)) ?? []).map(
      ({ ecosystem: _e, name: _n, displayName, statements, ...advisory }) => ({
        advisory,
        displayName,
        statements,
      }),
    ),
  );
}

/** What there is about a package, whole. */
export interface AdvisoriesAbout {
  /** True where any advisory is about a package of the ecosystem: only then none about this one says something. */
  isKnown: boolean;
  advisories: FullAdvisory[];
}

/**
 * As `advisoriesOfPackages`, with all that the advisories say.
 *
 * @param limit most advisories of each package.
 */
export async function fullAdvisoriesOfPackages(
  db: Queryable,
  packages: readonly { ecosystem: string; name: string }[],
  limit: number,
): Promise<AdvisoriesAbout[]> {
  type Row = { ecosystem: string; name: string; isKnown: boolean } & (FullAdvisory | { id: null });
  const { rows } = await db.query<Row>({
    name: 'full-advisories-of-packages',
    text: `select asked.ecosystem, asked.name, found.*,
        exists (select from advisory_packages any_of where any_of.ecosystem = asked.ecosystem) as "isKnown"
      from (select distinct ecosystem, name from unnest($1::text[], $2::text[]) as asked (ecosystem, name)) as asked
      left join lateral (
        select ${ADVISORY_COLUMNS}, a.document, ${PACKAGES}, row_number() over () as position
        from (
          select a.* from advisory_packages p join advisories a on a.id = p.advisory_id
          where p.ecosystem = asked.ecosystem and p.name = asked.name
          order by a.withdrawn_at is not null, a.listed_at desc, a.id desc limit $3
        ) as a
      ) as found on true
      order by found.position`,
    values: [packages.map(({ ecosystem }) => ecosystem), packages.map(({ name }) => name), limit],
  });
  const found = groupBy(rows, keyOf);
  return packages.map(asked => {
    const about = found.get(keyOf(asked)) ?? [];
    return {
      isKnown: about[0]?.isKnown ?? false,
      advisories: about.filter(row => row.id !== null) as FullAdvisory[],
    };
  });
}

/** How many advisories stand (are not withdrawn) about each package, in the order asked. */
export async function countOfPackages(
  db: Queryable,
  packages: readonly { ecosystem: string; name: string }[],
): Promise<number[]> {
  const { rows } = await db.query<{ ecosystem: string; name: string; count: number }>({
    name: 'advisory-counts-of-packages',
    text: `select p.ecosystem, p.name, count(*)::int as count
      from (select distinct ecosystem, name from unnest($1::text[], $2::text[]) as asked (ecosystem, name)) as asked
      join advisory_packages p on p.ecosystem = asked.ecosystem and p.name = asked.name
      join advisories a on a.id = p.advisory_id and a.withdrawn_at is null
      group by p.ecosystem, p.name`,
    values: [packages.map(({ ecosystem }) => ecosystem), packages.map(({ name }) => name)],
  });
  const found = new Map(rows.map(row => [keyOf(row), row.count]));
  return packages.map(asked => found.get(keyOf(asked)) ?? 0);
}

export interface AdvisoryFilter {
  ecosystem?: string;
  /** Normalised; with `ecosystem`, or in any. */
  packageName?: string;
  severity?: Rating;
  source?: string;
  /** In any case. */
  repositoryUrl?: string;
  /** Known to be exploited. */
  kev?: boolean;
  /** At least this likelihood, 0 to 1. */
  epssAtLeast?: number;
  /** Withdrawn ones only, or only others; absent: both. */
  withdrawn?: boolean;
  /** ISO 8601, exclusive. */
  createdAfter?: string;
  updatedAfter?: string;
  publishedAfter?: string;
}

export const ADVISORY_SORTS = ['published', 'updated', 'created'] as const;
export type AdvisorySort = (typeof ADVISORY_SORTS)[number];

const SORT_COLUMNS = { published: 'listed_at', updated: 'updated_at', created: 'created_at' } as const;

/** The filter and every count of it are this one predicate. */
function conditionsOf(filter: AdvisoryFilter): { where: string[]; values: unknown[] } {
  const where: string[] = [];
  const values: unknown[] = [];
  const add = (value: unknown, condition: (parameter: string) => string) => {
    if (value === undefined) return;
    values.push(value);
    where.push(condition(`$${values.length}`));
  };
  const { ecosystem, packageName, withdrawn, kev } = filter;
  if (packageName !== undefined) {
    add(
      packageName,
      name => `exists (select from advisory_packages p where p.advisory_id = a.id and p.name = ${name}`,
    );
    const opened = where.pop() as string;
    if (ecosystem === undefined) where.push(`${opened})`);
    else add(ecosystem, id => `${opened} and p.ecosystem = ${id})`);
  } else add(ecosystem, id => `a.ecosystems @> array[${id}::text]`);
  add(filter.severity, word => `a.severity = ${word}`);
  add(filter.source, id => `a.sources @> array[${id}::text]`);
  add(filter.repositoryUrl, url => `lower(a.repository_url) = lower(${url})`);
  add(filter.epssAtLeast, epss => `a.epss >= ${epss}`);
  add(filter.createdAfter, at => `a.created_at > ${at}`);
  add(filter.updatedAfter, at => `a.updated_at > ${at}`);
  add(filter.publishedAfter, at => `a.published_at > ${at}`);
  if (kev !== undefined) where.push(`a.kev_added_at is ${kev ? 'not ' : ''}null`);
  if (withdrawn !== undefined) where.push(`a.withdrawn_at is ${withdrawn ? 'not ' : ''}null`);
  return { where, values };
}

export interface AdvisoryPage<T> {
  advisories: T[];
  /** Where to go on; null at the end. */
  next: string | null;
}

/**
 * Advisories by filter, the newest first.
 *
 * @param options.cursor `next` of the page before. `options.offset`: for clients that count pages; bounded by the caller.
 * @throws InputError (field `cursor`) for what is none.
 */
export async function listAdvisories(
  db: Queryable,
  filter: AdvisoryFilter,
  options: { sort?: AdvisorySort; limit: number; cursor?: string | null; offset?: number },
): Promise<AdvisoryPage<FullAdvisory>> {
  const column = SORT_COLUMNS[options.sort ?? 'published'];
  const { where, values } = conditionsOf(filter);
  if (options.cursor) {
    const { at, id } = readCursor(options.cursor);
    values.push(at, id);
    where.push(`(a.${column}, a.id) < ($${values.length - 1}::timestamptz, $${values.length}::bigint)`);
  }
  values.push(options.limit + 1, options.offset ?? 0);
  // Documents and packages of the page alone, not of all that was sorted.
  const { rows } = await db.query<FullAdvisory & { at: string }>({
    text: `with page as materialized (
        select a.id, a.${column} as at from advisories a ${where.length > 0 ? `where ${where.join(' and ')}` : ''}
        order by a.${column} desc, a.id desc limit $${values.length - 1} offset $${values.length}
      )
      select ${ADVISORY_COLUMNS}, a.document, ${PACKAGES}, to_char(page.at at time zone 'utc', 'YYYYMMDD"T"HH24MISSUS') as at
      from page join advisories a using (id) order by page.at desc, a.id desc`,
    values,
  });
  const last = rows.length > options.limit ? rows[options.limit - 1] : undefined;
  return {
    advisories: rows.slice(0, options.limit).map(({ at: _, ...advisory }) => advisory),
    next: last ? `${last.at}-${last.id}` : null,
  };
}

function readCursor(cursor: string): { at: string; id: string } {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{6})-(\d{1,18})$/.exec(cursor);
  if (!match) throw new InputError('cursor', 'cursor is not one of this list');
  const [, year, month, day, hour, minute, second, micro, id] = match as unknown as string[];
  const at = `${year}-${month}-${day}T${hour}:${minute}:${second}.${micro}Z`;
  if (Number.isNaN(Date.parse(at))) throw new InputError('cursor', 'cursor is not one of this list');
  return { at, id: id as string };
}

/** How many advisories the filter has. */
export async function countAdvisories(db: Queryable, filter: AdvisoryFilter): Promise<number> {
  const { where, values } = conditionsOf(filter);
  const { rows } = await db.query<{ count: number }>({
    text: `select count(*)::int as count from advisories a ${where.length > 0 ? `where ${where.join(' and ')}` : ''}`,
    values,
  });
  return (rows[0] as { count: number }).count;
}

export interface AdvisoryFacets {
  total: number;
  withdrawn: number;
  kev: number;
  /** Likelihood of exploitation of at least 0.1, and of 0.5. */
  epss: { tenth: number; half: number };
  /** A null key: not rated. */
  severity: { value: Rating | null; count: number }[];
  ecosystem: { value: string; count: number }[];
  source: { value: string; count: number }[];
}

/** Counts by facet of what the filter has: each facet with the same predicate as the list. */
export async function advisoryFacets(db: Queryable, filter: AdvisoryFilter): Promise<AdvisoryFacets> {
  const { where, values } = conditionsOf(filter);
  const counted = (list: string) =>
    `(select coalesce(jsonb_agg(jsonb_build_object('value', value, 'count', count) order by count desc, value), '[]')
      from (${list}) as counted)`;
  const { rows } = await db.query<Omit<AdvisoryFacets, 'epss'> & { tenth: number; half: number }>({
    text: `with found as materialized (
        select a.severity, a.ecosystems, a.sources, a.withdrawn_at, a.kev_added_at, a.epss
        from advisories a ${where.length > 0 ? `where ${where.join(' and ')}` : ''}
      )
      select count(*)::int as total, count(withdrawn_at)::int as withdrawn, count(kev_added_at)::int as kev,
        (count(*) filter (where epss >= 0.1))::int as tenth, (count(*) filter (where epss >= 0.5))::int as half,
        ${counted('select severity as value, count(*)::int as count from found group by severity')} as severity,
        ${counted('select value, count(*)::int as count from found, unnest(ecosystems) as value group by value')} as ecosystem,
        ${counted('select value, count(*)::int as count from found, unnest(sources) as value group by value')} as source
      from found`,
    values,
  });
  const { tenth, half, ...facets } = rows[0] as (typeof rows)[0];
  return { ...facets, epss: { tenth, half } };
}

/** Packages that advisories are about, in the order of ecosystem and name, behind `after`. */
export async function packagesWithAdvisories(
  db: Queryable,
  options: { ecosystem?: string; after?: { ecosystem: string; name: string } | null; limit: number },
): Promise<{ ecosystem: string; name: string; advisories: number }[]> {
  const { ecosystem = null, after = null, limit } = options;
  const { rows } = await db.query<{ ecosystem: string; name: string; advisories: number }>({
    name: 'packages-with-advisories',
    text: `select p.ecosystem, p.name, count(*)::int as advisories from advisory_packages p
      where ($1::text is null or p.ecosystem = $1) and (p.ecosystem, p.name) > ($2, $3)
      group by p.ecosystem, p.name order by p.ecosystem, p.name limit $4`,
    values: [ecosystem, after?.ecosystem ?? '', after?.name ?? '', limit],
  });
  return rows;
}

/** Advisories published each day, week or month (UTC), oldest first; periods without any are left out. */
export async function advisoriesOverTime(
  db: Queryable,
  filter: AdvisoryFilter,
  period: 'day' | 'week' | 'month',
): Promise<{ period: string; severity: Rating | null; count: number }[]> {
  const { where, values } = conditionsOf(filter);
  values.push(period);
  const { rows } = await db.query<{ period: string; severity: Rating | null; count: number }>({
    text: `select to_char(date_trunc($${values.length}, a.published_at at time zone 'utc'), 'YYYY-MM-DD') as period, a.severity,
        count(*)::int as count
      from advisories a where ${['a.published_at is not null', ...where].join(' and ')}
      group by 1, 2 order by 1, 2`,
    values,
  });
  return rows;
}

function keyOf({ ecosystem, name }: { ecosystem: string; name: string }): string {
  return `${ecosystem}\n${name}`;
}

function groupBy<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

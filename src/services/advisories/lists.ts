/** Lists of advisories: what is asked for, and the page that answers it. */
import { Type } from 'typebox';
import { InputError } from '../../core/errors.ts';
import { findEcosystem } from '../../core/purl/index.ts';
import { RATINGS, type Rating } from '../../core/severity/index.ts';
import {
  ADVISORY_SORTS,
  type AdvisoryFilter,
  type AdvisorySort,
  listAdvisories,
} from '../../store/advisory-queries.ts';
import type { Reply, RequestContext } from '../service.ts';
import { reachOf } from './blast-radius.ts';
import type { AdvisoryJson } from './schemas.ts';
import { advisoryJson } from './serialize.ts';
import { normalised } from './targets.ts';

const optional = (description: string, maxLength = 2048) =>
  Type.Optional(Type.String({ maxLength, description }));

export const FILTERS = {
  ecosystem: optional('ecosystem to filter by', 100),
  package_name: optional('package to filter by', 4096),
  severity: optional(`one of ${RATINGS.join(', ')}`, 20),
  repository_url: optional('repository URL to filter by'),
  source: optional('source to filter by: ghsa, pypa, go ...', 50),
  kev: Type.Optional(Type.Boolean({ description: 'known to be exploited' })),
  epss_at_least: Type.Optional(
    Type.Number({ minimum: 0, maximum: 1, description: 'likelihood of exploitation' }),
  ),
  withdrawn: Type.Optional(Type.Boolean({ description: 'only withdrawn ones, or none' })),
};

export const ListQuery = Type.Object(
  {
    ...FILTERS,
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
    per_page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000, description: '100 when absent' })),
    cursor: optional('where to go on: `next` of the Link header; instead of page', 100),
    created_after: optional('ISO 8601', 40),
    updated_after: optional('ISO 8601', 40),
    published_after: optional('ISO 8601', 40),
    sort: optional(`${ADVISORY_SORTS.map(name => `${name}_at`).join(', ')}; published_at when absent`, 30),
    order: optional('desc, the only one', 10),
  },
  { additionalProperties: false },
);

const DEFAULT_PER_PAGE = 100;
/** Walks of pages end here; a cursor goes on. */
const MAX_OFFSET = 10_000;

/** @throws InputError naming the parameter. */
export function filterOf({ directory, query }: RequestContext): AdvisoryFilter {
  const filter: AdvisoryFilter = {};
  if (typeof query.ecosystem === 'string')
    filter.ecosystem = findEcosystem(query.ecosystem)?.ecosystem ?? query.ecosystem;
  if (typeof query.package_name === 'string')
    filter.packageName = filter.ecosystem
      ? normalised(directory, filter.ecosystem, query.package_name)
      : query.package_name;
  if (typeof query.severity === 'string') filter.severity = ratingOf(query.severity);
  if (typeof query.source === 'string') filter.source = query.source === 'github' ? 'ghsa' : query.source;
  if (typeof query.repository_url === 'string')
    filter.repositoryUrl = query.repository_url.replace(/\/+$/, '');
  if (typeof query.kev === 'boolean') filter.kev = query.kev;
  if (typeof query.withdrawn === 'boolean') filter.withdrawn = query.withdrawn;
  if (typeof query.epss_at_least === 'number') filter.epssAtLeast = query.epss_at_least;
  for (const [name, member] of [
    ['created_after', 'createdAfter'],
    ['updated_after', 'updatedAfter'],
    ['published_after', 'publishedAfter'],
  ] as const) {
    const value = query[name];
    if (typeof value === 'string') filter[member] = momentOf(value, name);
  }
  return filter;
}

/** One page, by number or cursor. */
export async function listReply(context: RequestContext): Promise<Reply> {
  const { query, serviceUrl } = context;
  const perPage = typeof query.per_page === 'number' ? query.per_page : DEFAULT_PER_PAGE;
  const page = typeof query.page === 'number' ? query.page : 1;
  const offset = (page - 1) * perPage;
  if (offset > MAX_OFFSET)
    throw new InputError('page', `page: at most ${MAX_OFFSET} rows in; go on with cursor`);
  const cursor = typeof query.cursor === 'string' ? query.cursor : null;
  if (cursor !== null && page > 1) throw new InputError('cursor', 'cursor: either cursor or page');
  if (typeof query.order === 'string' && query.order !== 'desc')
    throw new InputError('order', 'order: only desc is offered');
  const { advisories, next } = await listAdvisories(context.db, filterOf(context), {
    sort: sortOf(query.sort),
    limit: perPage,
    cursor,
    offset: cursor === null ? offset : 0,
  });
  const reach = await reachOf(context.db, advisories);
  const body = advisories.map(of => advisoryJson(of, reach, context));
  if (cursor === null) return { body, page: { page, perPage, hasMore: next !== null } };
  return {
    body,
    headers: next === null ? {} : { link: `<${nextUrl(serviceUrl, query, next)}>; rel="next"` },
  };
}

function nextUrl(serviceUrl: string, query: RequestContext['query'], cursor: string): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && name !== 'cursor') parameters.set(name, String(value));
  parameters.set('cursor', cursor);
  return `${serviceUrl}/api/v1/advisories?${parameters}`;
}

/** The newest of a filter, for feeds and pages. */
export async function newest(context: RequestContext, limit: number): Promise<AdvisoryJson[]> {
  const { advisories } = await listAdvisories(context.db, filterOf(context), { limit });
  const reach = await reachOf(context.db, advisories);
  return advisories.map(of => advisoryJson(of, reach, context));
}

function sortOf(value: unknown): AdvisorySort {
  const name = value === undefined ? 'published' : String(value).replace(/_at$/, '');
  const found = ADVISORY_SORTS.find(sort => sort === name);
  if (!found)
    throw new InputError(
      'sort',
      `sort must be one of ${ADVISORY_SORTS.map(sort => `${sort}_at`).join(', ')}`,
    );
  return found;
}

function ratingOf(word: string): Rating {
  const found = RATINGS.find(rating => rating === word.toLowerCase());
  if (!found) throw new InputError('severity', `severity must be one of ${RATINGS.join(', ')}`);
  return found;
}

function momentOf(text: string, field: string): string {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new InputError(field, `${field} must be a date in ISO 8601`);
  return new Date(at).toISOString();
}

/** Building blocks of the schemas, and the query parameters that many operations share. */
import { type TProperties, type TSchema, Type } from 'typebox';

export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const DateTime = () => Type.String({ format: 'date-time' });

/** An open JSON object, as registries give it. */
export const OpenObject = (description?: string) =>
  Type.Record(Type.String(), Type.Unknown(), { description });

/** Rows of a page when `per_page` is absent. */
export const DEFAULT_PER_PAGE = 100;
export const MAX_PER_PAGE = 1_000;

/** `page` and `per_page`. */
export const paging = (maxPerPage = MAX_PER_PAGE) => ({
  page: Type.Optional(Type.Integer({ minimum: 1, description: 'pagination page number, from 1' })),
  per_page: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: maxPerPage,
      description: `number of records to return, ${DEFAULT_PER_PAGE} when absent`,
    }),
  ),
});

/** `sort` and `order`; the handler checks the names, so that its answer can list them. */
export const sorting = (fields: readonly string[]) => ({
  sort: Type.Optional(
    Type.String({
      description: `fields to sort by, separated by commas; offered: ${fields.join(', ')}`,
    }),
  ),
  order: Type.Optional(
    Type.String({ description: 'asc or desc for each field of sort, separated by commas' }),
  ),
});

const moment = (description: string) =>
  Type.Optional(Type.String({ description: `${description}; ISO 8601` }));

type DateField = 'created' | 'updated' | 'published';
type DateBound = `${DateField}_${'after' | 'before'}`;

/** Optional date parameters, e.g. `dates('created_after', 'updated_after')`. */
export const dates = (...bounds: DateBound[]): TProperties =>
  Object.fromEntries(
    bounds.map(bound => {
      const [field, side] = bound.split('_');
      return [bound, moment(`${field}_at ${side} this time`)];
    }),
  );

export const optionalText = (description: string) => Type.Optional(Type.String({ description }));
export const optionalBoolean = (description: string) => Type.Optional(Type.Boolean({ description }));

/** A query with no parameter that is not named here. */
export const Query = (properties: TProperties) => Type.Object(properties, { additionalProperties: false });

/**
 * Whether a fact is known, and if so as of when and from where.
 *
 * - `known`: `as_of` says when its source was last read; absent `as_of` means that the index itself keeps the fact, current
 *   with every write. Zero and empty are then answers.
 * - `unknown`: nobody has told yet; the field holds a placeholder that the contract demands (0, [], {}) and says nothing.
 * - `absent`: the registry has no such fact.
 * - `pending`: it is being fetched.
 */
export const Knowledge = Type.Object(
  {
    state: Type.Union([
      Type.Literal('known'),
      Type.Literal('unknown'),
      Type.Literal('absent'),
      Type.Literal('pending'),
    ]),
    as_of: Type.Optional(Nullable(DateTime())),
    source: Type.Optional(Nullable(Type.String())),
    reason: Type.Optional(Type.String()),
    failed_at: Type.Optional(
      Type.String({ format: 'date-time', description: 'last attempt that gave nothing newer' }),
    ),
    failure: Type.Optional(Type.String()),
  },
  { title: 'Knowledge' },
);

export const KnowledgeByField = Type.Record(Type.String(), Knowledge, {
  description:
    'for each fact or group of facts: known, unknown, absent or pending, as of when and from where',
});

export const Names = Type.Array(Type.String());

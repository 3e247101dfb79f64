import { Type } from 'typebox';
import { MEASURES } from '../../core/graph.ts';

const count = Type.Integer({ minimum: 0 });
const nullableText = Type.Union([Type.String(), Type.Null()]);

const Package = {
  purl: Type.String(),
  registry: Type.String(),
  name: Type.String(),
  latest_version: Type.Union([Type.String(), Type.Null()], {
    description: 'null: the name is mentioned and the package not indexed, or it has no version',
  }),
  dependent_packages_count: count,
  critical: Type.Boolean(),
};
const GraphPackage = Type.Object(Package);

const Stand = {
  as_of: Type.String({ format: 'date-time', description: 'when the graph was read from the index' }),
  kinds: Type.Array(Type.String(), {
    description: 'kinds of dependencies that are edges: those that come with an installation',
  }),
};

const purlParameter = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 4096, description }));
const perPage = Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000, description: '100 when absent' }));
const cursor = Type.Optional(Type.String({ maxLength: 40, description: '`next_cursor` of the page before' }));

export const ReachQuery = Type.Object(
  {
    purl: purlParameter('package URL; a version in it is not looked at'),
    depth: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1_000, description: 'edges at most; no limit when absent' }),
    ),
    critical: Type.Optional(Type.Boolean({ description: 'true: list only critical packages' })),
    per_page: perPage,
    cursor,
  },
  { additionalProperties: false },
);

export const ReachJson = Type.Object(
  {
    ...Stand,
    purl: Type.String(),
    total: count,
    critical_count: count,
    by_depth: Type.Array(count, { description: 'how many there are at each distance, from 1' }),
    complete: Type.Boolean({ description: 'false: there are more beyond `depth`' }),
    centrality: Type.Union([
      Type.Object({
        score: Type.Number({ description: 'PageRank among the packages of the registry; all together 1' }),
        position: Type.Integer({ minimum: 1 }),
        of: count,
      }),
      Type.Null(),
    ]),
    packages: Type.Array(
      Type.Object({ ...Package, depth: Type.Integer({ minimum: 1 }) }, { title: 'ReachedPackage' }),
    ),
    next_cursor: nullableText,
  },
  { title: 'Reach' },
);

export const PathsQuery = Type.Object(
  {
    from: purlParameter('package URL of the dependent'),
    to: purlParameter('package URL of what it depends on'),
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 20, description: 'paths at most; 5 when absent' }),
    ),
  },
  { additionalProperties: false },
);

export const PathsJson = Type.Object(
  {
    ...Stand,
    from: Type.String(),
    to: Type.String(),
    paths: Type.Array(Type.Array(GraphPackage), {
      description: 'the shortest ways from the one to the other, both included, shortest first',
    }),
  },
  { title: 'Paths' },
);

export const DominatorsQuery = Type.Object(
  { purl: purlParameter('package URL; a version in it is not looked at'), per_page: perPage, cursor },
  { additionalProperties: false },
);

export const DominatorsJson = Type.Object(
  {
    ...Stand,
    purl: Type.String(),
    falls: Type.Object(
      { packages: count, critical: count },
      { description: 'what depends on the package itself, over any way: what falls when it is removed' },
    ),
    dependencies_count: count,
    dominators_count: count,
    dominators: Type.Array(
      Type.Object(
        {
          ...Package,
          dominator: Type.String({ description: 'purl of the nearest one that every way to it passes' }),
          dominated_count: Type.Integer({
            description: 'dependencies of the package that would not be there without this one',
          }),
        },
        { title: 'Dominator' },
      ),
    ),
    next_cursor: nullableText,
  },
  { title: 'Dominators' },
);

export const LeadersQuery = Type.Object(
  {
    registry: Type.Optional(Type.String({ maxLength: 255, description: 'name of a registry' })),
    by: Type.Optional(
      Type.Union(
        MEASURES.map(measure => Type.Literal(measure)),
        { description: 'transitive_dependents when absent' },
      ),
    ),
    per_page: perPage,
    cursor,
  },
  { additionalProperties: false },
);

export const LeadersJson = Type.Object(
  {
    ...Stand,
    registry: Type.String(),
    by: Type.String(),
    total: count,
    packages: Type.Array(
      Type.Object(
        { ...Package, value: Type.Number(), position: Type.Integer({ minimum: 1 }) },
        { title: 'Leader' },
      ),
    ),
    next_cursor: nullableText,
  },
  { title: 'Leaders' },
);

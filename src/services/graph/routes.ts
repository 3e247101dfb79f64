/** The graph of dependencies at `/api/v1/graph`. */

import { ReducedCapacityError } from '../../core/admission.ts';
import { SEARCH } from '../../core/cost.ts';
import { InputError } from '../../core/errors.ts';
import type { Direction, Measure } from '../../core/graph.ts';
import { purlOf } from '../../ecosystems/ecosystem.ts';
import type { IndexedRegistry, Reply, RequestContext, Route } from '../service.ts';
import { type NodeRow, readNodeRows } from './queries.ts';
import {
  DominatorsJson,
  DominatorsQuery,
  LeadersJson,
  LeadersQuery,
  PathsJson,
  PathsQuery,
  ReachJson,
  ReachQuery,
} from './schemas.ts';
import { kindsOf, nextCursor, packageJson, positionOf, subjectsOf } from './subjects.ts';

const common = {
  method: 'GET',
  tags: ['graph'],
  cost: SEARCH,
  cache: 'none',
  isNew: true,
} satisfies Partial<Route>;
const DEFAULT_PATHS = 5;

export const routes: Route[] = [
  {
    ...common,
    path: '/graph/dependents',
    operationId: 'getTransitiveDependents',
    summary: 'everything that depends on a package over any number of steps, nearest first',
    query: ReachQuery,
    response: ReachJson,
    handle: context => reach(context, 'dependents'),
  },
  {
    ...common,
    path: '/graph/dependencies',
    operationId: 'getTransitiveDependencies',
    summary: 'everything that a package depends on over any number of steps, nearest first',
    query: ReachQuery,
    response: ReachJson,
    handle: context => reach(context, 'dependencies'),
  },
  {
    ...common,
    path: '/graph/paths',
    operationId: 'getDependencyPaths',
    summary: 'why a package depends on another one: the shortest ways from the one to the other',
    query: PathsQuery,
    response: PathsJson,
    handle: paths,
  },
  {
    ...common,
    path: '/graph/dominators',
    operationId: 'getDominators',
    summary: 'what falls with a package, and which of its dependencies bring most of the others with them',
    query: DominatorsQuery,
    response: DominatorsJson,
    handle: dominators,
  },
  {
    ...common,
    path: '/graph/leaders',
    operationId: 'getLeaders',
    summary:
      'the packages of a registry by transitive dependents, critical dependents, dependencies or centrality',
    query: LeadersQuery,
    response: LeadersJson,
    handle: leaders,
  },
];

async function reach(context: RequestContext, direction: Direction): Promise<Reply> {
  const position = positionOf(context);
  const [subject] = await subjectsOf(context, ['purl']);
  const { registry, row, purl } = subject as NonNullable<typeof subject>;
  const critical = context.query.critical === true;
  const answer = await context.graph.ask({
    kind: 'reach',
    direction,
    node: row.id,
    depth: typeof context.query.depth === 'number' ? context.query.depth : null,
    critical,
    ...position,
  });
  const rows = await rowsOf(context, registry, answer.list);
  return {
    body: {
      as_of: answer.asOf,
      kinds: kindsOf(registry),
      purl,
      total: answer.total,
      critical_count: answer.critical,
      by_depth: answer.byDepth,
      complete: !answer.cut,
      centrality: answer.centrality,
      packages: answer.list.flatMap(({ node, depth }) =>
        withRow(rows, node, found => ({ ...packageJson(registry, found), depth })),
      ),
      next_cursor: nextCursor(position, critical ? answer.critical : answer.total),
    },
  };
}

async function paths(context: RequestContext): Promise<Reply> {
  const [from, to] = (await subjectsOf(context, ['from', 'to'])) as [Subject, Subject];
  const { registry } = from;
  if (registry.id !== to.registry.id)
    throw new InputError('to', 'to is a package of another registry: dependencies do not lead there');
  const answer = await context.graph.ask({
    kind: 'paths',
    from: from.row.id,
    to: to.row.id,
    most: typeof context.query.limit === 'number' ? context.query.limit : DEFAULT_PATHS,
  });
  const rows = await rowsOf(
    context,
    registry,
    answer.paths.flat().map(node => ({ node })),
  );
  return {
    body: {
      as_of: answer.asOf,
      kinds: kindsOf(registry),
      from: from.purl,
      to: to.purl,
      paths: answer.paths.map(path =>
        path.flatMap(node => withRow(rows, node, found => packageJson(registry, found))),
      ),
    },
  };
}

type Subject = Awaited<ReturnType<typeof subjectsOf>>[number];

async function dominators(context: RequestContext): Promise<Reply> {
  const position = positionOf(context);
  const [subject] = await subjectsOf(context, ['purl']);
  const { registry, row, purl } = subject as Subject;
  const falls = await context.graph.ask({
    kind: 'reach',
    direction: 'dependents',
    node: row.id,
    depth: null,
    critical: false,
    offset: 0,
    limit: 0,
  });
  const answer = await context.graph.ask({ kind: 'dominators', node: row.id, ...position });
  const rows = await rowsOf(
    context,
    registry,
    answer.list.flatMap(({ node, dominator }) => [{ node }, { node: dominator }]),
  );
  return {
    body: {
      as_of: answer.asOf,
      kinds: kindsOf(registry),
      purl,
      falls: { packages: falls.total, critical: falls.critical },
      dependencies_count: answer.total,
      dominators_count: answer.dominating,
      dominators: answer.list.flatMap(({ node, dominator, dominated }) =>
        withRow(rows, node, found => ({
          ...packageJson(registry, found),
          dominator: nameOf(registry, rows, dominator),
          dominated_count: dominated,
        })),
      ),
      next_cursor: nextCursor(position, answer.dominating),
    },
  };
}

async function leaders(context: RequestContext): Promise<Reply> {
  const position = positionOf(context);
  const { registry: asked, by = 'transitive_dependents' } = context.query;
  if (typeof asked !== 'string') throw new InputError('registry', 'registry is required');
  const registry = context.directory.byName(asked)?.registry;
  if (!registry)
    throw new InputError('registry', `registry: there is no registry ${asked.slice(0, 100)}`, 404);
  const answer = await context.graph.ask({
    kind: 'leaders',
    registryId: registry.id,
    by: by as Measure,
    ...position,
  });
  // It follows the reading of the graph within seconds.
  if (answer.list === null && by === 'centrality')
    throw new ReducedCapacityError('centrality is still being computed: try again soon');
  if (answer.list === null)
    throw new InputError(
      'by',
      `${by} is not computed for all packages of an index of this size: ask for single packages`,
      422,
    );
  const rows = await rowsOf(context, registry, answer.list);
  return {
    body: {
      as_of: answer.asOf,
      kinds: kindsOf(registry),
      registry: registry.name,
      by,
      total: answer.total,
      packages: answer.list.flatMap(({ node, value }, at) =>
        withRow(rows, node, found => ({
          ...packageJson(registry, found),
          value,
          position: position.offset + at + 1,
        })),
      ),
      next_cursor: nextCursor(position, answer.total),
    },
  };
}

/** What is shown of the packages of an answer, by node. */
function rowsOf(
  { db }: RequestContext,
  registry: IndexedRegistry,
  list: readonly { node: number }[],
): Promise<ReadonlyMap<number, NodeRow>> {
  return readNodeRows(
    db,
    registry.id,
    list.map(({ node }) => node),
  );
}

/** Nothing for a package that was deleted since the graph was read. */
function withRow<T>(rows: ReadonlyMap<number, NodeRow>, node: number, show: (row: NodeRow) => T): T[] {
  const row = rows.get(node);
  return row ? [show(row)] : [];
}

function nameOf(registry: IndexedRegistry, rows: ReadonlyMap<number, NodeRow>, node: number): string {
  const row = rows.get(node);
  return row ? purlOf(registry, row.name) : '';
}

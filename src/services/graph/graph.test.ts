import { Ajv } from 'ajv';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dependency, record, version } from '../../../test/records.ts';
import { createClient } from '../../../test/request-context.ts';
import npm from '../../ecosystems/npm/index.ts';
import { edgeKinds } from '../../pipeline/graph/door.ts';
import { createGraphHolder, type GraphHolder } from '../../pipeline/graph/holder.ts';
import { createWorld, type World } from '../packages/fixtures/world.ts';
import type { RequestContext } from '../service.ts';
import { routes } from './routes.ts';

interface Listed {
  name: string;
  value: number;
  depth: number;
  dominator: string;
  dominated_count: number;
}

/** What these tests read of the answers, which are validated against their schemas. */
interface Body {
  total: number;
  as_of: string;
  kinds: string[];
  packages: Listed[];
  dominators: Listed[];
  paths: Listed[][];
  falls: object;
  centrality: object;
  next_cursor: string | null;
}

/*
 * app -> web, log; web -> log, net; log -> core; net -> core; core -> util; util -> core (a cycle); app -(development)-> tool;
 * tool -> core; alone -> ghost, which is not indexed; old depended on core in an older version only.
 */
const world: Promise<World> = createWorld();
let holder: GraphHolder;
let now = 0;
let client: ReturnType<typeof createClient>;

const needs = (...names: string[]) => names.map(name => dependency(name, 'runtime'));

beforeAll(async () => {
  const { db, registry, directory, sync, write } = await world;
  const one = (name: string, dependencies: ReturnType<typeof needs>) =>
    record(name, { versions: [version('1.0.0', { dependencies })], latestVersion: '1.0.0' });
  await write('npmjs.org', [
    one('app', [...needs('web', 'log'), dependency('tool', 'development')]),
    one('web', needs('log', 'net')),
    one('log', needs('core')),
    one('net', needs('core')),
    one('core', needs('util')),
    one('util', needs('core')),
    one('tool', needs('core')),
    one('alone', needs('ghost')),
    record('old', {
      versions: [version('1.0.0', { dependencies: needs('core') }), version('2.0.0', { dependencies: [] })],
      latestVersion: '2.0.0',
    }),
  ]);
  await db.query(
    "update package_usage u set critical = true from package_names n where n.id = u.package_id and n.name in ('web', 'log')",
  );
  const npmjs = registry('npmjs.org');
  const kinds = new Map(edgeKinds([{ ...npmjs, ecosystem: 'npm' }], [npm]));
  holder = createGraphHolder(db, { kinds, now: () => now });
  const graph = { ask: (question: Parameters<GraphHolder['answer']>[0]) => holder.answer(question) as never };
  client = createClient(routes, { db, directory, sync }, { graph });
});
afterAll(async () => {
  await holder.settled();
  await (await world).end();
});

const ajv = new Ajv({ strict: false, formats: { 'date-time': true } });

async function get(url: string) {
  const { status, body } = await client.get(url);
  const route = routes.find(({ path }) => url.startsWith(path));
  if (status === 200) expect(ajv.validate(route!.response, body), ajv.errorsText()).toBe(true);
  return { status, body: body as Body };
}

const names = (list: { name: string }[]) => list.map(({ name }) => name);

test('dependents over any number of steps, nearest first, in pages', async () => {
  const { body } = await get('/graph/dependents?purl=pkg:npm/core');
  // Directly log, net, tool and util; then web (of log and net) and app (of log): two steps.
  expect(body).toMatchObject({
    total: 6,
    critical_count: 2,
    by_depth: [4, 2],
    complete: true,
    next_cursor: null,
  });
  expect(body.kinds).toEqual(['runtime', 'peer', 'bundled']);
  expect(new Set(names(body.packages.slice(0, 4)))).toEqual(new Set(['log', 'net', 'tool', 'util']));
  expect(new Set(names(body.packages.slice(4)))).toEqual(new Set(['app', 'web']));
  const found: string[] = [];
  let next: string | null = '';
  while (next !== null) {
    const page: Body = (
      await get(`/graph/dependents?purl=pkg:npm/core&per_page=4${next && `&cursor=${next}`}`)
    ).body;
    found.push(...names(page.packages));
    next = page.next_cursor;
  }
  expect(found).toEqual(names(body.packages));
});

test('up to a depth, and only the critical ones', async () => {
  const near = await get('/graph/dependents?purl=pkg:npm/core&depth=1');
  expect(near.body).toMatchObject({ total: 4, by_depth: [4], complete: false });
  const critical = await get('/graph/dependents?purl=pkg:npm/core&critical=true');
  expect(critical.body.total).toBe(6);
  expect(names(critical.body.packages)).toEqual(['log', 'web']);
});

test('dependencies, with a name that is only mentioned', async () => {
  const { body } = await get('/graph/dependencies?purl=pkg:npm/app');
  expect(body).toMatchObject({ total: 5, by_depth: [2, 2, 1] });
  expect(names(body.packages)[4]).toBe('util');
  const alone = await get('/graph/dependencies?purl=pkg:npm/alone');
  expect(alone.body.packages).toMatchObject([{ name: 'ghost', latest_version: null, depth: 1 }]);
  // What only an older version depended on is no edge.
  expect((await get('/graph/dependencies?purl=pkg:npm/old')).body.total).toBe(0);
});

test('why: the shortest ways', async () => {
  const { body } = await get('/graph/paths?from=pkg:npm/app&to=pkg:npm/core');
  const paths = body.paths.map(names);
  expect(paths[0]).toEqual(['app', 'log', 'core']);
  expect(new Set(paths.slice(1).map(path => path.join(' ')))).toEqual(
    new Set(['app web log core', 'app web net core']),
  );
  expect((await get('/graph/paths?from=pkg:npm/core&to=pkg:npm/app')).body.paths).toEqual([]);
  expect((await get('/graph/paths?from=pkg:npm/app&to=pkg:npm/core&limit=1')).body.paths).toHaveLength(1);
});

test('what falls with a package, and what its dependencies bring with them', async () => {
  const { body } = await get('/graph/dominators?purl=pkg:npm/app');
  // net comes only through web; util only through core, and core through web or log.
  expect(body).toMatchObject({
    falls: { packages: 0, critical: 0 },
    dependencies_count: 5,
    dominators_count: 2,
  });
  expect(body.dominators.map(one => [one.name, one.dominator, one.dominated_count]).sort()).toEqual([
    ['core', 'pkg:npm/app', 1],
    ['web', 'pkg:npm/app', 1],
  ]);
  const core = await get('/graph/dominators?purl=pkg:npm/core');
  expect(core.body.falls).toEqual({ packages: 6, critical: 2 });
});

test('leaders of a registry', async () => {
  const by = async (measure: string) =>
    (await get(`/graph/leaders?registry=npmjs.org&by=${measure}&per_page=3`)).body.packages.map(
      one => [one.name, one.value] as const,
    );
  const dependents = await by('transitive_dependents');
  expect(new Map(dependents.slice(0, 2))).toEqual(
    new Map([
      ['core', 6],
      ['util', 6],
    ]),
  );
  expect(dependents[2]).toEqual(['log', 2]);
  const critical = await by('critical_dependents');
  // web counts for all below it, log for core and util.
  expect(new Map(critical.slice(0, 2))).toEqual(
    new Map([
      ['core', 2],
      ['util', 2],
    ]),
  );
  expect((await by('transitive_dependencies'))[0]).toEqual(['app', 5]);
  await holder.settled();
  const central = await get('/graph/leaders?registry=npmjs.org&by=centrality');
  expect(central.body.total).toBe(10);
  expect(central.body.packages.reduce((sum: number, one: Listed) => sum + one.value, 0)).toBeCloseTo(1, 9);
  // core has the rank of all who lead to it, and util all of core's.
  expect(names(central.body.packages).slice(0, 2)).toEqual(['core', 'util']);
  expect((await get('/graph/dependents?purl=pkg:npm/core')).body.centrality).toMatchObject({
    position: 1,
    of: 10,
  });
});

test('is read again when the index has changed and the graph is old enough', async () => {
  const { write } = await world;
  const before = (await get('/graph/dependents?purl=pkg:npm/core')).body;
  await write('npmjs.org', [
    record('new', { versions: [version('1.0.0', { dependencies: needs('core') })], latestVersion: '1.0.0' }),
  ]);
  expect((await get('/graph/dependents?purl=pkg:npm/core')).body.as_of).toBe(before.as_of);
  now += 60_000;
  await get('/graph/dependents?purl=pkg:npm/core');
  await holder.settled();
  const after = (await get('/graph/dependents?purl=pkg:npm/core')).body;
  expect([before.total, after.total]).toEqual([6, 7]);
  expect(after.as_of > before.as_of).toBe(true);
});

test.each([
  ['/graph/dependents', 400],
  ['/graph/dependents?purl=core', 400],
  ['/graph/dependents?purl=pkg:npm/none', 404],
  ['/graph/dependents?purl=pkg:npm/core&cursor=x', 400],
  ['/graph/dependents?purl=pkg:npm/core&more=1', 400],
  ['/graph/paths?from=pkg:npm/app', 400],
  ['/graph/leaders', 400],
  ['/graph/leaders?registry=none', 404],
  ['/graph/leaders?registry=npmjs.org&by=stars', 400],
])('%s is %d', async (url, status) => {
  const answer = await client.get(url);
  expect(answer.status).toBe(status);
  expect((answer.body as { parameter?: string }).parameter).toMatch(/^(?:purl|cursor|more|to|registry|by)$/);
});

test('a measure that is still being computed is asked for again, one that never will be is not', async () => {
  // The moment between the reading of a graph and its centrality is too short to be met.
  const asked = (by: string) =>
    routes
      .find(({ operationId }) => operationId === 'getLeaders')
      ?.handle({
        query: { registry: 'npmjs.org', by },
        directory: { byName: () => ({ registry: { id: 1 } }) },
        graph: { ask: async () => ({ list: null }) },
      } as unknown as RequestContext);
  await expect(asked('centrality')).rejects.toMatchObject({ code: 'unavailable', retryAfterSeconds: 5 });
  await expect(asked('transitive_dependencies')).rejects.toMatchObject({ field: 'by', status: 422 });
});

/** Results of the parser as pages, over a small real index. */
import { renderToString } from 'preact-render-to-string';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestContext } from '../../../../test/request-context.ts';
import type { ToolJob } from '../../../core/tools.ts';
import { type Manifest, parse } from '../../../reading/manifests/index.ts';
import { toolOf } from '../../../ui/tools.ts';
import { createFilledWorld, type World } from '../../packages/fixtures/world.ts';
import { manifestView } from './one-manifest.tsx';
import { resultView } from './result.tsx';

let world: World;
beforeAll(async () => {
  world = await createFilledWorld();
});
afterAll(() => world.end());

const job = { id: 'id', names: ['package.json'], inputs: [] } as unknown as ToolJob;
const read = (json: unknown, path = 'package.json') =>
  parse(path, new TextEncoder().encode(typeof json === 'string' ? json : JSON.stringify(json)), {
    graph: true,
  });
const viewOf = (manifests: Manifest[]) => ({
  context: requestContext(world),
  tool: toolOf('parser'),
  job,
  href: '/parser/jobs/id',
  apiHref: '/parser/api/v1/jobs/id',
  results: { manifests },
});
const render = async (manifests: Manifest[]) => renderToString(await resultView(viewOf(manifests)));

test('packages that are indexed are links to their pages, others are not', async () => {
  const html = await render(await read({ dependencies: { '@acme/widget': '^1.0.0', 'never-seen': '*' } }));
  expect(html).toContain('<a href="/registries/npmjs.org/packages/@acme%2Fwidget">@acme/widget</a>');
  expect(html).toContain('<th scope="row">never-seen</th>');
  expect(world.sync.asked).toEqual([]);
});

test('names of strangers are text', async () => {
  const hostile = '<script>alert(1)</script>';
  const html = await render(await read({ name: hostile, dependencies: { [hostile]: hostile } }));
  expect(html).not.toContain('<script');
});

test('10,000 dependencies are cut with a note, and all of them are there page by page', async () => {
  const dependencies = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`p${index}`, '1']));
  const [manifest] = await read({ dependencies });
  const html = await render([manifest as Manifest]);
  expect(html).toContain('The first 50 of 10,000 dependencies are shown.');
  expect(html.match(/<th scope="row">/g)).toHaveLength(50);
  const page = renderToString(await manifestView(viewOf([]), manifest, { index: 0, page: 50, node: null }));
  expect(page.match(/<th scope="row">/g)).toHaveLength(200);
  expect(page).toContain('<th scope="row">p9999</th>');
  expect(page).not.toContain('rel="next"');
  await expect(manifestView(viewOf([]), manifest, { index: 0, page: 51, node: null })).rejects.toThrow(
    'no such page',
  );
});

test('of many files only some have a table, and every one is listed up to a limit', async () => {
  const [one] = await read({ dependencies: { a: '1', b: '1' } });
  const html = await render(
    Array.from({ length: 1_000 }, (_, index) => ({ ...(one as Manifest), path: `${index}/package.json` })),
  );
  expect(html).toContain('The first 200 of 1,000 files are shown.');
  // Two rows each of 120.
  expect(html.match(/Dependencies of \d+\/package.json/g)).toHaveLength(60);
});

test('what could not be read comes first, with its line', async () => {
  const failed = await read('{"dependencies": {\n  "a" "1"\n}}');
  const html = await render([...failed, ...(await read({ dependencies: { a: '1' } }))]);
  expect(html).toMatch(
    /package\.json could not be read<.*line 2, column \d+.* It was read as package\.json\./,
  );
  expect(html.match(/line 2/g)).toHaveLength(1);
  expect(html.indexOf('could not be read')).toBeLessThan(html.indexOf('Downloads'));
});

test('nothing found says what to do next', async () => {
  const html = await render([]);
  expect(html).toContain('No manifest or lockfile was found in it');
  expect(html).toContain('href="/parser"');
  expect(html).not.toContain('Downloads');
});

test('every format of an SBOM is a download', async () => {
  const html = await render(await read({ dependencies: { a: '1' } }));
  for (const to of [
    'cyclonedx-json',
    'cyclonedx-xml',
    'spdx-json',
    'spdx-yaml',
    'spdx-tag-value',
    'spdx-rdf',
    'spdx3-json',
  ])
    expect(html).toContain(`href="/sbom/api/v1/make?job=id&amp;to=${to}&amp;raw=true"`);
  expect(html).toContain('href="/parser/api/v1/jobs/id/dependencies.csv"');
});

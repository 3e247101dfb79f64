/** What an SBOM says, as a page over a small real index. */
import { renderToString } from 'preact-render-to-string';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestContext } from '../../../../test/request-context.ts';
import type { ToolJob, ToolRequest } from '../../../core/tools.ts';
import { toolOf } from '../../../ui/tools.ts';
import { createFilledWorld, type World } from '../../packages/fixtures/world.ts';
import { sbomResult } from './result.tsx';

let world: World;
beforeAll(async () => {
  world = await createFilledWorld();
});
afterAll(() => world.end());

const HOSTILE = '<script>alert(1)</script>';
const component = (name: string, given: object = {}) => ({
  id: name,
  name,
  namespace: null,
  version: '1',
  type: 'library',
  purl: null,
  purl_type: null,
  license_declared: 'MIT',
  license_concluded: null,
  ...given,
});
const results = {
  format: 'cyclonedx-json',
  version: '1.5',
  packages: [component('a')],
  relationships: [{ source: 'a', target: 'b', type: 'depends-on', scope: null }],
  dependencies: [],
  validation: { valid: true, by: 'schema', problems: [], truncated: false },
};

async function render(given: object, query = {}) {
  const asked: ToolRequest[] = [];
  const ask = async (request: ToolRequest) => {
    asked.push(request);
    const count = request.options?.to === 'spdx-json' ? 3 : 0;
    return JSON.stringify({ losses: count > 0 ? [{ count: 1 }, { count: count - 1 }] : [] });
  };
  const context = requestContext(world, { query, tools: { ask } as never });
  const html = renderToString(
    await sbomResult({
      context,
      tool: toolOf('sbom'),
      job: {
        id: 'id',
        names: ['bom.json'],
        inputs: [{ url: 'https://example.org/bom.json' }],
      } as unknown as ToolJob,
      href: '/sbom/jobs/id',
      apiHref: '/sbom/api/v1/jobs/id',
      results: { ...results, ...given },
    }),
  );
  return { html, asked };
}

test('every notation is a download that says what is lost', async () => {
  const { html, asked } = await render({});
  expect(asked).toHaveLength(7);
  expect(html).toMatch(/to=spdx-json&amp;raw=true" rel="nofollow">SPDX JSON<\/a><small>loses 3 facts/);
  expect(html).toMatch(/to=spdx-yaml&amp;raw=true" rel="nofollow">SPDX YAML<\/a><small>loses nothing/);
  expect(html).toContain('href="/sbom/api/v1/enrich?job=id&amp;raw=true"');
});

test('components that are indexed lead to their pages', async () => {
  const { html } = await render({ packages: [component('core-lib', { purl: 'pkg:npm/core-lib@1.0.0' })] });
  expect(html).toContain('<a href="/registries/npmjs.org/packages/core-lib">core-lib</a>');
});

test('what is wrong stands with its place', async () => {
  const problems = [{ path: '/components/0', message: `must have ${HOSTILE}` }];
  const { html } = await render({ validation: { valid: false, by: 'rules', problems, truncated: false } });
  expect(html).toContain('1 problem by the rules of the specification');
  expect(html).toContain('<code>/components/0</code> must have &lt;script>');
});

test('10,000 components come page by page, their losses are not counted, hostile names stay text', async () => {
  const packages = Array.from({ length: 10_000 }, (_, index) => component(`${HOSTILE}${index}`));
  const { html, asked } = await render({ packages }, { page: 100 });
  expect(asked).toEqual([]);
  expect(html).not.toContain('<script');
  expect(html.match(/<th scope="row">/g)).toHaveLength(100);
  expect(html).toContain('alert(1)&lt;/script>9999');
  expect(html).not.toContain('rel="next"');
  expect(html).toContain('losses are counted on download');
});

test('a document that was read in parts shows its dependencies', async () => {
  const { html } = await render({
    packages: null,
    relationships: null,
    validation: null,
    dependencies: [{ name: 'a', requirement: '1', purl: 'pkg:npm/a@1', ecosystem: 'npm' }],
  });
  expect(html).toContain('It was not checked');
  expect(html).toContain('<th scope="row">a</th>');
});

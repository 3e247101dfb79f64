/** The life of a job as people see it: form, refusal, waiting, failure, result. */
import { renderToString } from 'preact-render-to-string';
import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { requestContext } from '../../test/request-context.ts';
import { InputError, NotFoundError, UnavailableError, UpstreamError } from '../core/errors.ts';
import type { ToolJob, ToolRequest, Tools } from '../core/tools.ts';
import type { Page, RequestContext } from './service.ts';
import { jobPages, refused, shortName, type ToolHomeText, titleOf } from './tool-pages.tsx';

const home: ToolHomeText = {
  id: 'parser',
  fields: [{ kind: 'text', name: 'url', label: 'URL' }],
  submit: 'Read it',
  example: { label: 'Example', values: { url: 'https://example.org/' } },
  limits: [],
  commands: siteUrl => [{ label: 'curl', code: `curl ${siteUrl}/parser` }],
};

const [form, target, jobPage] = jobPages({
  home,
  jobs: { tool: 'parser', summary: '', maxBytes: 1, results: Type.Object({}), cost: 1 },
  options: { graph: true },
  result: ({ results }) => <p>{(results as { said: string }).said}</p>,
}) as [Page, Page, Page];

const job = (given: Partial<ToolJob>): ToolJob => ({
  id: 'the-id',
  tool: 'parser',
  status: 'complete',
  url: 'https://example.org/a/package.json?x',
  inputs: [{ url: 'https://example.org/a/package.json?x' }],
  names: ['https://example.org/a/package.json?x'],
  options: {},
  sha256: null,
  results: null,
  error: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  ...given,
});

function contextOf(tools: Partial<Tools>, over: Partial<RequestContext> = {}): RequestContext {
  return requestContext({} as never, { tools: tools as Tools, params: { jobID: 'the-id' }, ...over });
}
const show = async (page: Page, context: RequestContext) => {
  const { view, ...rest } = await page.load(context);
  return { ...rest, html: renderToString(view) };
};
const found = (given: Partial<ToolJob>) => contextOf({ find: async () => job(given) });

test('the form names commands with the address of the site, and is filled in from the address', async () => {
  const { html, title } = await show(form, contextOf({}, { query: { url: 'https://example.org/b' } }));
  expect(title).toBe('What does this project depend on?');
  expect(html).toContain('curl https://www.example.org/parser');
  expect(html).toContain('value="https://example.org/b"');
});

test('a job is begun with the options of the page, and the form leads to it', async () => {
  const asked: ToolRequest[] = [];
  const submit: Tools['submit'] = async request => {
    asked.push(request);
    return job({ status: 'pending' });
  };
  const { redirect } = await target.load(contextOf({ submit }, { query: { url: 'https://example.org/b' } }));
  expect(redirect).toBe('/parser/jobs/the-id');
  expect(asked.map(({ tool, inputs }) => ({ tool, inputs }))).toEqual([
    { tool: 'parser', inputs: [{ url: 'https://example.org/b' }] },
  ]);
});

test('an empty form comes back with what it needs', async () => {
  const { status, noStore, html } = await show(target, contextOf({}));
  expect([status, noStore]).toEqual([400, true]);
  expect(html).toContain('That did not work');
  expect(html).toContain('aria-invalid="true"');
});

test('a job that is not done looks again by itself', async () => {
  const { status, headers, html } = await show(jobPage, found({ status: 'working' }));
  expect(status).toBe(202);
  expect(headers?.refresh).toBe('2');
  expect(html).toContain('It is being read');
});

test('a job that failed says why and what to do, with the form as it was', async () => {
  const error = { code: 'refused', message: 'the address is not public', field: 'url' };
  const { html, headers } = await show(jobPage, found({ status: 'error', error }));
  expect(html).toContain('The address is not public. Only public http and https addresses are asked.');
  expect(html).toContain('value="https://example.org/a/package.json?x"');
  expect(headers?.['x-robots-tag']).toBe('noindex');
});

test('a complete job shows its results, and is kept from search engines and caches', async () => {
  const { html, noStore, headers, title } = await show(jobPage, found({ results: '{"said": "<b>"}' }));
  expect(html).toBe('<p>&lt;b></p>');
  expect([noStore, headers?.['x-robots-tag'], title]).toEqual([
    true,
    'noindex',
    'package.json · Dependencies',
  ]);
});

test('results beyond what a page may hold are a download', async () => {
  const { html } = await show(jobPage, found({ results: `"${'x'.repeat(33 * 1024 * 1024)}"` }));
  expect(html).toContain('too large for a page');
  expect(html).toContain('href="/parser/api/v1/jobs/the-id"');
});

test('a job that is not there is not found', async () => {
  await expect(jobPage.load(contextOf({ find: async () => null }))).rejects.toBeInstanceOf(NotFoundError);
});

test('errors have their own status; a mistake of ours is none of theirs', () => {
  const statusOf = (error: unknown) => refused(home, contextOf({}), error).status;
  expect(statusOf(new InputError('url', 'no', 413))).toBe(413);
  expect(statusOf(new NotFoundError('none'))).toBe(404);
  expect(statusOf(new UpstreamError('refused', 'no'))).toBe(400);
  expect(statusOf(new UpstreamError('timeout', 'no'))).toBe(502);
  expect(refused(home, contextOf({}), new UnavailableError('wait', 7)).headers).toEqual({
    'retry-after': '7',
  });
  expect(() => statusOf(new TypeError('ours'))).toThrow(TypeError);
});

test('headings are the names of files', () => {
  expect(shortName('https://example.org/a/b-1.0.tgz#x/y')).toBe('b-1.0.tgz');
  expect(shortName('https://example.org/')).toBe('example.org');
  expect(shortName('a/b/package.json')).toBe('package.json');
  expect(titleOf({ names: ['a', 'b', 'c', 'd'] })).toBe('a, b, 2 more');
});

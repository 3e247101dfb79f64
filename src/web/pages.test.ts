import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Edge, startEdge } from '../api/fixtures/edge.ts';
import { tinyService } from '../api/fixtures/tiny-service.ts';
import { get, wire } from '../api/fixtures/wire.ts';
import index from '../services/index-api/index.ts';

let edge: Edge;

beforeAll(async () => {
  edge = await startEdge({ services: [tinyService(), { ...index, pages: [] }] });
});
afterAll(() => edge.stop());

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${edge.url}${path}`, { redirect: 'manual', ...init });

describe('pages', () => {
  test('are whole documents under a strict policy', async () => {
    const answer = await ask('/hello/you?tab=1');
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(html).toMatch(/^<!doctype html><html lang="en">/);
    expect(html).toContain('<h1>Hello you</h1>');
    expect(html).toContain(`<link rel="canonical" href="${edge.url}/hello/you?tab=1"`);
    expect(answer.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self' data: https://github.com https://avatars.githubusercontent.com; " +
        "script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('cache-control')).toContain('s-maxage=21600');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    const etag = answer.headers.get('etag') ?? '';
    expect((await ask('/hello/you?tab=1', { headers: { 'if-none-match': etag } })).status).toBe(304);
  });

  test('escape what is in the address', async () => {
    const html = await (await ask('/hello/%3Cscript%3Ealert(1)%3C%2Fscript%3E')).text();
    expect(html).toContain('Hello &lt;script');
    expect(html).not.toContain('<script>alert');
  });

  test('a redirect stays on the site', async () => {
    const answer = await ask('/hello/old');
    expect([answer.status, answer.headers.get('location')]).toEqual([301, `${edge.url}/hello/new`]);
  });

  test.each([
    ['/hello/nobody', 404, 'Not found'],
    ['/nothing/here', 404, 'Not found'],
    ['/hello/%ff', 400, 'This address does not work'],
    ['/hello/you?foo=1', 400, 'unknown parameter: foo'],
    ['/hello/broken', 500, 'Something broke here'],
    [`/hello/${'a'.repeat(8_200)}`, 414, 'This address is too long'],
  ])('%s is a page that says %d', async (path, status, words) => {
    const answer = await get(edge.port, path);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect(answer.body).toContain(words);
    expect(answer.body).toContain('<meta name="robots" content="noindex"');
    expect(answer.body).not.toContain('inside information');
  });

  test('a form that is not accepted is not called a bad address', async () => {
    const answer = await ask('/hello/you', { method: 'POST', body: new URLSearchParams({ name: 'x' }) });
    const html = await answer.text();
    expect(answer.status).toBe(405);
    expect(html).toContain('<h1>Nothing can be sent to this page</h1>');
    expect(html).not.toContain('type="search" name="q" id="problem-search"');
  });

  test('styles and the icon are kept for ever under their hash', async () => {
    const html = await (await ask('/hello/you')).text();
    const href = /<link rel="stylesheet" href="(\/assets\/site-[0-9a-f]{12}\.css)"/.exec(html)?.[1];
    const style = await ask(href ?? '');
    expect([style.status, style.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
    expect(style.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    // The tokens declare the order of the layers, so they come first.
    expect((await style.text()).indexOf('@layer tokens')).toBeLessThan(200);
    const icon = /<link rel="icon" href="([^"]+)"/.exec(html)?.[1];
    expect((await ask(icon ?? '')).headers.get('content-type')).toBe('image/svg+xml');
    expect((await ask('/assets/site-000000000000.css')).status).toBe(404);
    expect((await get(edge.port, '/assets/..%2f..%2fpackage.json')).status).toBe(404);
  });
});

test('crawlers are kept off what may ask a registry', async () => {
  const answer = await ask('/robots.txt');
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
  const lines = (await answer.text()).trimEnd().split('\n');
  // RFC 9309: a group begins with its agents, and a rule covers every path that begins like it.
  expect(lines[0]).toBe('User-agent: *');
  const rules = ['/account', '/lookup', '/search', '/attest?', '/api/', '/packages/api/'].map(
    path => `Disallow: ${path}`,
  );
  expect(lines.slice(1).sort()).toEqual(rules.sort());
});

describe('documentation', () => {
  test('lists every operation of every service, with a command to try', async () => {
    const list = await (await ask('/docs')).text();
    expect(list).toContain('href="/docs/index#lookupPurls"');
    expect(list).toContain('href="/packages/docs/api/v1/openapi.yaml"');
    const page = await (await ask('/docs/index')).text();
    expect(page).toContain(`curl -X POST ${edge.url}/api/v1/purls/lookup`);
    for (const word of ['after', 'limit', 'types', 'wait', 'whole number']) expect(page).toContain(word);
    expect(page).toContain('pkg:npm/react@18.2.0');
    expect((await ask('/packages/docs')).headers.get('location')).toBe(`${edge.url}/docs/packages`);
  });

  test('the document describes the routes, as JSON and as the same YAML', async () => {
    const json = await (await ask('/packages/docs/api/v1/openapi.json')).json();
    const yaml = load(await (await ask('/packages/docs/api/v1/openapi.yaml')).text());
    expect(yaml).toEqual(json);
    expect(json).toMatchObject({
      openapi: '3.1.0',
      servers: [{ url: `${edge.url}/packages/api/v1` }],
      paths: {
        '/registries/{registry}/packages/{name}': {
          get: {
            operationId: 'getPackage',
            parameters: [
              { name: 'registry', in: 'path', required: true },
              { name: 'name', in: 'path', required: true },
            ],
            responses: {
              '200': { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } },
            },
          },
        },
        '/list': { get: { parameters: [{ name: 'page', in: 'query', required: false }, { name: 'sort' }] } },
        '/echo': { get: {}, post: { requestBody: { required: true } } },
      },
      components: { schemas: { Thing: { properties: { size: { type: 'integer' } } } } },
    });
  });

  test('a service at its own host name has its document there', async () => {
    const answer = await get(edge.port, '/docs/api/v1/openapi.json');
    expect(JSON.parse(answer.body).info.title).toBe('Index');
    const own = await wire(edge.port, ['GET /docs/api/v1/openapi.json HTTP/1.1', 'host: packages.localhost']);
    expect(JSON.parse(own.body)).toMatchObject({
      info: { title: 'Tiny' },
      servers: [{ url: 'http://packages.localhost/api/v1' }],
    });
  });
});

/** Strict mode over HTTP: who says neither what they are nor how to reach them is refused, and told what to send. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ask, type GatedEdge, startGatedEdge } from './fixtures/gated-edge.ts';
import { get } from './fixtures/wire.ts';

const path = '/packages/api/v1/registries/npm/packages/a';
let edge: GatedEdge;
let ask: Ask;
beforeAll(async () => {
  edge = await startGatedEdge({ ECOSYSTEMS_REFUSE_NAMELESS: 'on' });
  ask = edge.newClient();
});
afterAll(() => edge.stop());

const library = { 'user-agent': 'python-requests/2.32.3' };
const hourLeft = async (headers: Record<string, string>) =>
  Number((await ask('/api/v1/rate_limit', headers)).headers.get('x-ratelimit-remaining'));

test('the name of a library alone is refused with one line of what to send, and takes nothing', async () => {
  const answer = await ask('/api/v1/rows', library);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([403, 'application/problem+json']);
  expect(await answer.json()).toEqual({
    type: 'about:blank',
    title: 'Forbidden',
    status: 403,
    error:
      'send a User-Agent that names your program and how to reach you, as in my-tool/1.0 (+mailto:me@example.org), or a key',
    parameter: 'user-agent',
  });
  expect(answer.headers.get('retry-after')).toBeNull();
  expect(answer.headers.get('x-cost')).toBe('0');
  // A quarter of 1,500, untouched.
  expect(await hourLeft(library)).toBe(375);
});

test('also without any User-Agent, from memory, for what is unchanged, unknown or wrong, and for pages', async () => {
  const etag = (await ask(path)).headers.get('etag') ?? '';
  expect((await get(edge.port, path, ['X-Forwarded-For: 198.51.100.250'])).status).toBe(403);
  for (const [target, headers] of [
    [path, {}],
    [path, { 'if-none-match': etag }],
    ['/api/v1/nothing', {}],
    ['/api/v1/rows?per_page=0', {}],
    ['/page', {}],
  ] as const)
    expect((await ask(target, { ...library, ...headers })).status, target).toBe(403);
  const body = { method: 'POST', body: '{"names":[]}' };
  const sent = await ask('/api/v1/bulk', { ...library, 'content-type': 'application/json' }, body);
  expect(sent.status).toBe(403);
  const page = await ask('/page', library);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(await page.text()).toContain('send a User-Agent that names your program');
});

test('a name, an address or a key is enough; a wrong key is told to be one', async () => {
  for (const [target, headers] of [
    [path, { 'user-agent': 'my-tool/1.0' }],
    [path, { ...library, from: 'me@example.org' }],
    [`${path}?mailto=me@example.org`, library],
    [path, { 'user-agent': 'curl/8.5.0 (+https://example.org/bot)' }],
    [path, { ...library, authorization: `Bearer ${edge.key}` }],
  ] as const)
    expect((await ask(target, headers)).status, JSON.stringify(headers)).toBe(200);
  expect((await ask(path, { ...library, authorization: 'Bearer nonsense' })).status).toBe(401);
});

test('what the server says of itself, what pages are made of, and the quota are for everybody', async () => {
  const page = await (await ask('/page')).text();
  const asset = /href="(\/assets\/[^"]+\.css)"/.exec(page)?.[1] ?? '';
  expect(asset).not.toBe('');
  for (const target of ['/healthz', '/metrics', '/robots.txt', asset, '/api/v1/rate_limit'])
    expect((await ask(target, library)).status, target).toBe(200);
  expect((await ask('/api/v1/rate_limit', library)).headers.get('policy-notice')).toContain('refused here');
  expect((await ask('/api/v1/rows', library, { method: 'OPTIONS' })).status).toBe(204);
});

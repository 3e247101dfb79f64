import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Edge, eventually, packageRecord, startEdge } from './fixtures/edge.ts';
import { type TinyService, tinyService } from './fixtures/tiny-service.ts';
import { get, wire } from './fixtures/wire.ts';

let edge: Edge;
let service: TinyService;
const base = '/packages/api/v1';

beforeAll(async () => {
  service = tinyService();
  edge = await startEdge({ services: [service] });
  await edge.write('npm', packageRecord('@babel/core', { description: 'compiler' }), packageRecord('react'));
});
afterAll(() => edge.stop());

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${edge.url}${path}`, { redirect: 'manual', ...init });

describe('paths', () => {
  test.each(['@babel/core', '@babel%2Fcore', '%40babel%2fcore'])('%s names the package', async name => {
    const answer = await ask(`${base}/registries/npm/packages/${name}`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ name: '@babel/core', description: 'compiler' });
  });

  test('links follow the way the request came', async () => {
    const byPath = await get(edge.port, `${base}/registries/npm/packages/react`);
    expect(JSON.parse(byPath.body)).toMatchObject({
      serviceUrl: 'http://localhost/packages',
      siteUrl: 'http://localhost',
    });
    const byHost = await wire(edge.port, [
      'GET /api/v1/registries/npm/packages/react HTTP/1.1',
      'host: packages.localhost:8080',
    ]);
    expect(JSON.parse(byHost.body)).toMatchObject({
      serviceUrl: 'http://packages.localhost:8080',
      siteUrl: 'http://localhost:8080',
    });
    const proxied = await wire(edge.port, [`GET http://localhost${base}/echo HTTP/1.1`, 'host: localhost']);
    expect(proxied.status).toBe(200);
  });

  test('a host name that could not be repeated is refused', async () => {
    const answer = await wire(edge.port, [`GET ${base}/echo HTTP/1.1`, 'host: a"><script>']);
    expect([answer.status, JSON.parse(answer.body).parameter]).toEqual([400, 'host']);
  });

  test.each([
    ['/packages/api/v1/nothing', 404, { error: 'not found' }],
    ['/packages/api/v1/registries/npm/packages/none', 404, { error: 'not found' }],
    ['/packages/api/v1/registries/npm/packages/..', 404, { error: 'not found' }],
    ['/packages/api/v1/registries/npm/packages/a/../../b', 404, { error: 'not found' }],
    ['/packages/api/v1/registries/npm/packages/%2e%2e%2fx', 404, { error: 'not found' }],
    ['/packages/api/../api/v1/echo', 404, { error: 'not found' }],
    [
      '/packages/api/v1/registries/npm/packages/%ff',
      400,
      { error: 'name: the percent-encoding is not valid UTF-8', parameter: 'name' },
    ],
    [
      '/packages/api/v1/registries/a%00b/packages/x',
      400,
      { error: 'a NUL character is not allowed', parameter: 'registry' },
    ],
    [
      '/packages/api/v1/list?page=0',
      400,
      { error: 'page must be a whole number of at least 1', parameter: 'page' },
    ],
    ['/packages/api/v1/list?sort=stars', 400, { error: 'sort must be one of name, size', parameter: 'sort' }],
    ['/packages/api/v1/list?foo=1', 400, { error: 'unknown parameter: foo', parameter: 'foo' }],
  ])('%s is %d', async (target, status, body) => {
    const answer = await get(edge.port, target);
    expect([answer.status, JSON.parse(answer.body)]).toEqual([status, body]);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['access-control-allow-origin']).toBe('*');
  });

  test('a URL of more than 8 KB', async () => {
    const answer = await get(edge.port, `${base}/list?q=${'a'.repeat(8_192)}`);
    expect([answer.status, JSON.parse(answer.body).parameter]).toEqual([414, 'url']);
  });

  test('a trailing slash leads to the address without it', async () => {
    const answer = await ask(`${base}/list/?sort=name`);
    expect(answer.status).toBe(301);
    expect(answer.headers.get('location')).toBe(`${edge.url}${base}/list?sort=name`);
  });
});

describe('methods', () => {
  test('a known path with another method says which there are', async () => {
    const answer = await ask(`${base}/list`, { method: 'DELETE' });
    expect([answer.status, await answer.json()]).toEqual([405, { error: 'method not allowed' }]);
    expect(answer.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    const unusual = await wire(edge.port, [`PROPFIND ${base}/list HTTP/1.1`, 'host: localhost']);
    expect(unusual.status).toBe(405);
  });

  test('HEAD is GET without its body', async () => {
    for (const path of [`${base}/list`, `${base}/counted`]) {
      const [head, whole] = [await ask(path, { method: 'HEAD' }), await ask(path)];
      const body = await whole.text();
      expect(head.status).toBe(200);
      expect(await head.text()).toBe('');
      expect(Number(head.headers.get('content-length'))).toBe(body.length);
      expect(head.headers.get('link')).toBe(whole.headers.get('link'));
    }
  });

  test('a browser may ask from anywhere', async () => {
    const answer = await ask(`${base}/echo`, { method: 'OPTIONS' });
    expect([answer.status, await answer.text()]).toEqual([204, '']);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-allow-methods')).toBe('GET, POST, HEAD, OPTIONS');
    expect(answer.headers.get('access-control-allow-headers')).toContain('content-type');
    expect((await ask(`${base}/echo`, { method: 'OPTIONS' })).headers.get('allow')).toBe(
      'GET, POST, HEAD, OPTIONS',
    );
    expect((await wire(edge.port, ['OPTIONS * HTTP/1.1', 'host: localhost'])).status).toBe(204);
    expect((await ask('/packages/api/v1/none', { method: 'OPTIONS' })).status).toBe(404);
  });
});

describe('bodies', () => {
  const post = (body: string | Uint8Array, type = 'application/json', headers: Record<string, string> = {}) =>
    ask(`${base}/echo`, {
      method: 'POST',
      body: body as string,
      headers: { 'content-type': type, ...headers },
    });

  test('are read as JSON by the schema', async () => {
    const answer = await post('{"names":["a","b"]}', 'application/vnd.test+json; charset=UTF-8');
    expect([answer.status, await answer.json()]).toEqual([200, { names: ['a', 'b'] }]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test.each([
    ['{"names":', 'application/json', 400, 'body'],
    ['', 'application/json', 400, 'body'],
    ['{"names":[1]}', 'application/json', 400, 'names.0'],
    ['{"names":["a","b","c","d"]}', 'application/json', 400, 'names'],
    ['{"names":[],"more":1}', 'application/json', 400, 'more'],
    ['{}', 'application/json', 400, 'names'],
    ['[]', 'application/json', 400, 'body'],
    ['{"names":[],"deep":"yes"}', 'application/json', 400, 'deep'],
    [`{"names":["${'a'.repeat(1_000)}"]}`, 'application/json', 413, 'body'],
    ['names=a', 'application/x-www-form-urlencoded', 415, undefined],
    ['{}', 'text/plain', 415, undefined],
    ['{}', 'application/json; charset=latin1', 415, undefined],
  ])('%s as %s is %d', async (body, type, status, parameter) => {
    const answer = await post(body, type);
    const problem = (await answer.json()) as { error: string; parameter?: string };
    expect([answer.status, problem.parameter]).toEqual([status, parameter]);
    expect(problem.error).not.toBe('');
  });

  test('bytes that are no UTF-8, compressed bodies, and bodies without an announced length', async () => {
    expect((await post(new Uint8Array([0x22, 0xff, 0x22]))).status).toBe(400);
    expect((await post('{}', 'application/json', { 'content-encoding': 'gzip' })).status).toBe(415);
    const endless = await wire(
      edge.port,
      [
        `POST ${base}/echo HTTP/1.1`,
        'host: localhost',
        'content-type: application/json',
        'transfer-encoding: chunked',
      ],
      `7d0\r\n${'a'.repeat(2_000)}\r\n`,
    );
    expect(endless.status).toBe(413);
  });

  test('deep nesting is no trouble', async () => {
    const answer = await post(`{"names":${'['.repeat(400)}${']'.repeat(400)}}`);
    expect(answer.status).toBe(400);
  });
});

describe('headers', () => {
  test('of a list', async () => {
    const answer = await ask(`${base}/list?sort=name&page=2&mailto=maintainer@example.org&apikey=secret`);
    const self = `${edge.url}${base}/list`;
    expect(answer.headers.get('link')).toBe(
      `<${self}?sort=name&page=1>; rel="first", <${self}?sort=name&page=1>; rel="prev", ` +
        `<${self}?sort=name&page=3>; rel="next", <${edge.url}/licences/CC-BY-SA-4.0>; rel="license"`,
    );
    expect(answer.headers.get('current-page')).toBe('2');
    expect(answer.headers.get('page-items')).toBe('10');
    expect(answer.headers.get('total-count')).toBeNull();
    expect(answer.headers.get('cache-control')).toBe(
      'public, max-age=300, s-maxage=3600, stale-while-revalidate=3600, stale-if-error=86400',
    );
    expect(answer.headers.get('access-control-expose-headers')).toContain('link');
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  test('totals only where they are counted', async () => {
    const answer = await ask(`${base}/counted`);
    expect(answer.headers.get('total-count')).toBe('15');
    expect(answer.headers.get('total-pages')).toBe('2');
    expect(answer.headers.get('link')).toContain(`<${edge.url}${base}/counted?page=2>; rel="last"`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('nothing that a service says breaks out of a header', async () => {
    const answer = await ask(`${base}/moved`);
    expect([answer.status, answer.headers.get('location')]).toEqual([301, '/%C3%A9x: y']);
    expect(answer.headers.get('x')).toBeNull();
  });

  test('what is pending is not kept by anyone', async () => {
    const answer = await ask(`${base}/pending`);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([202, '60']);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('etag')).toBeNull();
  });

  test('a copy that is current is not sent again', async () => {
    const path = `${base}/registries/npm/packages/react`;
    const whole = await ask(path);
    const etag = whole.headers.get('etag') ?? '';
    const modified = whole.headers.get('last-modified') ?? '';
    expect(etag).toMatch(/^W\/"[\w-]{27}"$/);
    const status = async (headers: Record<string, string>) => (await ask(path, { headers })).status;
    expect(await status({ 'if-none-match': etag })).toBe(304);
    expect(await status({ 'if-none-match': `"other", ${etag.replace('W/', '')}` })).toBe(304);
    expect(await status({ 'if-none-match': '*' })).toBe(304);
    expect(await status({ 'if-none-match': '"other"' })).toBe(200);
    expect(await status({ 'if-modified-since': modified })).toBe(304);
    expect(await status({ 'if-modified-since': 'Mon, 01 Jan 2001 00:00:00 GMT' })).toBe(200);
    // The entity tag decides alone.
    expect(await status({ 'if-none-match': '"other"', 'if-modified-since': modified })).toBe(200);
    const not = await ask(path, { headers: { 'if-none-match': etag } });
    expect(await not.text()).toBe('');
    expect(not.headers.get('etag')).toBe(etag);
    expect(not.headers.get('cache-control')).toContain('s-maxage=3600');
  });

  test('large bodies are compressed for those who can read it', async () => {
    const plain = await get(edge.port, `${base}/large`);
    const ask = () => get(edge.port, `${base}/large`, ['accept-encoding: br, gzip;q=0.5']);
    // The first one who asks for it makes it and does not wait for it.
    await eventually(async () => expect((await ask()).headers['content-encoding']).toBe('gzip'));
    const packed = await ask();
    const refused = await get(edge.port, `${base}/large`, ['accept-encoding: gzip;q=0, *']);
    expect([plain.headers['content-encoding'], refused.headers['content-encoding']]).toEqual([
      undefined,
      undefined,
    ]);
    expect(Number(packed.headers['content-length'])).toBeLessThan(
      Number(plain.headers['content-length']) / 10,
    );
    expect(plain.headers.vary).toBe('accept-encoding, authorization, x-api-key, apikey');
    expect(packed.headers.etag).toBe(plain.headers.etag);
    expect(((await (await fetch(`${edge.url}${base}/large`)).json()) as { text: string }).text).toHaveLength(
      8_000,
    );
  });
});

describe('what goes wrong', () => {
  test('errors of a service say nothing of the inside, and are logged', async () => {
    edge.log.length = 0;
    const answer = await ask(`${base}/fail/other`);
    expect([answer.status, await answer.json()]).toEqual([500, { error: 'internal server error' }]);
    const requestId = answer.headers.get('request-id');
    expect(edge.log).toMatchObject([{ level: 'error', fields: { requestId, path: `${base}/fail/other` } }]);
    expect(edge.log[0]?.message).toContain('inside information');
    expect((await ask(`${base}/fail/circle`)).status).toBe(500);
  });

  test('input that a service refuses, and a database without time', async () => {
    const input = await ask(`${base}/fail/input`);
    expect([input.status, await input.json()]).toEqual([
      422,
      { error: 'Invalid PURL format: x', parameter: 'purl' },
    ]);
    const away = await ask(`${base}/fail/away`);
    // Up to a tenth later than the seven seconds that the service said.
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^[78]$/)]);
    expect(await away.text()).not.toContain('inside');
    const slow = await ask(`${base}/fail/slow`);
    expect([slow.status, slow.headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^[56]$/)]);
  });

  test('what is no HTTP', async () => {
    const answer = await wire(edge.port, ['HELLO']);
    expect([answer.status, JSON.parse(answer.body)]).toEqual([400, { error: 'the request is not HTTP' }]);
    const large = await get(edge.port, `${base}/echo`, [`x-large: ${'a'.repeat(20_000)}`]);
    expect(large.status).toBe(431);
  });
});

/** The client against a server over HTTP that is told what to answer, request by request. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, expectTypeOf, it } from 'vitest';
import { type Answer, ClientError, createClient, type packages, type TransportEvent } from './index.ts';

interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}
type Say = (response: ServerResponse, seen: Seen) => void;

let server: Server;
let baseUrl: string;
let seen: Seen[];
/** What is answered, in turn; the last one for all that follow. */
let script: Say[];

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Say =>
  response => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    response.end(JSON.stringify(body));
  };

beforeEach(async () => {
  seen = [];
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { method = '', url = '', headers } = request;
    seen.push({ method, url, headers, body });
    const say = script.length > 1 ? script.shift() : script[0];
    say?.(response, seen.at(-1) as Seen);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  return new Promise(resolve => server.close(resolve));
});

const KEY = 'eco_self_k_0123456789abcdefghijkl000000';
/** No jitter: retries follow at once unless the server says when. */
const client = (over: object = {}) => createClient({ baseUrl, random: () => 0, ...over });

describe('an operation', () => {
  it('puts parameters where they belong, encoded', async () => {
    script = [json(200, { name: '@a/b' })];
    const { data } = await client().packages.getRegistryPackage({
      registryName: 'npmjs.org',
      packageName: '@a/b c?',
    });
    expect(data.name).toBe('@a/b');
    expect(seen[0]?.url).toBe('/packages/api/v1/registries/npmjs.org/packages/%40a%2Fb%20c%3F');
    await client().packages.getRegistryPackages({ registryName: 'npmjs.org', per_page: 5, critical: true });
    expect(seen[1]?.url).toBe('/packages/api/v1/registries/npmjs.org/packages?per_page=5&critical=true');
  });

  it('sends a body as JSON, bytes as they are', async () => {
    script = [json(200, { results: [] })];
    await client().index.lookupPurls({ body: { purls: ['pkg:npm/a'] } });
    expect(seen[0]).toMatchObject({
      method: 'POST',
      url: '/api/v1/purls/lookup',
      body: '{"purls":["pkg:npm/a"]}',
    });
    expect(seen[0]?.headers['content-type']).toBe('application/json');
    await client().digest.digestOfFile({ body: new TextEncoder().encode('abc') });
    expect(seen[1]).toMatchObject({ method: 'POST', body: 'abc' });
  });

  it('refuses a path that would be another one', async () => {
    for (const packageName of ['', '.', '..'])
      await expect(
        client().packages.getRegistryPackage({ registryName: 'npmjs.org', packageName }),
      ).rejects.toMatchObject({ code: 'usage' });
    expect(seen).toEqual([]);
  });

  it('has types of its parameters and answers', () => {
    const { packages: of, index } = createClient({ baseUrl: 'https://example.org' });
    expectTypeOf(of.getRegistryPackage).returns.resolves.toEqualTypeOf<Answer<packages.Package>>();
    expectTypeOf(of.getRegistryPackage).parameter(0).toHaveProperty('packageName').toEqualTypeOf<string>();
    expectTypeOf(of.getRegistryPackages.items).returns.toEqualTypeOf<AsyncIterable<packages.Package>>();
    expectTypeOf(index.lookupPurls)
      .parameter(0)
      .toHaveProperty('body')
      .toHaveProperty('purls')
      .toEqualTypeOf<string[]>();
    // @ts-expect-error A name of the path is missing.
    const wrong = () => of.getRegistryPackage({ registryName: 'npmjs.org' });
    // @ts-expect-error There is no such parameter.
    const unknown = () => of.getRegistryPackages({ registryName: 'npmjs.org', colour: 'red' });
    expect([wrong, unknown]).toHaveLength(2);
  });
});

describe('who asks', () => {
  it('is said by key, address and name of the program', async () => {
    script = [json(200, [])];
    await client({ key: KEY, mailto: 'me@example.org', userAgent: 'tool/1.0' }).packages.getRegistries();
    expect(seen[0]?.headers).toMatchObject({
      authorization: `Bearer ${KEY}`,
      from: 'me@example.org',
      'user-agent': 'tool/1.0 (+mailto:me@example.org)',
    });
  });

  it.each([
    { key: 'a\nb' },
    { key: 'secret ü' },
    { mailto: 'nobody' },
    { mailto: 'a@b\r\nx: y' },
    { baseUrl: 'ftp://example.org' },
    { baseUrl: 'https://user:pass@example.org' },
  ])('is refused without being repeated: %j', options => {
    const told = () => createClient({ baseUrl: 'https://example.org', ...options });
    expect(told).toThrow(ClientError);
    expect(told).not.toThrow(/secret|pass@|nobody|a@b/);
  });

  it('never stands in an error', async () => {
    script = [json(401, { error: 'the key is not known' })];
    const failed = await client({ key: KEY })
      .packages.getRegistries()
      .catch(error => error);
    expect(failed).toMatchObject({ code: 'status', status: 401, message: 'the key is not known' });
    expect(JSON.stringify(failed) + failed.stack).not.toContain(KEY);
  });

  it('is not told to another server that a redirect leads to', async () => {
    const other: IncomingMessage['headers'][] = [];
    const elsewhere = createServer(({ headers }, response) => {
      other.push(headers);
      response.end('{}');
    });
    await new Promise<void>(resolve => elsewhere.listen(0, '127.0.0.1', resolve));
    const location = `http://localhost:${(elsewhere.address() as AddressInfo).port}/`;
    script = [
      response => response.writeHead(302, { location: location.replace('localhost', '127.0.0.1') }).end(),
    ];
    await client({ key: KEY }).packages.getRegistries();
    expect(other).toHaveLength(1);
    expect(other[0]?.authorization).toBeUndefined();
    await new Promise(resolve => elsewhere.close(resolve));
  });
});

describe('what is known', () => {
  it('is revalidated, and costs nothing where nothing changed', async () => {
    script = [
      json(200, [{ name: 'a' }], { etag: '"1"' }),
      (response, { headers }) =>
        response.writeHead(headers['if-none-match'] === '"1"' ? 304 : 500, { 'x-cost': '0' }).end(),
      json(200, [{ name: 'b' }], { etag: '"2"' }),
      (response, { headers }) => response.writeHead(headers['if-none-match'] === '"2"' ? 304 : 500).end(),
    ];
    const events: TransportEvent[] = [];
    const { packages: of } = client({ onEvent: (event: TransportEvent) => events.push(event) });
    const answers = [];
    for (let time = 0; time < 4; time++) answers.push(await of.getRegistries());
    expect(answers.map(({ data, fromCache, status }) => [data[0]?.name, fromCache, status])).toEqual([
      ['a', false, 200],
      ['a', true, 200],
      ['b', false, 200],
      ['b', true, 200],
    ]);
    expect(seen[0]?.headers['if-none-match']).toBeUndefined();
    expect(events[1]).toMatchObject({ kind: 'answer', status: 304, fromCache: true, cost: 0 });
  });

  it('is not kept where the server says no-store, nor without a cache', async () => {
    script = [json(200, [], { etag: '"1"', 'cache-control': 'no-store' })];
    const { packages: of } = client();
    await of.getRegistries();
    await of.getRegistries();
    expect(seen[1]?.headers['if-none-match']).toBeUndefined();
    script = [json(200, [], { etag: '"1"' })];
    const bare = client({ cache: null });
    await bare.packages.getRegistries();
    await bare.packages.getRegistries();
    expect(seen[3]?.headers['if-none-match']).toBeUndefined();
  });

  it('is asked for by its date where it has no tag', async () => {
    const date = 'Sat, 07 Jun 2025 08:09:10 GMT';
    script = [json(200, [], { 'last-modified': date })];
    const { packages: of } = client();
    await of.getRegistries();
    await of.getRegistries();
    expect(seen[1]?.headers['if-modified-since']).toBe(date);
  });
});

describe('trying again', () => {
  it('waits as long as the server says, and jitter on top, at most five times', async () => {
    script = [json(429, { error: 'too many' }, { 'retry-after': '0' })];
    const waits: number[] = [];
    const asked = createClient({
      baseUrl,
      random: () => 0.01,
      onEvent: event => event.kind === 'wait' && waits.push(event.waitMs),
    }).packages.getRegistries();
    await expect(asked).rejects.toMatchObject({
      code: 'status',
      status: 429,
      tries: 5,
      retryAfterSeconds: 0,
    });
    expect(seen).toHaveLength(5);
    // 1 % of 500 ms, doubled each time.
    expect(waits).toEqual([5, 10, 20, 40]);
  });

  it('gives up at once where that is longer than anybody waits', async () => {
    script = [json(429, { error: 'too many' }, { 'retry-after': '3600' })];
    await expect(client().packages.getRegistries()).rejects.toMatchObject({
      message: 'too many; again in 3600 s',
      tries: 1,
    });
  });

  it('comes through when the server does', async () => {
    script = [json(503, {}), response => response.destroy(), json(200, [])];
    const { status } = await client().packages.getRegistries();
    expect([status, seen.length]).toEqual([200, 3]);
  });

  it('is not for a POST, unless that changes nothing or has a key of its own', async () => {
    script = [json(503, { error: 'busy' })];
    const { index } = client();
    const body = { purls: ['pkg:npm/a'] };
    await expect(index.lookupPurls({ body })).rejects.toMatchObject({ tries: 1 });
    await expect(index.lookupPurls({ body }, { idempotent: true })).rejects.toMatchObject({ tries: 5 });
    await expect(index.lookupPurls({ body }, { idempotencyKey: 'once-1' })).rejects.toMatchObject({
      tries: 5,
    });
    expect(seen.slice(6).map(({ headers }) => headers['idempotency-key'])).toEqual(Array(5).fill('once-1'));
  });

  it('is not for answers that would be the same', async () => {
    script = [json(400, { error: 'unknown parameter: x', parameter: 'x' })];
    await expect(client().packages.getRegistries()).rejects.toMatchObject({
      status: 400,
      parameter: 'x',
      tries: 1,
    });
  });

  it('ends when the caller does, also while it waits', async () => {
    script = [json(503, {}, { 'retry-after': '30' })];
    const leaving = new AbortController();
    const { packages: of } = client({
      onEvent: (event: TransportEvent) => event.kind === 'wait' && leaving.abort(new Error('enough')),
    });
    await expect(of.getRegistries({}, { signal: leaving.signal })).rejects.toThrow('enough');
    script = [() => {}];
    const silent = client({ timeoutMs: 30, maxTries: 1 }).packages.getRegistries();
    await expect(silent).rejects.toMatchObject({ code: 'timeout' });
  });
});

describe('an answer', () => {
  it('that is no JSON, or too large, is refused', async () => {
    script = [response => response.writeHead(200, { 'content-type': 'application/json' }).end('{"a":')];
    await expect(client().packages.getRegistries()).rejects.toMatchObject({ code: 'malformed' });
    script = [json(200, 'x'.repeat(1_000))];
    await expect(client({ maxBytes: 100 }).packages.getRegistries()).rejects.toMatchObject({
      code: 'malformed',
    });
    // The length is not said beforehand.
    script = [
      response => {
        response.writeHead(200, { 'content-type': 'application/json' });
        for (let part = 0; part < 20; part++) response.write('x'.repeat(50));
        response.end();
      },
    ];
    await expect(client({ maxBytes: 100 }).packages.getRegistries()).rejects.toMatchObject({
      code: 'malformed',
    });
  });
});

describe('a list', () => {
  it('goes on where its links lead, on this server whatever they say', async () => {
    script = [
      json(200, [{ name: 'a' }, { name: 'b' }], {
        link: '<https://evil.example/packages/api/v1/registries?page=2>; rel="next", <https://x.example/>; rel="license"',
      }),
      json(200, [{ name: 'c' }], { link: '</packages/api/v1/registries>; rel="prev"' }),
    ];
    const names: string[] = [];
    for await (const { name } of client().packages.getRegistries.items()) names.push(name);
    expect(names).toEqual(['a', 'b', 'c']);
    expect(seen.map(({ url }) => url)).toEqual([
      '/packages/api/v1/registries',
      '/packages/api/v1/registries?page=2',
    ]);
  });

  it('that leads back to itself ends with an error', async () => {
    script = [json(200, [{ name: 'a' }], { link: '<?page=2>; rel=next' })];
    const all = async () => {
      for await (const _ of client().packages.getRegistries.pages());
    };
    await expect(all()).rejects.toMatchObject({ code: 'malformed' });
  });
});

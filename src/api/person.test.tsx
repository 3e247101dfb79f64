/** Forms, cookies and sessions over HTTP, with pages that show what reached them. */
import { Type } from 'typebox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SetCookie } from '../core/session.ts';
import { beginSession } from '../services/accounts/session.ts';
import { csrfOf } from '../services/accounts/tokens.ts';
import type { Page, RequestContext, Service } from '../services/service.ts';
import { type Edge, startEdge } from './fixtures/edge.ts';
import { wire } from './fixtures/wire.ts';
import { pagePersonReader } from './person.ts';

const shown = ({ session, cookies, form }: RequestContext) => ({
  title: 'shown',
  view: <pre>{JSON.stringify({ user: session?.userId ?? null, names: Object.keys(cookies), form })}</pre>,
});
const form = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 10 }),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
    scopes: Type.Optional(Type.Array(Type.Union([Type.Literal('a'), Type.Literal('b')]), { maxItems: 2 })),
  },
  { additionalProperties: false },
);
const pages: Page[] = [
  { path: '/who', session: true, cache: 'none', load: async context => shown(context) },
  { method: 'POST', path: '/who', session: true, form, cache: 'none', load: async context => shown(context) },
  { path: '/plain', cache: 'shared', load: async context => shown(context) },
  { method: 'POST', path: '/plain', form, cache: 'none', load: async context => shown(context) },
  {
    path: '/cookies',
    session: true,
    cache: 'none',
    load: async () => ({
      ...shown({ session: null, cookies: {}, form: {} } as unknown as RequestContext),
      status: 303,
      redirect: '/who',
      cookies: [
        { name: 'one', value: 'a b', maxAgeSeconds: 60 },
        { name: 'two', value: '' },
      ],
    }),
  },
];
const service: Service = {
  id: 'forms',
  title: 'Forms',
  description: '',
  apiBase: '/api/v1',
  routes: [
    {
      method: 'GET',
      path: '/whoami',
      operationId: 'whoami',
      summary: '',
      tags: [],
      session: true,
      response: Type.Any(),
      cost: 1,
      cache: 'none',
      handle: ({ session }) => ({ body: { user: session?.userId ?? null } }),
    },
  ],
  pages,
};

let edge: Edge;
let cookie: SetCookie;
let csrf: string;
let userId: number;

beforeAll(async () => {
  edge = await startEdge({ services: [service] });
  const { rows } = await edge.database.db.query<{ id: number }>(
    "insert into users (email) values ('reader@example.org') returning id",
  );
  userId = rows[0]?.id as number;
  cookie = await beginSession(edge.database.db, { userId, method: 'email', client: null });
  csrf = csrfOf(cookie.value);
});
afterAll(() => edge.stop());

const ask = (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
  fetch(`${edge.url}${path}`, { redirect: 'manual', ...init });
const signedIn = () => ({ cookie: `other=1; ecosystems-session=${cookie.value}` });
const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  ask(path, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });
const seen = async (answer: Response) =>
  JSON.parse((/<pre>(.*)<\/pre>/.exec(await answer.text())?.[1] ?? 'null').replaceAll('&quot;', '"'));

describe('a session', () => {
  test('is found by its cookie alone, and what it shows is never kept', async () => {
    const answer = await ask('/who', { headers: signedIn() });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await seen(answer)).toEqual({ user: userId, names: ['session'], form: {} });
    expect(await seen(await ask('/who'))).toEqual({ user: null, names: [], form: {} });
  });

  test.each(['', 'x', 'A'.repeat(43), `${'A'.repeat(42)}é`, 'A'.repeat(20_000)])(
    'of a made-up token %# is nobody',
    async token => {
      const answer = await wire(edge.port, [
        'GET /who HTTP/1.1',
        'host: localhost',
        `cookie: ecosystems-session=${encodeURIComponent(token).slice(0, 15_000)}`,
      ]);
      expect([answer.status, answer.body.includes('&quot;user&quot;:null')]).toEqual([200, true]);
    },
  );

  test('does not reach pages that are shared', async () => {
    const before = await (await ask('/plain')).text();
    const answer = await ask('/plain', { headers: signedIn() });
    expect(answer.headers.get('cache-control')).toMatch(/^public/);
    expect(await answer.text()).toBe(before);
  });

  test('a shared page that asks for one is refused when the server starts', () => {
    expect(() => pagePersonReader({ ...(pages[2] as Page), session: true })).toThrow(/not shared/);
  });

  test('counts in the API beside its token only', async () => {
    const whoami = async (headers: Record<string, string>) => {
      const answer = await ask('/api/v1/whoami', { headers });
      return [answer.status, await answer.json()];
    };
    expect(await whoami(signedIn())).toEqual([200, { user: null }]);
    expect(await whoami({ ...signedIn(), 'x-csrf-token': csrf })).toEqual([200, { user: userId }]);
    expect(await whoami({ 'x-csrf-token': csrf })).toEqual([200, { user: null }]);
    const wrong = await whoami({ ...signedIn(), 'x-csrf-token': csrf.toLowerCase() });
    expect(wrong).toEqual([403, expect.objectContaining({ parameter: 'x-csrf-token' })]);
    const foreign = { ...signedIn(), 'x-csrf-token': csrf, 'sec-fetch-site': 'cross-site' };
    expect((await whoami(foreign))[0]).toBe(403);
  });
});

describe('a form', () => {
  test('is read as its schema says; empty fields are not filled in', async () => {
    const body = 'name=a+%C3%A9%21&count=3&scopes=a&scopes=b&csrf=';
    const answer = await post('/plain', body);
    expect(await seen(answer)).toEqual({
      user: null,
      names: [],
      form: { name: 'a é!', count: 3, scopes: ['a', 'b'] },
    });
    expect(await seen(await post('/plain', 'name=x&count='))).toMatchObject({ form: { name: 'x' } });
  });

  test.each([
    ['name=x&role=owner', 400, 'unknown parameter: role'],
    ['name=x&__proto__=1', 400, 'unknown parameter: __proto__'],
    ['name=x&name=y', 400, 'name is given twice'],
    ['name=', 400, 'name is required'],
    ['', 400, 'name is required'],
    ['name=x&count=9', 400, 'count must be a whole number from 1 to 5'],
    ['name=x&count=1e1', 400, 'count must be a whole number from 1 to 5'],
    ['name=x&scopes=c', 400, 'scopes'],
    [`name=${'x'.repeat(11)}`, 400, 'name must be text of 1 to 10 characters'],
    [`name=${'x'.repeat(70_000)}`, 413, 'larger than 65536 bytes'],
    [`name=x${'&count='.repeat(200)}`, 413, 'more than 200 fields'],
  ])('%# is refused', async (body, status, message) => {
    const answer = await post('/plain', body);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain(message);
  });

  test.each([
    'text/plain',
    'application/json',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded; charset=utf-16',
  ])('as %s is refused', async type => {
    expect((await post('/plain', 'name=x', { 'content-type': type })).status).toBe(415);
  });

  test.each([
    ['compressed', 'content-encoding: gzip', 415],
    ['not UTF-8', 'x: y', 400],
  ])('that is %s is refused', async (_, header, status) => {
    const head = [
      'POST /plain HTTP/1.1',
      'host: localhost',
      'content-type: application/x-www-form-urlencoded',
      header,
      'content-length: 6',
    ];
    expect((await wire(edge.port, head, Buffer.from('name=\xff', 'latin1'))).status).toBe(status);
  });
});

describe('a form of another site', () => {
  const whole = () => `name=x&csrf=${csrf}`;

  test.each<[Record<string, string>, number]>([
    [{}, 200],
    [{ 'sec-fetch-site': 'same-origin' }, 200],
    [{ 'sec-fetch-site': 'none' }, 200],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'cross-site', origin: 'http://HOST' }, 403],
    [{ origin: 'http://HOST' }, 200],
    [{ origin: 'https://HOST' }, 200],
    [{ origin: 'http://HOST.evil.example' }, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: '' }, 403],
  ])('is known by %j', async (headers, expected) => {
    const given = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value.replace('HOST', new URL(edge.url).host)]),
    );
    const status = async (path: string, body: string) =>
      (
        await wire(
          edge.port,
          [
            `POST ${path} HTTP/1.1`,
            `host: ${new URL(edge.url).host}`,
            'content-type: application/x-www-form-urlencoded',
            `content-length: ${body.length}`,
            `cookie: ecosystems-session=${cookie.value}`,
            ...Object.entries(given).map(([name, value]) => `${name}: ${value}`),
          ],
          body,
        )
      ).status;
    expect(await status('/who', whole())).toBe(expected);
    // Nobody need be signed in: whoever could send it would sign somebody in as themselves.
    expect(await status('/plain', 'name=x')).toBe(expected);
  });

  test.each(['', 'csrf=', 'csrf=x', `csrf=${'A'.repeat(43)}`])('has not the token: %j', async token => {
    const answer = await post('/who', `name=x&${token}`, signedIn());
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('load the page again');
  });

  test('another session’s token is of no use', async () => {
    const other = await beginSession(edge.database.db, { userId, method: 'email', client: null });
    const answer = await post('/who', `name=x&csrf=${csrfOf(other.value)}`, signedIn());
    expect(answer.status).toBe(403);
  });
});

describe('cookies', () => {
  test('are several fields, out of reach of scripts and other sites', async () => {
    const answer = await ask('/cookies');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${edge.url}/who`]);
    expect(answer.headers.getSetCookie()).toEqual([
      'ecosystems-one=a%20b; Max-Age=60; Path=/; HttpOnly; SameSite=Lax',
      'ecosystems-two=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax',
    ]);
  });

  test('over HTTPS belong to this host alone', async () => {
    const secure = await startEdge({
      services: [service],
      settings: { baseUrl: 'https://index.example', domain: null, cacheBytes: 0 },
    });
    const answer = await fetch(`${secure.url}/cookies`, { redirect: 'manual' });
    expect(answer.headers.getSetCookie()[0]).toBe(
      '__Host-one=a%20b; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Lax',
    );
    // A cookie of the name that is used without HTTPS may have been planted by anybody.
    const token = 'A'.repeat(43);
    const planted = await fetch(`${secure.url}/who`, { headers: { cookie: `ecosystems-session=${token}` } });
    expect(await seen(planted)).toEqual({ user: null, names: [], form: {} });
    await secure.stop();
  });
});

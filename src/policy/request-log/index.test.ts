import { expect, test } from 'vitest';
import type { Caller } from '../../core/access.ts';
import { DEFAULT_LICENCE } from '../../core/access.ts';
import { makeKey } from '../../core/api-key.ts';
import { type Network, readNetwork } from '../../core/networks.ts';
import type { AnsweredRequest } from '../../core/request-log.ts';
import type { RequestRow } from '../../store/request-log.ts';
import { createRequestLog, productOf, type RequestLogDeps } from './index.ts';

const caller: Caller = {
  subject: 'prefix:203.0.113.9/32',
  kind: 'prefix',
  tier: 'anonymous',
  notice: null,
  accountId: null,
  keyId: null,
  scopes: ['read:public'],
  priority: 3,
  privacy: 'normal',
  licence: DEFAULT_LICENCE,
};
const answered = (more: Partial<AnsweredRequest> = {}): AnsweredRequest => ({
  method: 'GET',
  path: '/packages/api/v1/registries',
  label: 'packages.getRegistries',
  status: 200,
  cache: 'hit',
  cost: 1,
  bytes: 10,
  ms: null,
  requestId: 'x-1',
  caller,
  ...more,
});
const head = (headers: Record<string, string> = {}, remoteAddress = '203.0.113.9') => ({
  headers,
  rawHeaders: [],
  socket: { remoteAddress },
});

const open = (more: Partial<RequestLogDeps> = {}) => {
  const written: RequestRow[] = [];
  const warned: string[] = [];
  const log = createRequestLog({
    trustedProxies: [],
    write: async rows => void written.push(...rows),
    log: { warn: message => warned.push(message) },
    now: () => 1_700_000_000_000,
    everyMs: 60_000,
    ...more,
  });
  return { log, written, warned };
};

test('a line has what is documented, and nothing of a key, a query or a way to reach somebody', async () => {
  const { log, written } = open();
  const key = makeKey('live', 'k');
  const headers = {
    'user-agent': 'My-Tool/1.2.3 (+mailto:me@example.org)',
    from: 'me@example.org',
    authorization: `Bearer ${key}`,
  };
  const path = `/packages/api/v1/registries/${key}/x`;
  log.record(
    head(headers, '::ffff:203.0.113.9'),
    answered({ path, ms: 1.5, status: 404, label: 'unmatched' }),
  );
  log.record(head({}, '2001:db8:1:2:3::4'), answered({ path: `/${'x'.repeat(2_000)}` }));
  log.record(head(), answered({ path: '/account/sign-in/secret', label: 'page /account/sign-in/{token}' }));
  await log.close();
  expect(written[0]).toEqual({
    at: 1_700_000_000_000,
    requestId: 'x-1',
    method: 'GET',
    path: '/packages/api/v1/registries/eco_redacted/x',
    operation: 'unmatched',
    status: 404,
    cache: 'hit',
    cost: 1,
    bytes: 10,
    milliseconds: 1.5,
    tier: 'anonymous',
    accountId: null,
    keyId: null,
    ip: '203.0.113.9',
    agent: 'my-tool',
  });
  expect(written[1]).toMatchObject({ ip: '2001:db8:1:2:3::4', agent: null });
  expect(written[1]?.path).toHaveLength(500);
  expect(written[2]).toMatchObject({ path: null, operation: 'page /account/sign-in/{token}' });
  expect(JSON.stringify(written)).not.toMatch(/secret|example\.org/);
  expect(JSON.stringify(written)).not.toContain(key.slice(11, 33));
});

test('a caller who is to leave no trace leaves none', async () => {
  const { log, written } = open();
  log.record(
    head(),
    answered({ caller: { ...caller, privacy: 'strict', kind: 'account', accountId: 1, keyId: 2 } }),
  );
  await log.close();
  expect(written).toEqual([]);
});

test('the address is the client’s behind proxies that are trusted, and theirs behind others', async () => {
  const trustedProxies = [readNetwork('10.0.0.0/8') as Network];
  const { log, written } = open({ trustedProxies });
  log.record(head({ 'x-forwarded-for': '192.0.2.7' }, '10.1.1.1'), answered());
  log.record(head({ 'x-forwarded-for': '192.0.2.7' }, '198.51.100.1'), answered());
  await log.close();
  expect(written.map(({ ip }) => ip)).toEqual(['192.0.2.7', '198.51.100.1']);
});

test('what cannot be written waits, up to a bound; what is dropped is said', async () => {
  let away = true;
  const written: RequestRow[] = [];
  const { log, warned } = open({
    maxLines: 1_500,
    write: async rows => {
      if (away) throw new Error('away');
      written.push(...rows);
    },
  });
  for (let i = 0; i < 1_600; i++) log.record(head(), answered({ requestId: String(i) }));
  await log.flush();
  await log.flush();
  away = false;
  await log.flush();
  expect(written.map(({ requestId }) => Number(requestId))).toEqual(
    Array.from({ length: 1_500 }, (_, i) => i),
  );
  expect(warned).toEqual([
    'the log of requests cannot be written: away',
    '100 requests are not in the log: it could not be written fast enough',
  ]);
  await log.close();
});

test.each([
  ['curl/8.5.0', 'curl'],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36', 'mozilla'],
  ['my-bot', 'my-bot'],
  ['me@example.org', null],
  ['(compatible)', null],
  ['https://example.org/bot', null],
  ['', null],
  ['x'.repeat(51), null],
])('the product of %s is %s', (agent, product) => {
  expect(productOf(agent)).toBe(product);
});

/** The licence of answers over HTTP: by default, by agreement, for some datasets, and after its end. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Edge, startEdge } from '../src/api/fixtures/edge.ts';
import { readPolicySettings } from '../src/core/policy-settings.ts';
import { createGate, type OpenGate } from '../src/policy/index.ts';
import advisories from '../src/services/advisories/index.ts';
import index from '../src/services/index-api/index.ts';
import { createKey } from '../src/store/api-keys.ts';
import { endLicence, grantLicence } from '../src/store/licences.ts';

let edge: Edge;
let gate: OpenGate | null = null;
let account: number;
let key: string;

beforeAll(async () => {
  edge = await startEdge({
    services: [index, advisories],
    gate: async db => {
      gate = await createGate({
        settings: readPolicySettings({ ECOSYSTEMS_LIMITS_STORE: 'memory' }),
        db,
        fetchJson: () => Promise.reject(new Error('nobody is asked here')),
        limitsFile: null,
        baseUrl: null,
        log: { info() {}, warn() {} },
      });
      return gate;
    },
  });
  const { db } = edge.database;
  const { rows } = await db.query<{ id: number }>(`insert into accounts (name) values ('Acme') returning id`);
  account = rows[0]?.id as number;
  key = (await createKey(db, newKey(account), 'cli:test')).key;
});
afterAll(() => edge.stop());

const newKey = (accountId: number): Parameters<typeof createKey>[1] => ({
  accountId,
  name: 'test',
  environment: 'test',
  kind: 'k',
});
const licenceOf = async (path: string, by: string | null = key) => {
  const answer = await fetch(`${edge.url}${path}`, { headers: by ? { authorization: `Bearer ${by}` } : {} });
  await answer.arrayBuffer();
  const link = answer.headers.get('link') ?? '';
  return /<([^>]*)>; rel="license"/.exec(link)?.[1]?.replace(edge.url, '');
};
const LIST = '/advisories/api/v1/advisories';
const REGISTRIES = '/api/v1/ecosystems';

test('is CC-BY-SA-4.0 for everybody, and another one within five seconds of an agreement about some datasets', async () => {
  expect(await licenceOf(LIST, null)).toBe('/licences/CC-BY-SA-4.0');
  expect(await licenceOf(LIST)).toBe('/licences/CC-BY-SA-4.0');
  const { db } = edge.database;
  const some = await grantLicence(db, { accountId: account, spdx: 'CC0-1.0', scope: ['adv*'] }, 'cli:test');
  await expect.poll(() => licenceOf(LIST), { timeout: 5_000 }).toBe('/licences/CC0-1.0');
  expect(await licenceOf(REGISTRIES)).toBe('/licences/CC-BY-SA-4.0');
  // Answers that are kept in memory are given to others under theirs.
  expect(await licenceOf(LIST, null)).toBe('/licences/CC-BY-SA-4.0');

  const all = await grantLicence(
    db,
    { accountId: account, spdx: 'LicenseRef-Acme', agreementUrl: 'https://example.org/acme' },
    'cli:test',
  );
  await expect.poll(() => licenceOf(REGISTRIES), { timeout: 5_000 }).toBe('https://example.org/acme');
  expect(await licenceOf(LIST)).toBe('https://example.org/acme');

  await endLicence(db, all.id, 'cli:test');
  await expect.poll(() => licenceOf(REGISTRIES), { timeout: 5_000 }).toBe('/licences/CC-BY-SA-4.0');
  expect(await licenceOf(LIST)).toBe('/licences/CC0-1.0');
  await endLicence(db, some.id, 'cli:test');
  await expect.poll(() => licenceOf(LIST), { timeout: 5_000 }).toBe('/licences/CC-BY-SA-4.0');
});

test('ends by itself at its time', async () => {
  const { db } = edge.database;
  const validTo = new Date(Date.now() + 2_000);
  await grantLicence(db, { accountId: account, spdx: 'CC0-1.0', validTo }, 'cli:test');
  await expect.poll(() => licenceOf(REGISTRIES), { timeout: 1_500, interval: 20 }).toBe('/licences/CC0-1.0');
  await expect.poll(() => licenceOf(REGISTRIES), { timeout: 5_000 }).toBe('/licences/CC-BY-SA-4.0');
  expect(Date.now()).toBeGreaterThanOrEqual(validTo.getTime());
});

test('stands in the feeds', async () => {
  const feed = async (by: string | null) =>
    (
      await fetch(`${edge.url}/advisories/api/v1/advisories/feed.atom`, {
        headers: by ? { authorization: `Bearer ${by}` } : {},
      })
    ).text();
  const { db } = edge.database;
  await grantLicence(db, { accountId: account, spdx: 'CC0-1.0', scope: ['advisories'] }, 'cli:test');
  await expect.poll(() => feed(key), { timeout: 5_000 }).toContain(`href="${edge.url}/licences/CC0-1.0"`);
  expect(await feed(null)).toContain(`href="${edge.url}/licences/CC-BY-SA-4.0"`);
});

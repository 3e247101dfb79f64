import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/databases.ts';
import { hashKey, readKey } from '../core/api-key.ts';
import {
  createKey,
  findKey,
  listKeys,
  type NewKey,
  revokeByHash,
  revokeKey,
  rotateKey,
  touchLastUsed,
} from './api-keys.ts';
import { readAudit } from './audit.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const newAccount = async (status = 'active') => {
  const { rows } = await database.db.query<{ id: number }>({
    text: `insert into accounts (name, status) values ('Example', $1) returning id`,
    values: [status],
  });
  return rows[0]?.id ?? 0;
};
const wanted = (accountId: number, more: Partial<NewKey> = {}): NewKey => ({
  accountId,
  name: 'server',
  environment: 'live',
  kind: 'k',
  ...more,
});
const actions = async (accountId: number) =>
  (await readAudit(database.db, { accountId })).map(({ action, target }) => `${action} ${target}`);

test('a key is given once and kept as its hash', async () => {
  const account = await newAccount();
  const { key, stored } = await createKey(
    database.db,
    wanted(account, {
      scopes: ['read:public', 'admin'],
      ipCidrs: ['192.0.2.0/24', '2001:db8::1'],
      hourlyLimit: 100,
    }),
    'user:1',
  );
  expect(readKey(key)).toMatchObject({ environment: 'live', kind: 'k', last4: stored.last4 });
  expect(stored).toMatchObject({
    accountId: account,
    name: 'server',
    scopes: ['read:public', 'admin'],
    ipCidrs: ['192.0.2.0/24', '2001:db8::1/128'],
    hourlyLimit: 100,
    expiresAt: null,
    revokedAt: null,
    privacy: 'normal',
    lastUsedAt: null,
  });
  const { rows } = await database.db.query<{ row: string; hash: Buffer }>({
    text: 'select k::text as row, hash from api_keys k where id = $1',
    values: [stored.id],
  });
  expect(rows[0]?.hash).toEqual(hashKey(key));
  expect(rows[0]?.row).not.toContain(key.slice(10, 30));
  const [entry] = await readAudit(database.db, { accountId: account });
  expect(entry).toMatchObject({ actor: 'user:1', action: 'key.create', target: `key:${stored.id}` });
  expect(JSON.stringify(entry)).not.toContain(key.slice(10, 30));
  expect(await findKey(database.db, stored.id, account)).toEqual(stored);
  expect(await findKey(database.db, stored.id, account + 1)).toBeNull();
});

describe('what no key can be', () => {
  test.each([
    ['name', { name: ' ' }],
    ['name', { name: 'x'.repeat(101) }],
    ['name', { name: 'a\u0000b' }],
    ['kind', { kind: 'x' as never }],
    ['environment', { environment: 'prod' as never }],
    ['scopes', { scopes: [] }],
    ['scopes', { scopes: ['root' as never] }],
    ['scopes', { scopes: ['admin', 'admin'] as const }],
    ['scopes', { kind: 'r' as const, scopes: ['read:public', 'admin'] as const }],
    ['ip_cidrs', { ipCidrs: ['192.0.2.1/24'] }],
    ['ip_cidrs', { ipCidrs: ["'; drop table api_keys"] }],
    ['hourly_limit', { hourlyLimit: 0 }],
    ['hourly_limit', { hourlyLimit: 1.5 }],
    ['expires_in_days', { expiresAt: new Date(0) }],
    ['expires_in_days', { expiresAt: new Date(Number.NaN) }],
  ])('%s %j', async (field, more) => {
    const account = await newAccount();
    await expect(createKey(database.db, wanted(account, more), 'user:1')).rejects.toMatchObject({ field });
    expect(await listKeys(database.db, account)).toEqual([]);
  });

  test('one of an account that is not there, deleted or suspended, or has a hundred', async () => {
    await expect(createKey(database.db, wanted(1e6), 'x')).rejects.toThrow('no such account');
    await expect(createKey(database.db, wanted(await newAccount('deleted')), 'x')).rejects.toThrow(
      'no such account',
    );
    await expect(createKey(database.db, wanted(await newAccount('suspended')), 'x')).rejects.toThrow(
      'suspended',
    );
    const account = await newAccount();
    for (let i = 0; i < 100; i++) await createKey(database.db, wanted(account), 'x');
    await expect(createKey(database.db, wanted(account), 'x')).rejects.toThrow('at most 100 keys');
    // One for another is no more.
    const [key] = await listKeys(database.db, account);
    await rotateKey(database.db, { id: key?.id ?? 0, graceSeconds: 0 }, 'x');
  });
});

describe('rotation', () => {
  test('gives a new key, and the old one an end', async () => {
    const account = await newAccount();
    const { key, stored } = await createKey(
      database.db,
      wanted(account, {
        scopes: ['read:events'],
        ipCidrs: ['192.0.2.0/24'],
        expiresAt: new Date(Date.now() + 864e5),
      }),
      'x',
    );
    const rotated = await rotateKey(
      database.db,
      { id: stored.id, accountId: account, graceSeconds: 3600 },
      'user:2',
    );
    expect(rotated.key).not.toBe(key);
    expect(rotated.stored).toMatchObject({
      scopes: ['read:events'],
      ipCidrs: ['192.0.2.0/24'],
      name: 'server',
    });
    const hours = (iso: string | null) => Math.round((Date.parse(iso ?? '') - Date.now()) / 36e5);
    expect([hours(rotated.stored.expiresAt), hours(rotated.replaced.expiresAt)]).toEqual([24, 1]);
    expect(rotated.replaced.replacedBy).toBe(rotated.stored.id);
    expect(await actions(account)).toEqual([`key.rotate key:${stored.id}`, `key.create key:${stored.id}`]);
  });

  test('lengthens no life, and happens once', async () => {
    const account = await newAccount();
    const end = new Date(Date.now() + 60_000);
    const { stored } = await createKey(database.db, wanted(account, { expiresAt: end }), 'x');
    const twice = await Promise.allSettled(
      [0, 1].map(() => rotateKey(database.db, { id: stored.id, graceSeconds: 86_400 }, 'x')),
    );
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await findKey(database.db, stored.id))?.expiresAt).toBe(end.toISOString());
    expect(await listKeys(database.db, account)).toHaveLength(2);
  });

  test("is refused for others' keys, and for a grace of years", async () => {
    const account = await newAccount();
    const { stored } = await createKey(database.db, wanted(account), 'x');
    const rotate = (accountId: number, graceSeconds: number) =>
      rotateKey(database.db, { id: stored.id, accountId, graceSeconds }, 'x');
    await expect(rotate(account + 1, 0)).rejects.toThrow('no such key');
    await expect(rotate(account, 1e9)).rejects.toMatchObject({ field: 'grace_seconds' });
    await expect(rotate(account, -1)).rejects.toMatchObject({ field: 'grace_seconds' });
  });
});

describe('revocation', () => {
  test('happens once, however often and by whomever', async () => {
    const account = await newAccount();
    const { key, stored } = await createKey(database.db, wanted(account), 'x');
    const all = await Promise.all([
      revokeKey(database.db, { id: stored.id, accountId: account, reason: 'lost' }, 'user:1'),
      revokeByHash(database.db, hashKey(key), 'reported', 'system'),
      revokeKey(database.db, { id: stored.id, reason: 'again' }, 'user:1'),
    ]);
    // Whoever reports it hears of it only where it was still good.
    const moments = all.flatMap(one => (one === null ? [] : [one.revokedAt]));
    expect(new Set(moments).size).toBe(1);
    expect(await revokeByHash(database.db, hashKey(key), 'reported', 'system')).toBeNull();
    expect((await actions(account)).filter(action => action.startsWith('key.revoke'))).toHaveLength(1);
    await expect(rotateKey(database.db, { id: stored.id, graceSeconds: 0 }, 'x')).rejects.toThrow('revoked');
  });

  test('of what there is not', async () => {
    expect(await revokeByHash(database.db, hashKey('eco_live_k_x'), 'reported', 'system')).toBeNull();
    await expect(revokeKey(database.db, { id: 1e6, reason: '' }, 'x')).rejects.toThrow('no such key');
  });
});

test('the last use moves forward, and is no change of policy', async () => {
  const account = await newAccount();
  const { stored } = await createKey(database.db, wanted(account), 'x');
  const changes = async () =>
    (await database.db.query<{ n: number }>('select count(*) as n from policy_changes')).rows[0]?.n;
  const before = await changes();
  const [early, late] = [new Date('2026-01-01T00:00:00Z'), new Date('2026-01-02T00:00:00Z')];
  await touchLastUsed(database.db, [{ keyId: stored.id, at: late }]);
  await touchLastUsed(database.db, [{ keyId: stored.id, at: early }]);
  await touchLastUsed(database.db, []);
  expect((await findKey(database.db, stored.id))?.lastUsedAt).toBe(late.toISOString());
  expect(await changes()).toBe(before);
  await revokeKey(database.db, { id: stored.id, reason: '' }, 'x');
  expect(await changes()).toBe((before ?? 0) + 1);
});

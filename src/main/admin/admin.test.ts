/** What an operator changes, on a real database: what becomes of it, what is refused, and that every change is in the audit log. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/databases.ts';
import { noBilling } from '../../../test/request-context.ts';
import type { Administration } from '../../core/administration.ts';
import { readKey } from '../../core/api-key.ts';
import { readPolicySettings } from '../../core/policy-settings.ts';
import { createQueue, migrateQueue } from '../../pipeline/jobs.ts';
import { isOperator } from '../../store/operators.ts';
import { seedRegistries } from '../../store/registries.ts';
import { createAdministration } from './index.ts';

let database: TestDatabase;
let admin: Administration;
const ACTOR = 'cli:tester';

beforeAll(async () => {
  database = await createTestDatabase();
  await migrateQueue(database.db);
});
afterAll(() => database.drop());
beforeEach(() => {
  admin = createAdministration(
    { db: database.db, keyEnvironment: 'test', billing: noBilling, policy: readPolicySettings({}) },
    ACTOR,
  );
});

/** The newest entries of the log, newest first. */
const logged = async (limit: number) =>
  (await admin.audit.list({ limit })).map(({ actor, action, target }) => [actor, action, target]);

describe('accounts', () => {
  it('are made, found by number and name, suspended and resumed', async () => {
    const { id } = await admin.accounts.create({ name: 'Example Org', email: 'billing@example.org' });
    expect(await admin.accounts.find('example org')).toMatchObject({ id, plan: 'free', members: 0, keys: 0 });
    expect((await admin.accounts.find(String(id))).name).toBe('Example Org');
    await expect(admin.accounts.suspend(id, ' ')).rejects.toMatchObject({ field: 'reason' });
    expect(await admin.accounts.suspend(id, 'unpaid')).toMatchObject({
      status: 'suspended',
      suspendReason: 'unpaid',
    });
    await expect(admin.accounts.suspend(id, 'again')).rejects.toThrow('suspended already');
    expect(await admin.accounts.resume(id)).toMatchObject({ status: 'active', suspendReason: null });
    expect(await logged(3)).toEqual([
      [ACTOR, 'account.resume', `account:${id}`],
      [ACTOR, 'account.suspend', `account:${id}`],
      [ACTOR, 'account.create', `account:${id}`],
    ]);
    await admin.accounts.remove(id);
    await expect(admin.accounts.find('Example Org')).rejects.toThrow('no such account');
    await expect(admin.accounts.resume(id)).rejects.toThrow('deleted');
    await expect(admin.accounts.find('999999')).rejects.toThrow('no such account');
  });

  it('of one name are told apart by their number', async () => {
    await admin.accounts.create({ name: 'Twins' });
    await admin.accounts.create({ name: 'twins' });
    await expect(admin.accounts.find('TWINS')).rejects.toThrow('give the number');
  });

  it('are listed newest first, filtered, and on from a row', async () => {
    const made = [];
    for (const name of ['List A', 'List B', 'List C']) made.push((await admin.accounts.create({ name })).id);
    const ids = async (filter: object) =>
      (await admin.accounts.list({ query: 'list', ...filter })).map(({ id }) => id);
    expect(await ids({})).toEqual(made.toReversed());
    expect(await ids({ limit: 2 })).toEqual(made.toReversed().slice(0, 2));
    expect(await ids({ before: made[1] })).toEqual([made[0]]);
    expect(await ids({ status: 'suspended' })).toEqual([]);
    // Text is text, not a pattern.
    expect(await ids({ query: '%' })).toEqual([]);
  });

  it('may have limits of their own, that make sense over those of their plan', async () => {
    const { id } = await admin.accounts.create({ name: 'Contract' });
    expect(await admin.accounts.setLimits(id, { hourly: 1_000_000, burst: null })).toMatchObject({
      limits: { hourly: 1_000_000, burst: null },
    });
    await expect(admin.accounts.setLimits(id, { hourly: -1 })).rejects.toMatchObject({
      field: 'limits.hourly',
    });
    await expect(admin.accounts.setLimits(id, { speed: 1 })).rejects.toMatchObject({ field: 'limits.speed' });
    expect((await admin.accounts.setLimits(id, null)).limits).toBeNull();
    expect(
      (await admin.audit.list({ accountId: id, action: 'account.limits' })).map(({ detail }) => detail),
    ).toEqual([
      { from: { hourly: 1_000_000, burst: null }, to: null },
      { from: null, to: { hourly: 1_000_000, burst: null } },
    ]);
  });
});

describe('keys', () => {
  it('are made for any account, rotated and revoked, and the log never holds one', async () => {
    const { id } = await admin.accounts.create({ name: 'Keys' });
    const made = await admin.keys.create(id, { name: 'ci', scopes: ['read:events'], expiresInDays: 30 });
    expect(readKey(made.key)?.environment).toBe('test');
    expect(Math.round((Date.parse(made.expiresAt as string) - Date.now()) / 86_400_000)).toBe(30);
    const next = await admin.keys.rotate(made.id, 60);
    await admin.keys.revoke(next.id, 'done');
    expect((await admin.keys.list(id)).map(key => [key.id, key.revokeReason, key.replacedBy])).toEqual([
      [next.id, 'done', null],
      [made.id, null, next.id],
    ]);
    const log = JSON.stringify(await admin.audit.list({ accountId: id }));
    for (const { key } of [made, next]) expect(log).not.toContain(key.slice(11));
    for (const wrong of [
      { kind: 'x' },
      { scopes: ['everything'] },
      { privacy: 'some' },
      { expiresInDays: 0 },
    ])
      await expect(admin.keys.create(id, { name: 'x', ...wrong })).rejects.toMatchObject({ code: 'input' });
  });
});

describe('operators', () => {
  it('are made before they have ever signed in, and unmade', async () => {
    const user = await admin.users.promote('First@example.org', true);
    expect(await isOperator(database.db, user.id)).toBe(true);
    expect((await admin.users.list({ operators: true })).map(({ email }) => email)).toEqual([
      'First@example.org',
    ]);
    await admin.users.promote('first@example.org', true);
    await admin.users.promote('first@EXAMPLE.org', false);
    expect(await isOperator(database.db, user.id)).toBe(false);
    expect((await logged(2)).map(([, action]) => action)).toEqual(['user.demote', 'user.promote']);
    await expect(admin.users.promote('nobody@example.org', false)).rejects.toThrow('no such user');
    await expect(admin.users.promote('nobody', true)).rejects.toMatchObject({ field: 'email' });
  });
});

describe('limits', () => {
  const hourly = async (name: string) => {
    const row = (await admin.limits.list()).find(of => of.name === name);
    return [row?.hourly, row?.source];
  };

  it('are changed in part, keep the ladder, and go back to what they were', async () => {
    expect(await hourly('free')).toEqual([15_000, 'program']);
    await admin.limits.set('free', { hourly: 20_000 });
    await admin.limits.set('free', { daily: 250_000 });
    expect((await admin.limits.list()).find(({ name }) => name === 'free')).toMatchObject({
      hourly: 20_000,
      daily: 250_000,
      concurrency: 16,
      source: 'database',
    });
    // Those who pay for more get more: 60,000 an hour.
    await expect(admin.limits.set('free', { hourly: 60_000 })).rejects.toMatchObject({
      field: 'limits.develop.hourly',
    });
    await expect(admin.limits.set('Not A Name', { hourly: 1 })).rejects.toMatchObject({ code: 'input' });
    expect(await admin.limits.reset('free')).toBe(true);
    expect(await admin.limits.reset('free')).toBe(false);
    expect(await hourly('free')).toEqual([15_000, 'program']);
    await expect(admin.limits.reset('nothing')).rejects.toThrow('no such limits');
    expect((await logged(3)).map(([, action]) => action)).toEqual([
      'limits.reset',
      'limits.set',
      'limits.set',
    ]);
  });

  it('of a file are checked without changing anything', async () => {
    const checked = await admin.limits.check({ policies: { anonymous: { hourly: 500 } } });
    expect(checked.find(({ name }) => name === 'anonymous')).toMatchObject({ hourly: 500, source: 'file' });
    expect(await hourly('anonymous')).toEqual([1_500, 'program']);
    await expect(admin.limits.check({ policies: { anonymous: { hourly: 'many' } } })).rejects.toThrow(
      'anonymous.hourly',
    );
    await expect(admin.limits.check({ anonymous: {} })).rejects.toThrow('anonymous is not known');
    await expect(admin.limits.check('text')).rejects.toMatchObject({ code: 'input' });
  });
});

describe('plans and licences', () => {
  it('are changed field by field, and a new plan is offered to nobody', async () => {
    const made = await admin.plans.set('campus', { name: 'Campus', policy: 'develop', priceCents: 5_000 });
    expect(made).toMatchObject({ public: false, currency: 'USD', period: 'month' });
    expect(await admin.plans.set('campus', { priceCents: 6_000 })).toMatchObject({
      name: 'Campus',
      priceCents: 6_000,
    });
    await expect(admin.plans.set('campus', { currency: 'dollars' })).rejects.toMatchObject({
      field: 'currency',
    });
  });

  it('are granted and ended', async () => {
    const { id } = await admin.accounts.create({ name: 'Licensee' });
    const grant = await admin.licences.grant({ accountId: id, spdx: 'CC0-1.0' });
    expect((await admin.accounts.show(id)).licences).toMatchObject([
      { id: grant.id, spdx: 'CC0-1.0', validTo: null },
    ]);
    expect((await admin.licences.end(grant.id)).validTo).not.toBeNull();
    await expect(admin.licences.end(grant.id)).rejects.toThrow('no such licence');
  });
});

describe('plans', () => {
  it('have limits that there are', async () => {
    await expect(admin.plans.set('team', { policy: 'nothing' })).rejects.toMatchObject({ field: 'policy' });
    await admin.limits.set('special', { hourly: 20_000 });
    expect(await admin.plans.set('team', { policy: 'special' })).toMatchObject({ policy: 'special' });
    await expect(admin.limits.reset('special')).rejects.toMatchObject({ field: 'name', status: 422 });
    await admin.plans.set('team', { policy: 'develop' });
    expect(await admin.limits.reset('special')).toBe(true);
  });

  it('are not given until a day that is over', async () => {
    const { id } = await admin.accounts.create({ name: 'Late' });
    await expect(admin.accounts.setPlan(id, 'scale', new Date('2020-01-01'))).rejects.toMatchObject({
      field: 'until',
    });
  });
});

describe('lists', () => {
  it('by a status that there is none of are refused by name', async () => {
    for (const list of [
      admin.accounts.list({ status: 'gone' }),
      admin.invoices.list({ status: 'gone' as never }),
      admin.webhooks.list({ status: 'gone' }),
    ])
      await expect(list).rejects.toMatchObject({ field: 'status' });
  });
});

describe('jobs', () => {
  it('that were given up are queued again or removed', async () => {
    const queue = createQueue(database.db);
    const job = { task: 'test', payload: {}, lane: 'feed', maxAttempts: 1 } as const;
    await queue.enqueue([
      { ...job, key: 'a' },
      { ...job, key: 'b' },
    ]);
    await database.db.query(
      `update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'failed', updated_at = now() - interval '40 days'`,
    );
    const dead = await admin.jobs.dead(10);
    expect(dead.map(({ key, error }) => [key, error])).toEqual([
      ['b', 'failed'],
      ['a', 'failed'],
    ]);
    const [second, first] = dead.map(({ id }) => id) as [number, number];
    expect(await admin.jobs.retry([first])).toBe(1);
    expect(await admin.jobs.prune(60)).toBe(0);
    expect(await admin.jobs.prune(30)).toBe(1);
    expect(await admin.jobs.dead(10)).toEqual([]);
    await expect(admin.jobs.retry([second])).rejects.toThrow('no such dead job');
    expect(await admin.jobs.retry(null)).toBe(0);
    expect(await logged(2)).toEqual([
      [ACTOR, 'jobs.prune', 'jobs'],
      [ACTOR, 'jobs.retry', `job:${first}`],
    ]);
  });

  it('are dropped by their numbers, and none that still has attempts', async () => {
    const queue = createQueue(database.db);
    const job = { task: 'test', payload: {}, lane: 'feed', maxAttempts: 1 } as const;
    await queue.enqueue(['c', 'd', 'e'].map(key => ({ ...job, key })));
    await database.db.query(
      `update graphile_worker._private_jobs set attempts = max_attempts where key in ('c', 'd')`,
    );
    const ids = (await admin.jobs.dead(10)).map(({ id }) => id);
    const { rows } = await database.db.query<{ id: number }>(
      `select id from graphile_worker._private_jobs where key = 'e'`,
    );
    await expect(admin.jobs.drop([rows[0]?.id as number])).rejects.toThrow('no such dead job');
    expect(await admin.jobs.drop([...ids, rows[0]?.id as number])).toBe(2);
    expect(await admin.jobs.dead(10)).toEqual([]);
    const [entry] = await admin.audit.list({ action: 'jobs.drop' });
    expect(entry?.detail).toEqual({ ids: [...ids, rows[0]?.id], count: 2 });
  });
});

describe('tombstones', () => {
  it('are listed in order, go on from a row, and are lifted', async () => {
    const { db } = database;
    const seed = { ecosystem: 'npm', purlType: 'npm', isDefault: false, version: null, github: null };
    const rest = { requestsPerSecond: null, metadata: {}, dependencyKinds: [] };
    const names = ['one.example', 'two.example'];
    await seedRegistries(
      db,
      names.map(name => ({ ...seed, ...rest, name, url: `https://${name}` })),
    );
    await db.query(`insert into tombstones (registry_id, kind, key, reason)
      select id, 'package', key, 'asked' from registries, unnest(array['a', 'b']) as key where name like '%.example'`);
    const all = await admin.tombstones.list({});
    expect(all.map(({ registry, key }) => [registry, key])).toEqual([
      ['one.example', 'a'],
      ['one.example', 'b'],
      ['two.example', 'a'],
      ['two.example', 'b'],
    ]);
    const { tombstoneCursor } = await import('../../store/tombstones.ts');
    expect(await admin.tombstones.list({ after: tombstoneCursor(all[1] as never) })).toEqual(all.slice(2));
    await admin.tombstones.lift({ registry: 'one.example', kind: 'package', key: 'a' });
    expect(await admin.tombstones.list({ registry: 'one.example' })).toHaveLength(1);
    await expect(
      admin.tombstones.lift({ registry: 'one.example', kind: 'package', key: 'a' }),
    ).rejects.toThrow('no such tombstone');
    expect(await logged(1)).toEqual([[ACTOR, 'tombstone.lift', 'tombstone:one.example/package/a']]);
  });
});

describe('the audit log', () => {
  it('is filtered by all that it says', async () => {
    const { id } = await admin.accounts.create({ name: 'Audited' });
    await admin.accounts.suspend(id, 'x');
    const actions = async (filter: object) => (await admin.audit.list(filter)).map(({ action }) => action);
    expect(await actions({ accountId: id })).toEqual(['account.suspend', 'account.create']);
    expect(await actions({ accountId: id, action: 'account.create' })).toEqual(['account.create']);
    expect(await actions({ target: `account:${id}`, actor: 'nobody' })).toEqual([]);
    const [newest] = await admin.audit.list({ accountId: id });
    expect(await actions({ accountId: id, before: newest?.id })).toEqual(['account.create']);
  });
});

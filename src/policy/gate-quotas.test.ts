/** The gate over a real database: quotas that are shared, and limits that are changed while it runs. */
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Caller } from '../core/access.ts';
import { limitsFile } from '../main/limits-file.ts';
import type { Database } from '../store/database.ts';
import { type GateWorld, head, startGateWorld, within, withKey } from './fixtures/gates.ts';
import type { OpenGate } from './index.ts';

let world: GateWorld;
beforeAll(async () => {
  world = await startGateWorld();
});
afterEach(() => world.closeGates());
afterAll(() => world.stop());

describe('quotas', () => {
  const hourLeft = (gate: OpenGate, caller: Caller) =>
    gate.standing(caller).policies.find(({ name }) => name === 'hour')?.remaining;

  test('keys of one account share it; a key may have a part of its own', async () => {
    const account = await world.newAccount({ limits: { hourly: 100 } });
    const [one, two] = [await world.newKey(account), await world.newKey(account, { hourlyLimit: 10 })];
    const gate = await world.open();
    const [first, second] = [await gate.identify(withKey(one.key)), await gate.identify(withKey(two.key))];
    expect(gate.pass(first, 60).denied).toBe(false);
    expect(gate.pass(second, 41)).toMatchObject({ denied: true, violated: ['hour', 'key'] });
    expect(gate.pass(second, 10).denied).toBe(false);
    expect(gate.pass(second, 1)).toMatchObject({ denied: true, violated: ['key'] });
    expect(hourLeft(gate, first)).toBe(30);
    expect(gate.standing(second).policies.find(({ name }) => name === 'key')).toMatchObject({
      limit: 10,
      remaining: 0,
    });
  });

  describe.each(['postgres', 'redis'])('kept in %s', store => {
    // Keys of this run alone.
    const prefix = `ecosystems:test:${process.pid}:${Date.now()}:`;
    const env = {
      ECOSYSTEMS_LIMITS_STORE: store === 'redis' ? 'redis://127.0.0.1:6379' : store,
      ECOSYSTEMS_LIMITS_REDIS_PREFIX: prefix,
    };
    afterAll(async () => {
      if (store !== 'redis') return;
      const client = await createClient({ url: 'redis://127.0.0.1:6379' }).connect();
      const keys = await client.keys(`${prefix}*`);
      // What was told lies under the prefix that was set.
      expect(keys.length).toBeGreaterThan(0);
      await client.del(keys);
      await client.close();
    });

    test('are one for several servers, and survive them', async () => {
      const account = await world.newAccount({ limits: { hourly: 1_000 } });
      const { key } = await world.newKey(account);
      const [a, b] = [await world.open(env), await world.open(env)];
      const [atA, atB] = [await a.identify(withKey(key)), await b.identify(withKey(key))];
      a.pass(atA, 400);
      b.pass(atB, 300);
      // Each hears at the next of its own requests; Redis may take a moment to be there.
      await within(5_000, async () => {
        for (const [gate, caller] of [
          [a, atA],
          [b, atB],
        ] as const) {
          gate.pass(caller, 0);
          await gate.flush();
        }
        expect([hourLeft(a, atA), hourLeft(b, atB)]).toEqual([300, 300]);
      });
      expect(b.pass(atB, 301)).toMatchObject({ denied: true });
      await world.closeGates();
      const c = await world.open(env);
      const atC = await c.identify(withKey(key));
      await within(5_000, async () => {
        c.pass(atC, 0);
        await c.flush();
        expect(hourLeft(c, atC)).toBe(300);
      });
    });
  });

  test('without the shared counters reads go on; writes of those who fail closed end after ten seconds', async () => {
    let now = Date.now();
    let away = true;
    const db: Database = {
      ...world.database.db,
      transaction: (fn, options) =>
        away ? Promise.reject(new Error('away')) : world.database.db.transaction(fn, options),
    };
    const { key } = await world.newKey(await world.newAccount());
    const gate = await world.open({ ECOSYSTEMS_LIMITS_STORE: 'postgres' }, { db, now: () => now });
    const keyed = await gate.identify(withKey(key));
    const anonymous = gate.recognise(head()) as Caller;
    const take = (caller: Caller, write: boolean) => {
      const ticket = gate.take(caller, 1, write);
      if (!ticket.denied) ticket.settle(1);
      return ticket;
    };
    expect(take(keyed, true).denied).toBe(false);
    await gate.flush();
    expect(take(keyed, true).denied).toBe(false);
    now += 11_000;
    expect(take(keyed, true)).toMatchObject({ denied: true, reason: 'unavailable' });
    expect([take(keyed, false).denied, take(anonymous, true).denied, take(anonymous, false).denied]).toEqual([
      false,
      false,
      false,
    ]);
    expect(gate.logged.filter(line => line.includes('shared counters'))).toHaveLength(1);
    away = false;
    await gate.flush();
    expect(take(keyed, true).denied).toBe(false);
    await gate.flush();
    // What was used meanwhile was told.
    const { rows } = await world.database.db.query<{ used: number }>({
      text: 'select hour_now + hour_before as used from limit_counters where subject = $1',
      values: [keyed.subject],
    });
    expect(rows[0]?.used).toBe(4);
  });

  test('many networks take no more memory than is set aside', async () => {
    const gate = await world.open({}, { maxSubjects: 1_000 });
    for (let i = 0; i < 5_000; i++) {
      gate.pass(
        gate.recognise(head({}, `2001:db8:${(i >> 8).toString(16)}:${(i & 255).toString(16)}::1`)) as Caller,
        1,
      );
    }
    expect(gate.stats().subjects).toBe(1_000);
  });
});

describe('the file of limits', () => {
  test('counts at once when it changes, and not at all when it is wrong', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ecosystems-limits-'));
    const path = join(folder, 'limits.yaml');
    /** As editors and Kubernetes do it: another file in its place. */
    const write = async (text: string) => {
      await writeFile(`${path}.new`, text);
      await rename(`${path}.new`, path);
    };
    await write('policies:\n  anonymous:\n    hourly: 1000\n');
    const gate = await world.open({}, { limitsFile: limitsFile(path, 50) });
    const limit = () =>
      gate.standing(gate.recognise(head()) as Caller).policies.find(({ name }) => name === 'hour')?.limit;
    expect(limit()).toBe(1_000);
    await write('{"policies": {"anonymous": {"hourly": 900}}}');
    await within(5_000, async () => expect(limit()).toBe(900));
    await write('policies:\n  anonymous:\n    hourly: 9000\n');
    await within(5_000, async () =>
      expect(gate.logged.join()).toContain('policies.contact.hourly (5000) must be more than'),
    );
    await write('policies: {anonymous: {hourly: [}}');
    await within(5_000, async () => expect(gate.logged.join()).toContain('limits.yaml is not valid'));
    expect(limit()).toBe(900);
    await write('policies: {anonymous: {hourly: 800}}');
    await within(5_000, async () => expect(limit()).toBe(800));
    await rm(folder, { recursive: true });
  }, 30_000);

  test('ends the start where it is wrong', async () => {
    const file = (document: unknown) => ({ read: async () => document, watch: () => () => {} });
    await expect(
      world.open({}, { limitsFile: file({ policies: { anonymous: { hourly: -1 } } }) }),
    ).rejects.toThrow('policies.anonymous.hourly');
    await expect(world.open({}, { limitsFile: file({ limits: {} }) })).rejects.toThrow('limits is not known');
  });
});

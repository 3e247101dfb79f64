import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { RequestHead } from '../core/limits.ts';
import { revokeKey, rotateKey } from '../store/api-keys.ts';
import type { Database } from '../store/database.ts';
import { type GateWorld, head, keep, startGateWorld, within, withKey } from './fixtures/gates.ts';

let world: GateWorld;
beforeAll(async () => {
  world = await startGateWorld();
});
afterEach(() => world.closeGates());
afterAll(() => world.stop());

describe('changes count within five seconds', () => {
  /** A database whose notifications are lost. */
  const deaf = (): Database => ({
    ...world.database.db,
    listen: () => ({ ready: Promise.resolve(), close: () => Promise.resolve() }),
  });

  test.each([
    ['heard at once', () => world.database.db, 1_500],
    ['read when notifications are lost', deaf, 5_000],
  ])(
    '%s: revocation, suspension, another plan, other limits',
    async (_, db, ms) => {
      const gate = await world.open({}, { db: db() });
      const [revoked, suspended, upgraded] = await Promise.all([
        world.newAccount(),
        world.newAccount(),
        world.newAccount(),
      ]);
      const keys = await Promise.all([revoked, suspended, upgraded].map(id => world.newKey(id)));
      const [first, second, third] = keys.map(({ key }) => withKey(key)) as [
        RequestHead,
        RequestHead,
        RequestHead,
      ];
      // Kept, and known on these connections.
      for (const known of [first, second, third]) await keep(gate, known);
      await revokeKey(world.database.db, { id: keys[0]?.stored.id ?? 0, reason: 'lost' }, 'test');
      await world.sql(`update accounts set status = 'suspended' where id = $1`, suspended);
      await world.sql(`update accounts set plan = 'scale' where id = $1`, upgraded);
      const took = await within(ms, async () => {
        await expect(gate.identify(first)).rejects.toThrow('revoked');
        await expect(gate.identify(second)).rejects.toThrow('suspended');
        expect((await gate.identify(third)).tier).toBe('scale');
      });
      expect(took).toBeLessThan(ms);
      await world.sql(`insert into limit_policies (name, document) values ('scale', '{"hourly": 400000}')`);
      await within(ms, async () => {
        const caller = await gate.identify(third);
        expect(gate.standing(caller).policies.find(({ name }) => name === 'hour')?.limit).toBe(400_000);
      });
      await world.sql('delete from limit_policies');
      // Limits that turn the ladder around are not used.
      await world.sql(`insert into limit_policies (name, document) values ('scale', '{"hourly": 10}')`);
      await within(ms, async () => expect(gate.logged.join()).toContain('limit_policies.scale.hourly'));
      await world.sql('delete from limit_policies');
    },
    30_000,
  );

  test('a change whose transaction began before others and ends after them is not missed', async () => {
    const gate = await world.open({}, { db: deaf() });
    const account = await world.newAccount();
    const { key } = await world.newKey(account);
    const known = withKey(key);
    await keep(gate, known);
    await world.database.db.transaction(async tx => {
      await tx.query({ text: `update accounts set status = 'suspended' where id = $1`, values: [account] });
      // Changes with higher numbers are read before this one is there.
      await world.newAccount();
      await gate.flush();
      expect((await keep(gate, known)).accountId).toBe(account);
    });
    await within(5_000, async () => {
      await expect(gate.identify(known)).rejects.toThrow('suspended');
    });
  }, 15_000);

  test('while changes can be neither heard nor read, keys are looked up again, and everybody else is let in', async () => {
    let away = false;
    const db = deaf();
    const gate = await world.open(
      {},
      {
        db: {
          ...db,
          query: ((query: never, values: never) =>
            away
              ? Promise.reject(Object.assign(new Error('away'), { code: 'unavailable' }))
              : world.database.db.query(query, values)) as Database['query'],
        },
      },
    );
    const { key } = await world.newKey(await world.newAccount());
    const known = withKey(key);
    await keep(gate, known);
    away = true;
    await within(5_000, async () => expect(gate.recognise(known)).toBeNull());
    await expect(gate.identify(known)).rejects.toMatchObject({ code: 'unavailable' });
    expect(gate.recognise(head())?.tier).toBe('anonymous');
    away = false;
    await within(5_000, async () => expect((await gate.identify(known)).kind).toBe('account'));
  }, 20_000);

  test('a rotated key works until its grace is over', async () => {
    const account = await world.newAccount();
    const { key, stored } = await world.newKey(account);
    const gate = await world.open();
    await gate.identify(withKey(key));
    const { key: next } = await rotateKey(world.database.db, { id: stored.id, graceSeconds: 2 }, 'test');
    expect((await gate.identify(withKey(next))).accountId).toBe(account);
    expect((await gate.identify(withKey(key))).accountId).toBe(account);
    await within(5_000, async () => {
      await expect(gate.identify(withKey(key))).rejects.toThrow('expired');
    });
  });

  test('a leaked key that is reported ends here at once', async () => {
    const { key } = await world.newKey(await world.newAccount());
    const gate = await world.open();
    await gate.identify(withKey(key));
    await gate.keyReports.report(key);
    await expect(gate.identify(withKey(key))).rejects.toThrow('revoked');
    await gate.keyReports.report(key);
    await gate.keyReports.report('nonsense');
  });
});

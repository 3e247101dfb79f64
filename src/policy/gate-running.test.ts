/** Requests at the same time, counted over several servers: in PostgreSQL and in Redis. */
import { createClient } from 'redis';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Caller } from '../core/access.ts';
import type { Ticket } from '../core/limits.ts';
import { type GateWorld, type OpenedGate, startGateWorld, within, withKey } from './fixtures/gates.ts';

const REDIS = 'redis://127.0.0.1:6379';
/** Keys of this run alone. */
const PREFIX = `ecosystems:test:${process.pid}:${Date.now()}:`;

let world: GateWorld;
beforeAll(async () => {
  world = await startGateWorld();
});
afterEach(() => world.closeGates());
afterAll(async () => {
  await world.stop();
  const client = await createClient({ url: REDIS }).connect();
  const keys = await client.keys(`${PREFIX}*`);
  if (keys.length > 0) await client.del(keys);
  await client.close();
});

describe.each(['postgres', 'redis'])('told in %s', store => {
  const env = {
    ECOSYSTEMS_LIMITS_STORE: store === 'redis' ? REDIS : store,
    ECOSYSTEMS_LIMITS_REDIS_PREFIX: PREFIX,
  };

  /** Servers, and one account that may have four requests at the same time. */
  const open = async (count: number) => {
    const account = await world.newAccount({ limits: { concurrency: 4 } });
    const { key } = await world.newKey(account);
    return Promise.all(
      Array.from({ length: count }, async () => {
        const gate = await world.open(env);
        // Redis may take a moment to be there.
        const caller = await gate.identify(withKey(key));
        await within(5_000, async () => {
          gate.pass(caller, 0);
          await gate.flush();
          const said = (text: string) => gate.logged.filter(line => line.includes(text)).length;
          expect(said('are there again')).toBe(said('counters of limits are away'));
        });
        return { gate, caller };
      }),
    );
  };
  const begin = ({ gate, caller }: { gate: OpenedGate; caller: Caller }): Ticket => {
    const ticket = gate.take(caller, 1);
    if (ticket.denied) throw new Error(`denied: ${ticket.violated}`);
    return ticket;
  };
  const inUse = ({ gate, caller }: { gate: OpenedGate; caller: Caller }) =>
    gate.standing(caller).concurrency.inUse;

  test('what goes on at one server counts at the others, until it ends', async () => {
    const [a, b] = await open(2);
    if (a === undefined || b === undefined) throw new Error('no servers');
    const running = [begin(a), begin(a), begin(a)];
    // Once for the time in which they began, and once for the time that they have run.
    await a.gate.flush();
    await a.gate.flush();
    // The first one is let in, and is how the other server comes to ask.
    const fourth = begin(b);
    await b.gate.flush();
    expect(inUse(b)).toBe(4);
    expect(b.gate.take(b.caller, 1)).toMatchObject({ denied: true, violated: ['concurrency'] });
    expect(b.gate.pass(b.caller, 1)).toMatchObject({ denied: true, violated: ['concurrency'] });
    for (const ticket of running) ticket.settle(1);
    await a.gate.flush();
    await b.gate.flush();
    expect(inUse(b)).toBe(1);
    begin(b).settle(1);
    fourth.settle(1);
  });

  test('a client that keeps to its limit with short requests is never refused, wherever they come', async () => {
    const servers = await open(2);
    for (let round = 0; round < 20; round++) {
      const [now, then] = round % 2 === 0 ? servers : servers.toReversed();
      if (now === undefined || then === undefined) throw new Error('no servers');
      // Four at this server while all is told, and then four at the other one.
      const four = [begin(now), begin(now), begin(now), begin(now)];
      await Promise.all(servers.map(({ gate }) => gate.flush()));
      for (const ticket of four) ticket.settle(1);
      const others = [begin(then), begin(then), begin(then), begin(then)];
      for (const ticket of others) ticket.settle(1);
      // The first tells that nothing runs, and hears what the other one tells.
      for (const { gate } of [now, then, now]) await gate.flush();
    }
  });

  test('a server that is closed holds nothing any more', async () => {
    const [a, b] = await open(2);
    if (a === undefined || b === undefined) throw new Error('no servers');
    for (let i = 0; i < 4; i++) begin(a);
    await a.gate.flush();
    await a.gate.flush();
    b.gate.pass(b.caller, 1);
    await b.gate.flush();
    expect(inUse(b)).toBe(4);
    await a.gate.close();
    b.gate.pass(b.caller, 1);
    await b.gate.flush();
    expect(inUse(b)).toBe(0);
  });
});

test('the lease of a server that died ends by itself', async () => {
  const account = await world.newAccount({ limits: { concurrency: 4 } });
  const { key } = await world.newKey(account);
  const gate = await world.open({ ECOSYSTEMS_LIMITS_STORE: 'postgres' });
  const caller = await gate.identify(withKey(key));
  const lease = (ends: string) =>
    world.sql(
      `insert into limit_running (subject, server, running, lease_until) values ($1, 'dead', 4, now() + $2::interval)
       on conflict (subject, server) do update set lease_until = excluded.lease_until`,
      caller.subject,
      ends,
    );
  await lease('5 seconds');
  gate.pass(caller, 1);
  await gate.flush();
  expect(gate.standing(caller).concurrency.inUse).toBe(4);
  await lease('-1 seconds');
  gate.pass(caller, 1);
  await gate.flush();
  expect(gate.standing(caller).concurrency.inUse).toBe(0);
});

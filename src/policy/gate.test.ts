/** The gate over a real database: keys and their changes, quotas that are shared, limits that are changed while it runs. */
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/databases.ts';
import { type OidcIssuer, startIssuer } from '../../test/oidc-issuer.ts';
import type { Caller } from '../core/access.ts';
import type { RequestHead } from '../core/limits.ts';
import { readPolicySettings } from '../core/policy-settings.ts';
import { limitsFile } from '../main/limits-file.ts';
import { createKey, type NewKey, revokeKey, rotateKey } from '../store/api-keys.ts';
import type { Database } from '../store/database.ts';
import { createGate, type GateOptions, type OpenGate } from './index.ts';

let database: TestDatabase;
const gates: OpenGate[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await Promise.all(gates.splice(0).map(gate => gate.close()));
});
afterAll(() => database.drop());

interface Opened extends OpenGate {
  logged: string[];
}

const open = async (env: Record<string, string> = {}, over: Partial<GateOptions> = {}): Promise<Opened> => {
  const logged: string[] = [];
  const settings = readPolicySettings({ ECOSYSTEMS_LIMITS_STORE: 'memory', ...env });
  const gate = await createGate({
    settings,
    db: database.db,
    fetchJson: async url => (await fetch(url)).json(),
    limitsFile: null,
    baseUrl: 'https://www.example.org',
    log: { info: message => logged.push(message), warn: message => logged.push(message) },
    ...over,
  });
  if (gate === null) throw new Error('no gate');
  gates.push(gate);
  return { ...gate, logged };
};

/** Every request on a connection of its own, unless one is given. */
const head = (
  headers: Record<string, string> = {},
  peer = '203.0.113.9',
  url = '/',
  socket?: object,
): RequestHead => ({
  headers: { 'user-agent': 'test-bot/1.0', ...headers },
  rawHeaders: Object.entries(headers).flat(),
  socket: (socket ?? { remoteAddress: peer }) as RequestHead['socket'],
  url,
});
const withKey = (key: string, peer?: string) => head({ authorization: `Bearer ${key}` }, peer);

const newAccount = async (more: { plan?: string; limits?: object } = {}) => {
  const { rows } = await database.db.query<{ id: number }>({
    text: `insert into accounts (name, plan, limits) values ('Example', $1, $2) returning id`,
    values: [more.plan ?? 'free', more.limits ?? null],
  });
  return rows[0]?.id ?? 0;
};
const newKey = (accountId: number, more: Partial<NewKey> = {}) =>
  createKey(database.db, { accountId, name: 'k', environment: 'live', kind: 'k', ...more }, 'test');
const sql = (text: string, ...values: unknown[]) => database.db.query({ text, values });

/** Waits for the check to pass. @returns milliseconds that it took. */
const within = async (ms: number, check: () => Promise<void>): Promise<number> => {
  const began = performance.now();
  for (;;) {
    try {
      await check();
      return performance.now() - began;
    } catch (error) {
      if (performance.now() - began > ms) throw error;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }
};

/** Identified, and kept: what was read while a change came in is not. */
const keep = async (gate: OpenGate, of: RequestHead): Promise<Caller> => {
  await within(5_000, async () => {
    await gate.identify(of);
    expect(gate.recognise(of)).not.toBeNull();
  });
  return gate.recognise(of) as Caller;
};

describe('who asks', () => {
  test('a key is its account, with the plan and licence of that; the second time without a look-up', async () => {
    const accountId = await newAccount({ plan: 'develop' });
    await sql(
      `insert into licences (account_id, spdx, valid_to) values ($1, 'CC0-1.0', now() + interval '1 day')`,
      accountId,
    );
    const { key, stored } = await newKey(accountId, { scopes: ['read:public', 'admin'], privacy: 'strict' });
    const gate = await open();
    expect(gate.recognise(withKey(key))).toBeNull();
    const caller = await keep(gate, withKey(key));
    expect(caller).toMatchObject({
      subject: `account:${accountId}`,
      kind: 'account',
      tier: 'develop',
      accountId,
      keyId: stored.id,
      priority: 1,
      scopes: ['read:public', 'admin'],
      privacy: 'strict',
      licence: { spdx: 'CC0-1.0', url: '/licences/CC0-1.0' },
    });
    expect(gate.recognise(withKey(key))).toBe(caller);
    for (const place of ['x-api-key', 'apikey']) expect(gate.recognise(head({ [place]: key }))).toBe(caller);
    await gate.flush();
    const { rows } = await database.db.query<{ used: boolean }>({
      text: `select last_used_at > now() - interval '1 minute' as used from api_keys where id = $1`,
      values: [stored.id],
    });
    expect(rows[0]?.used).toBe(true);
  });

  test('a wrong key is never passed over', async () => {
    const accountId = await newAccount();
    const { key } = await newKey(accountId);
    const { key: expired, stored } = await newKey(accountId);
    await sql(`update api_keys set expires_at = now() - interval '1 second' where id = $1`, stored.id);
    const { key: gone, stored: other } = await newKey(accountId);
    await revokeKey(database.db, { id: other.id, reason: '' }, 'test');
    const { key: unknown } = await newKey(await newAccount());
    await sql('delete from api_keys where last4 = $1', unknown.slice(-4));
    const gate = await open();
    const mistyped = `${key.slice(0, -8)}${key.at(-8) === 'a' ? 'b' : 'a'}${key.slice(-7)}`;
    for (const wrong of [mistyped, expired, gone, unknown, 'secret', `${key} `.repeat(2).trim()]) {
      await expect(gate.identify(withKey(wrong)), wrong).rejects.toMatchObject({ code: 'unauthorized' });
      // And again, from memory.
      await expect(gate.identify(withKey(wrong)), wrong).rejects.toMatchObject({ code: 'unauthorized' });
    }
  });

  test('a key only from where it may be used', async () => {
    const { key } = await newKey(await newAccount(), { ipCidrs: ['192.0.2.0/24', '2001:db8::/48'] });
    const gate = await open();
    await keep(gate, withKey(key, '192.0.2.77'));
    expect(gate.recognise(withKey(key, '2001:db8::1'))?.kind).toBe('account');
    for (const peer of ['198.51.100.1', '2001:db8:1::1']) {
      expect(() => gate.recognise(withKey(key, peer))).toThrow(
        expect.objectContaining({ code: 'forbidden' }),
      );
    }
  });

  test('one bucket for each network: saying who one is raises the ceiling, and gives no second one', async () => {
    const gate = await open();
    const ask = (fields: Record<string, string>) => gate.recognise(head(fields)) as Caller;
    const callers = [
      ask({}),
      ask({ from: 'me@example.org' }),
      ask({ 'user-agent': 'curl/8.5.0' }),
      gate.recognise(head({}, undefined, '/a?mailto=me@example.org')) as Caller,
    ];
    expect(callers.map(({ subject, tier }) => `${subject} ${tier}`)).toEqual([
      'prefix:203.0.113.9/32 anonymous',
      'prefix:203.0.113.9/32 contact',
      'prefix:203.0.113.9/32 anonymous',
      'prefix:203.0.113.9/32 contact',
    ]);
    expect(callers[2]?.notice).toContain('User-Agent');
    const [plain, contact, nameless] = callers as [Caller, Caller, Caller];
    const left = (caller: Caller) =>
      gate.standing(caller).policies.find(({ name }) => name === 'hour')?.remaining;
    expect([left(nameless), left(plain), left(contact)]).toEqual([375, 1_500, 5_000]);
    gate.pass(contact, 300);
    expect([left(nameless), left(plain), left(contact)]).toEqual([75, 1_200, 4_700]);
    expect((await open({ ECOSYSTEMS_POLICY: 'legacy' })).recognise(head())?.tier).toBe('anonymous');
    // A /64 is one subscriber.
    const network = (peer: string) => gate.recognise(head({}, peer))?.subject;
    expect(network('2001:db8:1:2:aaaa::1')).toBe(network('2001:db8:1:2:bbbb::2'));
  });

  test("on this machine the person's own requests have no limits, until they are to count", async () => {
    expect((await open()).recognise(head({}, '127.0.0.1'))?.tier).toBe('self');
    expect((await open()).recognise(head({ 'x-forwarded-for': '1.2.3.4' }, '127.0.0.1'))?.tier).toBe(
      'anonymous',
    );
    expect((await open({ ECOSYSTEMS_LIMITS_LOCAL: 'on' })).recognise(head({}, '127.0.0.1'))?.tier).toBe(
      'anonymous',
    );
  });

  test('keys in the address only where that is allowed', async () => {
    const { key } = await newKey(await newAccount());
    const url = `/a?x=1&apikey=${key}`;
    const strict = await open();
    expect(() => strict.recognise(head({}, undefined, url))).toThrow(
      expect.objectContaining({ field: 'apikey' }),
    );
    const lenient = await open({ ECOSYSTEMS_ALLOW_QUERY_KEYS: 'on' });
    expect((await lenient.identify(head({}, undefined, url))).kind).toBe('account');
    expect(lenient.withoutKey(url)).toBe('/a?x=1');
    expect(() => lenient.recognise(head({ apikey: 'other' }, undefined, url))).toThrow('two different');
  });

  test('what a connection sent before decides nothing about what it sends now', async () => {
    const [mine, others] = [await newKey(await newAccount()), await newKey(await newAccount())];
    const gate = await open();
    const socket = { remoteAddress: '203.0.113.9' };
    const on = (fields: Record<string, string>, url = '/') =>
      gate.identify(head(fields, undefined, url, socket));
    const first = await on({ authorization: `Bearer ${mine.key}` });
    expect((await on({ authorization: `Bearer ${others.key}` })).subject).not.toBe(first.subject);
    expect((await on({})).kind).toBe('prefix');
    await expect(on({ authorization: 'Bearer nonsense' })).rejects.toThrow();
    expect((await on({ authorization: `Bearer ${mine.key}` })).subject).toBe(first.subject);
    await expect(on({ authorization: `Bearer ${mine.key}`, apikey: others.key })).rejects.toThrow(
      'two different',
    );
    expect((await on({ from: 'me@example.org' })).tier).toBe('contact');
    expect((await on({})).tier).toBe('anonymous');
    expect((await on({}, '/?mailto=me@example.org')).tier).toBe('contact');
    expect((await on({})).tier).toBe('anonymous');
  });

  test('a job of a CI system is its repository', async () => {
    const issuer: OidcIssuer = await startIssuer();
    const gate = await open({ ECOSYSTEMS_OIDC_ISSUERS: issuer.url });
    const token = await issuer.token({ aud: 'https://www.example.org' });
    const caller = await gate.identify(withKey(token));
    expect(caller).toMatchObject({
      kind: 'ci',
      tier: 'free',
      subject: expect.stringContaining(':example/project'),
      accountId: null,
    });
    expect(gate.recognise(withKey(token))?.subject).toBe(caller.subject);
    await expect(gate.identify(withKey(await issuer.token({ aud: 'other' })))).rejects.toMatchObject({
      code: 'unauthorized',
    });
    await issuer.close();
  });

  test('whoever guesses keys is asked to stop, and nobody else', async () => {
    const { key } = await newKey(await newAccount());
    const gate = await open();
    const guess = async () => {
      const { key: made, stored } = await newKey(await newAccount());
      await sql('delete from api_keys where id = $1', stored.id);
      return made;
    };
    for (let i = 0; i < 30; i++)
      await expect(gate.identify(withKey(await guess()))).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(gate.identify(withKey(await guess()))).rejects.toMatchObject({ code: 'too-many-requests' });
    expect((await gate.identify(withKey(key, '198.51.100.1'))).kind).toBe('account');
  });
});

describe('changes count within five seconds', () => {
  /** A database whose notifications are lost. */
  const deaf = (): Database => ({
    ...database.db,
    listen: () => ({ ready: Promise.resolve(), close: () => Promise.resolve() }),
  });

  test.each([
    ['heard at once', () => database.db, 1_500],
    ['read when notifications are lost', deaf, 5_000],
  ])(
    '%s: revocation, suspension, another plan, other limits',
    async (_, db, ms) => {
      const gate = await open({}, { db: db() });
      const [revoked, suspended, upgraded] = await Promise.all([newAccount(), newAccount(), newAccount()]);
      const keys = await Promise.all([revoked, suspended, upgraded].map(id => newKey(id)));
      const [first, second, third] = keys.map(({ key }) => withKey(key)) as [
        RequestHead,
        RequestHead,
        RequestHead,
      ];
      // Kept, and known on these connections.
      for (const known of [first, second, third]) await keep(gate, known);
      await revokeKey(database.db, { id: keys[0]?.stored.id ?? 0, reason: 'lost' }, 'test');
      await sql(`update accounts set status = 'suspended' where id = $1`, suspended);
      await sql(`update accounts set plan = 'scale' where id = $1`, upgraded);
      const took = await within(ms, async () => {
        await expect(gate.identify(first)).rejects.toThrow('revoked');
        await expect(gate.identify(second)).rejects.toThrow('suspended');
        expect((await gate.identify(third)).tier).toBe('scale');
      });
      expect(took).toBeLessThan(ms);
      await sql(`insert into limit_policies (name, document) values ('scale', '{"hourly": 400000}')`);
      await within(ms, async () => {
        const caller = await gate.identify(third);
        expect(gate.standing(caller).policies.find(({ name }) => name === 'hour')?.limit).toBe(400_000);
      });
      await sql('delete from limit_policies');
      // Limits that turn the ladder around are not used.
      await sql(`insert into limit_policies (name, document) values ('scale', '{"hourly": 10}')`);
      await within(ms, async () => expect(gate.logged.join()).toContain('limit_policies.scale.hourly'));
      await sql('delete from limit_policies');
    },
    30_000,
  );

  test('a change whose transaction began before others and ends after them is not missed', async () => {
    const gate = await open({}, { db: deaf() });
    const account = await newAccount();
    const { key } = await newKey(account);
    const known = withKey(key);
    await keep(gate, known);
    await database.db.transaction(async tx => {
      await tx.query({ text: `update accounts set status = 'suspended' where id = $1`, values: [account] });
      // Changes with higher numbers are read before this one is there.
      await newAccount();
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
    const gate = await open(
      {},
      {
        db: {
          ...db,
          query: ((query: never, values: never) =>
            away
              ? Promise.reject(Object.assign(new Error('away'), { code: 'unavailable' }))
              : database.db.query(query, values)) as Database['query'],
        },
      },
    );
    const { key } = await newKey(await newAccount());
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
    const account = await newAccount();
    const { key, stored } = await newKey(account);
    const gate = await open();
    await gate.identify(withKey(key));
    const { key: next } = await rotateKey(database.db, { id: stored.id, graceSeconds: 2 }, 'test');
    expect((await gate.identify(withKey(next))).accountId).toBe(account);
    expect((await gate.identify(withKey(key))).accountId).toBe(account);
    await within(5_000, async () => {
      await expect(gate.identify(withKey(key))).rejects.toThrow('expired');
    });
  });

  test('a leaked key that is reported ends here at once', async () => {
    const { key } = await newKey(await newAccount());
    const gate = await open();
    await gate.identify(withKey(key));
    await gate.keyReports.report(key);
    await expect(gate.identify(withKey(key))).rejects.toThrow('revoked');
    await gate.keyReports.report(key);
    await gate.keyReports.report('nonsense');
  });
});

describe('quotas', () => {
  const hourLeft = (gate: OpenGate, caller: Caller) =>
    gate.standing(caller).policies.find(({ name }) => name === 'hour')?.remaining;

  test('keys of one account share it; a key may have a part of its own', async () => {
    const account = await newAccount({ limits: { hourly: 100 } });
    const [one, two] = [await newKey(account), await newKey(account, { hourlyLimit: 10 })];
    const gate = await open();
    const [first, second] = [await gate.identify(withKey(one.key)), await gate.identify(withKey(two.key))];
    expect(Array.isArray(gate.pass(first, 60))).toBe(true);
    expect(gate.pass(second, 41)).toMatchObject({ denied: true, violated: ['hour', 'key'] });
    expect(Array.isArray(gate.pass(second, 10))).toBe(true);
    expect(gate.pass(second, 1)).toMatchObject({ denied: true, violated: ['key'] });
    expect(hourLeft(gate, first)).toBe(30);
    expect(gate.standing(second).policies.find(({ name }) => name === 'key')).toMatchObject({
      limit: 10,
      remaining: 0,
    });
  });

  describe.each(['postgres', 'redis'])('kept in %s', store => {
    const env = { ECOSYSTEMS_LIMITS_STORE: store === 'redis' ? 'redis://127.0.0.1:6379' : store };
    afterAll(async () => {
      if (store !== 'redis') return;
      const client = await createClient({ url: 'redis://127.0.0.1:6379' }).connect();
      await client.del(subjects.map(subject => `ecosystems:limits:${subject}`));
      await client.close();
    });
    const subjects: string[] = [];

    test('are one for several servers, and survive them', async () => {
      // Accounts of other databases may have the same number in Redis.
      const { rows } = await database.db.query<{ id: number }>({
        text: `insert into accounts (id, name, limits) overriding system value values ($1, 'Shared', '{"hourly": 1000}') returning id`,
        values: [1_000_000 + Math.floor(Math.random() * 1e9)],
      });
      const account = rows[0]?.id ?? 0;
      subjects.push(`account:${account}`);
      const { key } = await newKey(account);
      const [a, b] = [await open(env), await open(env)];
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
      await a.close();
      await b.close();
      gates.splice(0);
      const c = await open(env);
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
      ...database.db,
      transaction: (fn, options) =>
        away ? Promise.reject(new Error('away')) : database.db.transaction(fn, options),
    };
    const { key } = await newKey(await newAccount());
    const gate = await open({ ECOSYSTEMS_LIMITS_STORE: 'postgres' }, { db, now: () => now });
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
    const { rows } = await database.db.query<{ used: number }>({
      text: 'select hour_now + hour_before as used from limit_counters where subject = $1',
      values: [keyed.subject],
    });
    expect(rows[0]?.used).toBe(4);
  });

  test('many networks take no more memory than is set aside', async () => {
    const gate = await open({}, { maxSubjects: 1_000 });
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
    const gate = await open({}, { limitsFile: limitsFile(path, 50) });
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
    await expect(open({}, { limitsFile: file({ policies: { anonymous: { hourly: -1 } } }) })).rejects.toThrow(
      'policies.anonymous.hourly',
    );
    await expect(open({}, { limitsFile: file({ limits: {} }) })).rejects.toThrow('limits is not known');
  });
});

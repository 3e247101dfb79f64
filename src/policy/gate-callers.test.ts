import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type OidcIssuer, startIssuer } from '../../test/oidc-issuer.ts';
import type { Caller } from '../core/access.ts';
import { revokeKey } from '../store/api-keys.ts';
import { type GateWorld, head, keep, startGateWorld, withKey } from './fixtures/gates.ts';

let world: GateWorld;
beforeAll(async () => {
  world = await startGateWorld();
});
afterEach(() => world.closeGates());
afterAll(() => world.stop());

describe('who asks', () => {
  test('a key is its account, with the plan and licence of that; the second time without a look-up', async () => {
    const accountId = await world.newAccount({ plan: 'develop' });
    await world.sql(
      `insert into licences (account_id, spdx, valid_to) values ($1, 'CC0-1.0', now() + interval '1 day')`,
      accountId,
    );
    const { key, stored } = await world.newKey(accountId, {
      scopes: ['read:public', 'admin'],
      privacy: 'strict',
    });
    const gate = await world.open();
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
    const { rows } = await world.database.db.query<{ used: boolean }>({
      text: `select last_used_at > now() - interval '1 minute' as used from api_keys where id = $1`,
      values: [stored.id],
    });
    expect(rows[0]?.used).toBe(true);
  });

  test('a wrong key is never passed over', async () => {
    const accountId = await world.newAccount();
    const { key } = await world.newKey(accountId);
    const { key: expired, stored } = await world.newKey(accountId);
    await world.sql(`update api_keys set expires_at = now() - interval '1 second' where id = $1`, stored.id);
    const { key: gone, stored: other } = await world.newKey(accountId);
    await revokeKey(world.database.db, { id: other.id, reason: '' }, 'test');
    const { key: unknown } = await world.newKey(await world.newAccount());
    await world.sql('delete from api_keys where last4 = $1', unknown.slice(-4));
    const gate = await world.open();
    const mistyped = `${key.slice(0, -8)}${key.at(-8) === 'a' ? 'b' : 'a'}${key.slice(-7)}`;
    for (const wrong of [mistyped, expired, gone, unknown, 'secret', `${key} `.repeat(2).trim()]) {
      await expect(gate.identify(withKey(wrong)), wrong).rejects.toMatchObject({ code: 'unauthorized' });
      // And again, from memory.
      await expect(gate.identify(withKey(wrong)), wrong).rejects.toMatchObject({ code: 'unauthorized' });
    }
  });

  test('a key only from where it may be used', async () => {
    const { key } = await world.newKey(await world.newAccount(), {
      ipCidrs: ['192.0.2.0/24', '2001:db8::/48'],
    });
    const gate = await world.open();
    await keep(gate, withKey(key, '192.0.2.77'));
    expect(gate.recognise(withKey(key, '2001:db8::1'))?.kind).toBe('account');
    for (const peer of ['198.51.100.1', '2001:db8:1::1']) {
      expect(() => gate.recognise(withKey(key, peer))).toThrow(
        expect.objectContaining({ code: 'forbidden' }),
      );
    }
  });

  test('one bucket for each network: saying who one is raises the ceiling, and gives no second one', async () => {
    const gate = await world.open();
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
    expect((await world.open({ ECOSYSTEMS_POLICY: 'legacy' })).recognise(head())?.tier).toBe('anonymous');
    // A /64 is one subscriber.
    const network = (peer: string) => gate.recognise(head({}, peer))?.subject;
    expect(network('2001:db8:1:2:aaaa::1')).toBe(network('2001:db8:1:2:bbbb::2'));
  });

  test("on this machine the person's own requests have no limits, until they are to count", async () => {
    expect((await world.open()).recognise(head({}, '127.0.0.1'))?.tier).toBe('self');
    expect((await world.open()).recognise(head({ 'x-forwarded-for': '1.2.3.4' }, '127.0.0.1'))?.tier).toBe(
      'anonymous',
    );
    expect((await world.open({ ECOSYSTEMS_LIMITS_LOCAL: 'on' })).recognise(head({}, '127.0.0.1'))?.tier).toBe(
      'anonymous',
    );
  });

  test('keys in the address only where that is allowed', async () => {
    const { key } = await world.newKey(await world.newAccount());
    const url = `/a?x=1&apikey=${key}`;
    const strict = await world.open();
    expect(() => strict.recognise(head({}, undefined, url))).toThrow(
      expect.objectContaining({ field: 'apikey' }),
    );
    const lenient = await world.open({ ECOSYSTEMS_ALLOW_QUERY_KEYS: 'on' });
    expect((await lenient.identify(head({}, undefined, url))).kind).toBe('account');
    expect(lenient.withoutKey(url)).toBe('/a?x=1');
    expect(() => lenient.recognise(head({ apikey: 'other' }, undefined, url))).toThrow('two different');
  });

  test('what a connection sent before decides nothing about what it sends now', async () => {
    const [mine, others] = [
      await world.newKey(await world.newAccount()),
      await world.newKey(await world.newAccount()),
    ];
    const gate = await world.open();
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
    // Node keeps the first of two such fields: the second is in the raw ones alone.
    const once = head({ authorization: `Bearer ${mine.key}` }, undefined, '/', socket);
    expect((await gate.identify(once)).subject).toBe(first.subject);
    const twice = { ...once, rawHeaders: [...once.rawHeaders, 'Authorization', `Bearer ${others.key}`] };
    await expect(gate.identify(twice)).rejects.toThrow('given twice');
    const beside = { ...once, rawHeaders: [...once.rawHeaders, 'X-API-Key', others.key] };
    await expect(gate.identify(beside)).rejects.toThrow('two different');
    expect((await on({ from: 'me@example.org' })).tier).toBe('contact');
    expect((await on({})).tier).toBe('anonymous');
    expect((await on({}, '/?mailto=me@example.org')).tier).toBe('contact');
    expect((await on({})).tier).toBe('anonymous');
  });

  test('a job of a CI system is its repository', async () => {
    const issuer: OidcIssuer = await startIssuer();
    const gate = await world.open({ ECOSYSTEMS_OIDC_ISSUERS: issuer.url });
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
    const { key } = await world.newKey(await world.newAccount());
    const gate = await world.open();
    const guess = async () => {
      const { key: made, stored } = await world.newKey(await world.newAccount());
      await world.sql('delete from api_keys where id = $1', stored.id);
      return made;
    };
    for (let i = 0; i < 30; i++)
      await expect(gate.identify(withKey(await guess()))).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(gate.identify(withKey(await guess()))).rejects.toMatchObject({ code: 'too-many-requests' });
    expect((await gate.identify(withKey(key, '198.51.100.1'))).kind).toBe('account');
  });
});

/** What strangers, other members and other sites must not be able to do: every page and operation of accounts is gone through. */
import { Parser } from 'htmlparser2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import accounts from '../../src/services/accounts/index.ts';
import { linkIn } from './mailbox.ts';
import { type Fields, openWorld, type Visitor, type World } from './world.ts';

let world: World;
/** Owner of an account with a key, a member, an invitation and two sessions. */
let alice: Visitor;
/** Somebody with an account of their own and nothing to do with Alice's. */
let mallory: Visitor;
let hers: { account: string; key: string; member: string; invitation: string; session: string };

beforeAll(async () => {
  world = await openWorld();
  [alice, mallory] = [await world.signedIn('alice@example.org'), await world.signedIn('mallory@example.org')];
  await world.signedIn('alice@example.org');
  await alice.submit('/account/settings', { name: 'Alice and Co' }, '/account/organisations');
  await alice.submit('/account/keys', { name: 'first', scopes: 'read:public', expires: '30' });
  await join('bob@example.org', 'admin');
  await alice.submit('/account/members', { email: 'carol@example.org', role: 'member' });
  const { account } = await alice.hidden();
  hers = {
    account,
    key: await id(`select id from api_keys where account_id = ${account}`),
    member: await id(`select id from users where email = 'bob@example.org'`),
    invitation: await id(`select id from invitations where email = 'carol@example.org'`),
    session: await id(
      `select max(s.id) as id from sessions s join users u on u.id = s.user_id where u.email like 'alice%'`,
    ),
  };
});
afterAll(() => world.stop());

async function rowsOf(sql: string): Promise<Record<string, unknown>[]> {
  return (await world.edge.database.db.query(sql)).rows;
}
async function id(sql: string): Promise<string> {
  return String((await rowsOf(sql))[0]?.id);
}

/** Somebody new in Alice's account. */
async function join(email: string, role: string): Promise<Visitor> {
  await alice.submit('/account/members', { email, role });
  const invited = linkIn(await world.mailbox.next(email));
  const person = await world.signedIn(email);
  const path = invited.pathname + invited.search;
  await person.submit(path, { token: invited.searchParams.get('token') as string }, '/account/invitation');
  return person;
}

const sessionPages = accounts.pages.filter(page => page.session === true);
const forms = sessionPages.filter(page => page.method === 'POST');
const reading = sessionPages.filter(page => page.method !== 'POST' && !page.path.includes('/sign-in'));

/** Fields that a form takes, for the account of Alice. */
const FIELDS: Record<string, Fields> = {
  '/account/keys': { name: 'stolen', scopes: 'admin', expires: 'never' },
  '/account/keys/{id}/rotate': { grace_seconds: '0' },
  '/account/keys/{id}/revoke': { reason: 'because' },
  '/account/members': { email: 'mallory@example.org', role: 'admin' },
  '/account/members/{id}/role': { role: 'member' },
  '/account/settings': { name: 'Mallory and Co', privacy: 'normal' },
  '/account/profile': { name: 'Mallory' },
  '/account/organisations': { name: 'x' },
  '/account/delete': { confirm: 'Alice and Co' },
  '/account/invitation': { token: 'A'.repeat(43) },
};
const idIn = (path: string) =>
  path.includes('/keys/')
    ? hers.key
    : path.includes('/members/')
      ? hers.member
      : path.includes('/invitations/')
        ? hers.invitation
        : hers.session;
const target = (path: string) => path.replace('{id}', idIn(path));

/** All that belongs to Alice's account and her, but for moments. */
const snapshot = () =>
  rowsOf(`select jsonb_build_object(
    'account', (select to_jsonb(a) from accounts a where id = ${hers.account}),
    'keys', (select jsonb_agg(to_jsonb(k) order by id) from api_keys k where account_id = ${hers.account}),
    'members', (select jsonb_agg(to_jsonb(m) order by user_id) from memberships m where account_id = ${hers.account}),
    'invitations', (select jsonb_agg(to_jsonb(i) order by id) from invitations i where account_id = ${hers.account}),
    'users', (select jsonb_agg(to_jsonb(u) order by id) from users u where email not like 'mallory%'),
    'sessions', (select jsonb_agg(s.id order by s.id) from sessions s join users u on u.id = s.user_id
      where u.email not like 'mallory%')) as all`);

describe('somebody else’s account', () => {
  test.each(forms.map(({ path }) => path).filter(path => !/sign-out/.test(path)))(
    'is not there for the form %s',
    async path => {
      const before = await snapshot();
      const { csrf, account } = await mallory.hidden();
      // Named outright, and by the numbers of what is in it.
      const named = await mallory.post(target(path), { csrf, account: hers.account, ...FIELDS[path] });
      expect(named.status).toBe(404);
      expect(named.body).not.toContain('Alice and Co');
      if (path.includes('{id}') || path === '/account/invitation') {
        expect((await mallory.post(target(path), { csrf, account, ...FIELDS[path] })).status).toBe(404);
      }
      expect(await snapshot()).toEqual(before);
    },
  );

  test.each(reading.map(({ path }) => path))('shows nothing at %s', async path => {
    const answer = await mallory.get(target(path));
    expect(answer.status).toBe(/\{|invitation/.test(path) ? 404 : 200);
    expect(answer.body).not.toMatch(/Alice and Co|bob@example|carol@example|alice@example/);
    expect((await world.visitor().get(target(path))).location).toMatch(
      /^\/account\/sign-in\?return_to=\/account/,
    );
  });

  test.each(['999999', '0', '-1', '1e3', '1 or 1=1', '%00', '2147483648', '1.0'])(
    'nor at the number %s',
    async number => {
      expect([400, 404]).toContain((await mallory.get(`/account/keys/${encodeURIComponent(number)}`)).status);
    },
  );
});

describe('another site', () => {
  test.each(forms.map(({ path }) => path))('cannot send %s', async path => {
    const before = await snapshot();
    const { csrf, account } = await alice.hidden();
    const fields = { account, ...FIELDS[path] };
    const other = (await mallory.hidden()).csrf;
    const send = (more: Fields, headers: Record<string, string> = {}) =>
      alice.post(target(path), { ...fields, ...more }, headers);
    const refused = [
      await send({}),
      await send({ csrf: '' }),
      await send({ csrf: other }),
      await send({ csrf: csrf.slice(0, -1) }),
      await send({ csrf }, { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }),
      await send({ csrf }, { 'sec-fetch-site': 'same-site', origin: 'http://sub.127.0.0.1' }),
    ];
    expect(refused.map(({ status }) => status)).toEqual(Array(6).fill(403));
    expect(await snapshot()).toEqual(before);
  });

  test('cannot have anybody sign in as somebody else', async () => {
    await mallory.post('/account/sign-in', { email: 'mallory@example.org' });
    const token = linkIn(await world.mailbox.next('mallory@example.org')).searchParams.get('token') as string;
    const victim = world.visitor();
    const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    expect((await victim.post('/account/sign-in/link', { token }, headers)).status).toBe(403);
    expect(victim.session()).toBeUndefined();
  });
});

describe('fields that nobody offers', () => {
  test.each([
    ['/account/settings', { name: 'x', privacy: 'normal', status: 'active' }],
    ['/account/settings', { name: 'x', privacy: 'normal', plan: 'scale' }],
    ['/account/settings', { name: 'x', privacy: 'normal', limits: '{}' }],
    ['/account/settings', { name: 'x', privacy: 'normal', kind: 'person' }],
    ['/account/keys', { name: 'x', account_id: '1' }],
    ['/account/keys', { name: 'x', environment: 'live' }],
    ['/account/keys', { name: 'x', hash: 'x' }],
    ['/account/keys', { name: 'x', created_by: '1' }],
    ['/account/organisations', { name: 'x', plan: 'scale' }],
    ['/account/members', { email: 'x@example.org', role: 'member', user_id: '1' }],
    ['/account/profile', { name: 'x', email: 'alice@example.org' }],
    ['/account/profile', { name: 'x', __proto__x: '1' }],
  ] as [string, Fields][])('%s refuses %j', async (path, fields) => {
    const before = await snapshot();
    const name = Object.keys(fields).at(-1) as string;
    const answer = await alice.submit('/account/settings', fields, path);
    expect(answer.status).toBe(400);
    expect(answer.body).toContain(`unknown parameter: ${name}`);
    expect(await snapshot()).toEqual(before);
  });

  test.each([
    { name: 'x', account_id: 1 },
    { name: 'x', environment: 'live' },
    { name: 'x', plan: 'scale' },
    { name: 'x', revoked_at: null },
    { name: 'x', scopes: ['root'] },
    { name: 'x', hourly_limit: -1 },
    { name: 'x', hourly_limit: 1e300 },
    { name: 'x', expires_in_days: 0 },
    { name: 'x', ip_cidrs: ['not-a-network'] },
    { name: 'x', kind: 'r', scopes: ['admin'] },
    { name: ['x'] },
    { scopes: ['read:public'] },
  ])('POST /api/v1/keys refuses %j', async body => {
    const before = await snapshot();
    const { csrf } = await alice.hidden();
    const answer = await fetch(`${world.edge.url}/api/v1/keys`, {
      method: 'POST',
      headers: {
        cookie: `ecosystems-session=${alice.session()}`,
        'x-csrf-token': csrf,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    const { error, parameter } = (await answer.json()) as { error: string; parameter: string };
    expect([answer.status, typeof error, typeof parameter]).toEqual([400, 'string', 'string']);
    expect(await snapshot()).toEqual(before);
  });
});

describe('roles', () => {
  const attempts: [string, string, Fields][] = [
    ['make a key', '/account/keys', { name: 'x' }],
    ['rotate one', '/account/keys/{id}/rotate', {}],
    ['revoke one', '/account/keys/{id}/revoke', {}],
    ['invite', '/account/members', { email: 'friend@example.org', role: 'admin' }],
    ['change a role', '/account/members/{id}/role', { role: 'member' }],
    ['remove somebody', '/account/members/{id}/remove', {}],
    ['take back an invitation', '/account/invitations/{id}/withdraw', {}],
    ['rename the account', '/account/settings', { name: 'x', privacy: 'strict' }],
    ['delete it', '/account/delete', { confirm: 'Alice and Co' }],
  ];

  test.each(['member', 'billing'])('a %s looks on', async role => {
    const person = await join(`${role}@example.org`, role);
    expect((await person.get('/account/keys')).body).toContain('first');
    expect((await person.get('/account/keys')).body).not.toContain('Make the key');
    const before = await snapshot();
    const { csrf } = await person.hidden('/account/keys');
    for (const [, path, fields] of attempts) {
      const answer = await person.post(target(path), { csrf, account: hers.account, ...fields });
      expect([path, answer.status]).toEqual([path, 403]);
    }
    expect(await snapshot()).toEqual(before);
  });

  test('an admin neither becomes nor touches an owner', async () => {
    const admin = await join('admin@example.org', 'admin');
    const me = await id(`select id from users where email = 'admin@example.org'`);
    const owner = await id(`select id from users where email = 'alice@example.org'`);
    const before = await snapshot();
    const { csrf } = await admin.hidden('/account/members');
    const send = (path: string, fields: Fields) =>
      admin.post(path, { csrf, account: hers.account, ...fields });
    const answers = [
      await send(`/account/members/${me}/role`, { role: 'owner' }),
      await send(`/account/members/${hers.member}/role`, { role: 'owner' }),
      await send(`/account/members/${owner}/role`, { role: 'member' }),
      await send(`/account/members/${owner}/remove`, {}),
      await send('/account/members', { email: 'accomplice@example.org', role: 'owner' }),
      await send('/account/members', { email: 'accomplice@example.org', role: 'root' }),
      await send('/account/delete', { confirm: 'Alice and Co' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422, 400, 403]);
    expect(await snapshot()).toEqual(before);
  });

  test('nobody is offered to leave their own account, and who asks to is told what to do', async () => {
    const dora = await world.signedIn('dora@example.org');
    expect((await dora.get('/account/members')).body).not.toContain('/account/leave');
    const left = await dora.submit('/account/members', {}, '/account/leave');
    expect([left.status, left.body.includes('delete it under “Settings”')]).toEqual([422, true]);
    expect((await alice.get('/account/members')).body).toContain('/account/leave');
  });

  test('the last owner stays, also when two go at once', async () => {
    const owner = await id(`select id from users where email = 'alice@example.org'`);
    const { csrf, account } = await alice.hidden();
    expect((await alice.post('/account/leave', { csrf, account })).status).toBe(422);
    expect((await alice.post(`/account/members/${owner}/remove`, { csrf, account })).status).toBe(422);

    const second = await join('second@example.org', 'owner');
    const both = await Promise.all([
      alice.post('/account/leave', { csrf, account }),
      second.submit('/account/members', {}, '/account/leave'),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 422]);
    const owners = await rowsOf(
      `select user_id from memberships where account_id = ${account} and role = 'owner'`,
    );
    expect(owners).toHaveLength(1);
    // Alice is to go on, whoever it was.
    await world.edge.database.db.query(
      `insert into memberships (account_id, user_id, role) values ($1, $2, 'owner') on conflict do nothing`,
      [Number(account), Number(owner)],
    );
    await alice.post('/account/switch', { csrf, account });
  });

  test('who was removed sees nothing any more', async () => {
    const person = await join('leaver@example.org', 'admin');
    expect((await person.get('/account')).body).toContain('Alice and Co');
    const who = await id(`select id from users where email = 'leaver@example.org'`);
    expect((await alice.submit('/account/members', {}, `/account/members/${who}/remove`)).status).toBe(303);
    expect((await person.get('/account')).body).not.toContain('Alice and Co');
    const { csrf } = await person.hidden();
    expect((await person.post('/account/keys', { csrf, account: hers.account, name: 'x' })).status).toBe(404);
  });
});

describe('invitations', () => {
  test('work once, and not after they were taken back', async () => {
    await alice.submit('/account/members', { email: 'dave@example.org', role: 'member' });
    const link = linkIn(await world.mailbox.next('dave@example.org'));
    const token = link.searchParams.get('token') as string;
    const [dave, eve] = [await world.signedIn('dave@example.org'), await world.signedIn('eve@example.org')];
    expect((await dave.get(link.pathname + link.search)).body).toContain('Alice and Co');
    expect((await dave.submit('/account/settings', { token }, '/account/invitation')).location).toBe(
      '/account',
    );
    expect((await eve.submit('/account/settings', { token }, '/account/invitation')).status).toBe(404);

    await alice.submit('/account/members', { email: 'eve@example.org', role: 'member' });
    const second = linkIn(await world.mailbox.next('eve@example.org'));
    const open = await id(`select id from invitations where email = 'eve@example.org'`);
    await alice.submit('/account/members', {}, `/account/invitations/${open}/withdraw`);
    expect((await eve.get(second.pathname + second.search)).status).toBe(404);
  });
});

describe('mail to others', () => {
  test('is not to be had in numbers: an address is invited three times a day, whoever asks', async () => {
    const statuses: number[] = [];
    const invite = (by: Visitor) =>
      by.submit('/account/members', { email: 'target@example.org', role: 'member' });
    statuses.push((await invite(alice)).status, (await invite(alice)).status);
    await mallory.submit('/account/settings', { name: 'another' }, '/account/organisations');
    statuses.push(
      (await invite(mallory)).status,
      (await invite(mallory)).status,
      (await invite(alice)).status,
    );
    expect(statuses).toEqual([303, 303, 303, 422, 422]);
    // Deleting the account that they were sent from makes no room.
    await mallory.submit('/account/settings', { confirm: 'another' }, '/account/delete');
    expect((await invite(mallory)).status).toBe(422);
    expect(
      world.mailbox.received.filter(({ to }) => to.includes('target@example.org')).length,
    ).toBeLessThanOrEqual(3);
  });
});

describe('names', () => {
  const HOSTILE = `<img src=x onerror=alert(1)>"'&</title><script>alert(2)</script>`;

  test('that are programs are shown as they stand', async () => {
    const person = await world.signedIn('hostile@example.org');
    await person.submit('/account/settings', { name: HOSTILE }, '/account/organisations');
    await person.submit('/account/settings', { name: HOSTILE }, '/account/profile');
    const made = await person.submit('/account/keys', {
      name: HOSTILE,
      scopes: 'read:public',
      expires: '30',
    });
    expect(made.status).toBe(200);
    const { account } = await person.hidden();
    const key = await id(`select id from api_keys where account_id = ${account}`);
    await person.submit('/account/keys', { reason: HOSTILE }, `/account/keys/${key}/revoke`);
    await person.submit('/account/members', { email: `o'hara+<b>@example.org`, role: 'member' });
    const pages = [
      made.body,
      ...(await Promise.all(
        ['/account', '/account/keys', `/account/keys/${key}`, '/account/members', '/account/settings'].map(
          async path => (await person.get(path)).body,
        ),
      )),
    ];
    for (const page of pages) {
      const { tags, text } = parsed(page);
      expect(text).toContain(HOSTILE);
      expect(tags.filter(({ name }) => name === 'img')).toEqual([]);
      // The site's own script, by its address.
      expect(
        tags.filter(({ name }) => name === 'script').map(({ attributes }) => attributes.src?.slice(0, 8)),
      ).toEqual(['/assets/']);
      expect(
        tags.flatMap(({ attributes }) => Object.keys(attributes)).filter(name => name.startsWith('on')),
      ).toEqual([]);
    }
  });

  test('reach mails without lines of their own', async () => {
    const answer = await alice.submit('/account/settings', {
      name: 'a\r\nBcc: x@example.org',
      privacy: 'normal',
    });
    expect(answer.status).toBe(400);
    const invited = await alice.submit('/account/members', {
      email: 'x@example.org\r\nBcc: y@example.org',
      role: 'member',
    });
    expect(invited.status).toBe(400);
  });
});

function parsed(html: string) {
  const tags: { name: string; attributes: Record<string, string> }[] = [];
  let text = '';
  const parser = new Parser({
    onopentag: (name, attributes) => void tags.push({ name, attributes }),
    ontext: data => {
      text += data;
    },
  });
  parser.end(html);
  return { tags, text };
}

describe('secrets', () => {
  test('are in no log, no address and no page but the one', async () => {
    const person = await world.signedIn('secrets@example.org');
    const made = await person.submit('/account/keys', { name: 'x', scopes: 'read:public', expires: '30' });
    const key = /eco_self_k_[0-9A-Za-z]{28}/.exec(made.body)?.[0] as string;
    expect(key).toBeDefined();
    expect(made.headers.get('cache-control')).toBe('no-store');
    const list = await person.get('/account/keys');
    expect(list.body).not.toContain(key);
    expect(list.body).toContain(`eco_self_k_…${key.slice(-4)}`);
    const metrics = await person.get('/metrics');
    const stored = await rowsOf(`select string_agg(t::text, ' ') as whole from (
      select to_jsonb(k) as t from api_keys k union all select to_jsonb(s) from sessions s
      union all select to_jsonb(l) from sign_in_links l union all select to_jsonb(i) from invitations i
      union all select to_jsonb(a) from audit_log a) as everything`);
    const seen =
      JSON.stringify(world.edge.log) + world.warnings.join() + metrics.body + JSON.stringify(stored);
    for (const secret of [key, person.session() as string, ...(await tokensSent())]) {
      expect(seen).not.toContain(secret);
    }
    // Nothing went wrong on the way either.
    expect(world.edge.log.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

async function tokensSent(): Promise<string[]> {
  return world.mailbox.received.map(mail => linkIn(mail).searchParams.get('token') as string);
}

describe('deleting', () => {
  test('an account ends its keys; a person’s own forgets the person', async () => {
    const person = await world.signedIn('leaving@example.org');
    await person.submit('/account/keys', { name: 'x', scopes: 'read:public', expires: '30' });
    const { account } = await person.hidden();
    expect((await person.submit('/account/settings', { confirm: 'wrong' }, '/account/delete')).status).toBe(
      422,
    );
    await world.edge.database.db.query(`update accounts set plan = 'develop' where id = ${account}`);
    expect((await person.submit('/account/settings', { confirm: 'leaving' }, '/account/delete')).status).toBe(
      422,
    );
    await world.edge.database.db.query(`update accounts set plan = 'free' where id = ${account}`);
    const done = await person.submit('/account/settings', { confirm: 'leaving' }, '/account/delete');
    expect([done.status, done.location]).toEqual([303, '/']);
    expect((await person.get('/account')).status).toBe(303);
    const left = await rowsOf(`select a.status, a.email, k.revoked_at is not null as revoked
      from accounts a join api_keys k on k.account_id = a.id where a.id = ${account}`);
    expect(left).toEqual([{ status: 'deleted', email: null, revoked: true }]);
    expect(await rowsOf(`select 1 from users where email = 'leaving@example.org'`)).toEqual([]);
    // The address may begin anew, with nothing of before.
    const again = await world.signedIn('leaving@example.org');
    expect((await again.hidden()).account).not.toBe(account);
  });
});

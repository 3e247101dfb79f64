/** Signing in over HTTP, with a real SMTP server and GitHub's protocol. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkIn } from './mailbox.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const tokenIn = async (email: string) =>
  linkIn(await world.mailbox.next(email)).searchParams.get('token') as string;

describe('an e-mail link', () => {
  test('makes an account at the first time, and finds it again', async () => {
    const person = world.visitor();
    expect((await person.get('/account')).location).toBe('/account/sign-in?return_to=/account');
    const asked = await person.post('/account/sign-in', {
      email: 'Ada@Example.org',
      return_to: '/account/keys',
    });
    expect(asked.status).toBe(200);
    expect(asked.body).toContain('Ada@example.org');
    const mail = await world.mailbox.next('Ada@example.org');
    expect(mail.from).toBe('index@example.org');
    const link = linkIn(mail);
    expect(link.origin).toBe(world.edge.url);

    // Programs that look into mails open links, some of them twice.
    for (let i = 0; i < 2; i++) {
      const page = await world.visitor().get(link.pathname + link.search);
      expect([page.status, page.headers.get('referrer-policy')]).toEqual([200, 'same-origin']);
      expect(page.body).toContain('Sign in?');
    }
    const token = link.searchParams.get('token') as string;
    const done = await person.post('/account/sign-in/link', { token });
    expect([done.status, done.location]).toEqual([303, '/account/keys']);
    const overview = await person.get('/account');
    expect(overview.status).toBe(200);
    expect(overview.headers.get('cache-control')).toBe('no-store');
    expect(overview.body).toContain('Make your first key');

    const again = await world.signedIn('ada@example.org');
    const { rows } = await world.edge.database.db.query(
      `select count(distinct u.id) as users, count(distinct m.account_id) as accounts, min(m.role) as role
       from users u join memberships m on m.user_id = u.id where lower(u.email) = 'ada@example.org'`,
    );
    expect(rows).toEqual([{ users: 1, accounts: 1, role: 'owner' }]);
    expect((await again.get('/account')).status).toBe(200);
  });

  test('works once', async () => {
    const person = world.visitor();
    await person.post('/account/sign-in', { email: 'once@example.org' });
    const token = await tokenIn('once@example.org');
    const both = await Promise.all([
      world.visitor().post('/account/sign-in/link', { token }),
      world.visitor().post('/account/sign-in/link', { token }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 404]);
    expect((await person.get(`/account/sign-in/link?token=${token}`)).status).toBe(404);
  });

  test('works for 15 minutes', async () => {
    const person = world.visitor();
    await person.post('/account/sign-in', { email: 'late@example.org' });
    const token = await tokenIn('late@example.org');
    await world.edge.database.db.query(
      `update sign_in_links set created_at = created_at - interval '901 seconds', expires_at = expires_at - interval '901 seconds'
       where email = 'late@example.org'`,
    );
    expect((await person.post('/account/sign-in/link', { token })).status).toBe(404);
    expect(person.session()).toBeUndefined();
  });

  test.each(['', 'x', 'A'.repeat(43), "' or 1=1 --"])('%j is none', async token => {
    const answer = await world.visitor().post('/account/sign-in/link', { token });
    expect([400, 404]).toContain(answer.status);
  });

  test('is asked for at most three times in a quarter of an hour, whether or not the address is known', async () => {
    await world.signedIn('known@example.org');
    for (const [email, first] of [
      ['known@example.org', 2],
      ['unknown@example.org', 3],
    ] as const) {
      const statuses: number[] = [];
      for (let i = 0; i < first + 1; i++) {
        statuses.push(
          (await world.visitor().post('/account/sign-in', { email: email.toUpperCase().toLowerCase() }))
            .status,
        );
      }
      expect(statuses).toEqual([...Array(first).fill(200), 429]);
    }
    const refused = await world.visitor().post('/account/sign-in', { email: 'KNOWN@example.org' });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(800);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(900);
  });

  test('asked for by many at once is given three times', async () => {
    const email = 'crowd@example.org';
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => world.visitor().post('/account/sign-in', { email })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
  });

  test('says what is wrong with an address', async () => {
    const answer = await world.visitor().post('/account/sign-in', { email: 'a@example.org, b@example.org' });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('Email must be an e-mail address');
  });

  test('is tried again where the mail server has no time, and given up where it refuses', async () => {
    world.mailbox.refuse(451, 2);
    await world.visitor().post('/account/sign-in', { email: 'busy@example.org' });
    expect((await world.mailbox.next('busy@example.org')).text).toContain('/account/sign-in/link?token=');
    world.mailbox.refuse(550, 1);
    await world.visitor().post('/account/sign-in', { email: 'refused@example.org' });
    await expect.poll(() => world.warnings.at(-1)).toMatch(/not sent: .*550/);
    expect(world.warnings.join()).not.toMatch(/example\.org|token|password/);
  });
});

describe('a session', () => {
  test('has a new token whatever the browser sent, and the old session ends', async () => {
    const person = await world.signedIn('fixed@example.org');
    const before = person.session() as string;
    const planted = world.visitor();
    planted.cookies.set('ecosystems-session', before);
    await planted.post('/account/sign-in', { email: 'fixed@example.org' });
    const token = await tokenIn('fixed@example.org');
    await planted.post('/account/sign-in/link', { token });
    expect(planted.session()).not.toBe(before);
    expect((await person.get('/account')).status).toBe(303);

    // A value that an attacker chose never becomes a session.
    const chosen = 'B'.repeat(43);
    const victim = world.visitor();
    victim.cookies.set('ecosystems-session', chosen);
    await victim.post('/account/sign-in', { email: 'victim@example.org' });
    await victim.post('/account/sign-in/link', { token: await tokenIn('victim@example.org') });
    expect(victim.session()).not.toBe(chosen);
    const attacker = world.visitor();
    attacker.cookies.set('ecosystems-session', chosen);
    expect((await attacker.get('/account')).status).toBe(303);
  });

  test('is kept as its SHA-256 alone', async () => {
    const person = await world.signedIn('hashed@example.org');
    const token = person.session() as string;
    const { rows } = await world.edge.database.db.query<{ whole: string }>(
      `select string_agg(t::text, ' ') as whole from (
        select to_jsonb(s) as t from sessions s union all select to_jsonb(l) from sign_in_links l
        union all select to_jsonb(a) from audit_log a) all_rows`,
    );
    expect(rows[0]?.whole).not.toContain(token);
    expect(rows[0]?.whole.length).toBeGreaterThan(1_000);
  });

  test.each([
    ['unused for 14 days', "last_used_at = now() - interval '14 days 1 second'"],
    ['however much used after 60 days', "expires_at = now() - interval '1 second'"],
  ])('ends %s', async (_, change) => {
    const person = await world.signedIn(`ends-${change.length}@example.org`);
    expect((await person.get('/account')).status).toBe(200);
    const { rows } = await world.edge.database.db.query<{ days: number }>(
      `select extract(day from expires_at - created_at)::integer as days from sessions order by id desc limit 1`,
    );
    expect(rows[0]?.days).toBe(60);
    await world.edge.database.db.query(
      `update sessions set ${change} where id = (select max(id) from sessions)`,
    );
    expect((await person.get('/account')).status).toBe(303);
  });

  test('is listed and ended from another one; signing out everywhere ends all', async () => {
    const [here, there, elsewhere] = [
      await world.signedIn('many@example.org'),
      await world.signedIn('many@example.org'),
      await world.signedIn('many@example.org'),
    ];
    const page = await here.get('/account/sessions');
    const ids = [...page.body.matchAll(/\/account\/sessions\/(\d+)\/end/g)].map(([, id]) => id as string);
    expect(ids).toHaveLength(3);
    expect(page.body.match(/this one/g)).toHaveLength(1);
    // Ids grow: the second one is `there`.
    const second = [...ids].sort((a, b) => Number(a) - Number(b))[1] as string;
    expect((await here.submit('/account/sessions', {}, `/account/sessions/${second}/end`)).status).toBe(303);
    expect((await there.get('/account')).status).toBe(303);
    expect((await elsewhere.get('/account')).status).toBe(200);

    const out = await here.submit('/account/sessions', { everywhere: 'true' }, '/account/sign-out');
    expect([out.status, out.location, here.session()]).toEqual([303, '/', undefined]);
    expect((await elsewhere.get('/account')).status).toBe(303);
  });

  test('somebody else’s is not there', async () => {
    const [mine, other] = [
      await world.signedIn('mine@example.org'),
      await world.signedIn('other@example.org'),
    ];
    const { rows } = await world.edge.database.db.query<{ id: number }>(
      `select s.id from sessions s join users u on u.id = s.user_id where u.email = 'other@example.org'`,
    );
    const answer = await mine.submit('/account/sessions', {}, `/account/sessions/${rows[0]?.id}/end`);
    expect(answer.status).toBe(404);
    expect((await other.get('/account')).status).toBe(200);
  });
});

describe('where one goes after signing in', () => {
  test.each([
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'https://evil.example',
    '/.//evil.example',
  ])('%j is not followed', async hostile => {
    const page = await world.visitor().get(`/account/sign-in?return_to=${encodeURIComponent(hostile)}`);
    expect(page.body).not.toContain('evil.example');
    const email = `to-${Buffer.from(hostile).toString('hex').slice(0, 20)}@example.org`;
    const person = world.visitor();
    await person.post('/account/sign-in', { email, return_to: hostile });
    const done = await person.post('/account/sign-in/link', { token: await tokenIn(email) });
    expect(done.location).toBe('/account');
    const signedIn = await person.get(`/account/sign-in?return_to=${encodeURIComponent(hostile)}`);
    expect(signedIn.location).toBe('/account');
  });
});

describe('GitHub', () => {
  const ada = {
    id: 1815,
    login: 'ada-example',
    name: 'Ada Example',
    emails: [
      { email: 'old@example.org', primary: false, verified: true },
      { email: 'ada-github@example.org', primary: true, verified: true },
    ],
  };

  async function authorize(person = world.visitor(), returnTo = '') {
    const begun = await person.get(`/account/sign-in/github${returnTo}`);
    const there = new URL(begun.location as string);
    const reply = await fetch(there, { redirect: 'manual' });
    const back = new URL(reply.headers.get('location') as string);
    return { person, there, back };
  }

  test('signs in with the verified primary address', async () => {
    world.github.user = ada;
    const { person, there, back } = await authorize(undefined, '?return_to=/account/members');
    expect(there.origin).toBe(world.github.url);
    expect(Object.fromEntries(there.searchParams)).toMatchObject({
      client_id: world.github.clientId,
      redirect_uri: `${world.edge.url}/account/sign-in/github/callback`,
      scope: 'user:email',
      code_challenge_method: 'S256',
    });
    expect(there.searchParams.get('code_challenge')).toMatch(/^[\w-]{43}$/);
    const done = await person.get(back.pathname + back.search);
    expect([done.status, done.location]).toEqual([303, '/account/members']);
    expect(person.cookies.has('ecosystems-sign-in')).toBe(false);
    expect((await person.get('/account/settings')).body).toContain('ada-example');
    expect((await person.get('/account/members')).body).toContain('ada-github@example.org');

    // The number stays when the name and the address change.
    world.github.user = { ...ada, login: 'ada-renamed', emails: [] };
    const again = await authorize();
    expect((await again.person.get(again.back.pathname + again.back.search)).status).toBe(303);
    expect((await again.person.get('/account/settings')).body).toContain('ada-renamed');
    // The code is of no use a second time.
    expect((await again.person.get(again.back.pathname + again.back.search)).status).toBe(400);
  });

  test('is tied to the account of its verified address', async () => {
    await world.signedIn('both@example.org');
    world.github.user = {
      id: 7,
      login: 'both-example',
      name: null,
      emails: [{ email: 'both@example.org', primary: true, verified: true }],
    };
    const { person, back } = await authorize();
    await person.get(back.pathname + back.search);
    const { rows } = await world.edge.database.db.query(
      `select count(*) as users from users where email = 'both@example.org'`,
    );
    expect(rows).toEqual([{ users: 1 }]);
    expect((await person.get('/account/members')).body).toContain('both@example.org');
  });

  test('an address that is not verified signs nobody in', async () => {
    await world.signedIn('taken@example.org');
    world.github.user = {
      id: 8,
      login: 'mallory',
      name: null,
      emails: [{ email: 'taken@example.org', primary: true, verified: false }],
    };
    const { person, back } = await authorize();
    const answer = await person.get(back.pathname + back.search);
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('has not verified');
    expect(person.session()).toBeUndefined();
  });

  test('a code that was meant for somebody else is refused', async () => {
    world.github.user = ada;
    const { back } = await authorize();
    // Another browser, which began no sign-in, or one of its own.
    const victim = world.visitor();
    expect((await victim.get(back.pathname + back.search)).status).toBe(400);
    const own = await authorize(victim);
    back.searchParams.set('state', own.back.searchParams.get('state') as string);
    // The state fits now, but the code was given for another verifier.
    expect((await victim.get(back.pathname + back.search)).status).toBe(400);
    expect(victim.session()).toBeUndefined();
  });

  test('who does not let the application in is told', async () => {
    world.github.user = null;
    const { person, back } = await authorize();
    const answer = await person.get(back.pathname + back.search);
    expect([answer.status, answer.body.includes('GitHub did not let you sign in')]).toEqual([400, true]);
  });

  test('secrets of the flow are nowhere to be read', async () => {
    const pages = (await world.visitor().get('/account/sign-in')).body;
    const logs = JSON.stringify(world.edge.log) + world.warnings.join();
    for (const secret of [world.github.clientSecret, ...world.github.tokens]) {
      expect(pages + logs).not.toContain(secret);
    }
    expect(world.github.tokens.length).toBeGreaterThan(1);
  });
});

describe('where sign-up is closed', () => {
  test('unknown addresses get no link, and nobody can tell', async () => {
    const closed = await openWorld({ signUp: 'closed' });
    await closed.edge.database.db.query("insert into users (email) values ('inside@example.org')");
    const answers = [];
    for (const email of ['inside@example.org', 'outsid@example.org']) {
      answers.push(await closed.visitor().post('/account/sign-in', { email }));
    }
    const [inside, outside] = answers.map(({ status, headers, body }) => ({
      status,
      body: body
        .replaceAll(/insid|outsi/g, 'xxx')
        .replaceAll('xxxe@', 'x@')
        .replaceAll('xxxd@', 'x@'),
      names: [...headers.keys()].filter(name => name !== 'date'),
    }));
    expect(outside).toEqual(inside);
    await closed.mailbox.next('inside@example.org');
    expect(closed.mailbox.received).toHaveLength(1);

    // Whoever is invited may come in.
    await closed.edge.database.db.query(
      `with a as (insert into accounts (name) values ('x') returning id)
       insert into invitations (hash, account_id, email, role, expires_at)
       select 'x', id, 'guest@example.org', 'member', now() + interval '1 day' from a`,
    );
    await closed.signedIn('guest@example.org');

    closed.github.user = {
      id: 9,
      login: 'stranger',
      name: null,
      emails: [{ email: 'stranger@example.org', primary: true, verified: true }],
    };
    const person = closed.visitor();
    const begun = await person.get('/account/sign-in/github');
    const back = new URL(
      (await fetch(begun.location as string, { redirect: 'manual' })).headers.get('location') as string,
    );
    const refused = await person.get(back.pathname + back.search);
    expect([refused.status, refused.body.includes('sign-up is closed')]).toEqual([400, true]);
    await closed.stop();
  });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Mailbox, openMailbox } from '../../test/accounts/mailbox.ts';
import { createTestDatabase, type TestDatabase } from '../../test/databases.ts';
import { createMailer } from '../io/mail.ts';
import { createKey } from '../store/api-keys.ts';

import { tellOfReportedKey } from './reported-keys.ts';

let database: TestDatabase;
let mailbox: Mailbox;
const warnings: string[] = [];
const log = { warn: (message: string) => void warnings.push(message) };
const mailer = () =>
  createMailer({ smtpUrl: mailbox.url, from: 'index@example.org', print: null, retryMs: [1] });

beforeAll(async () => {
  [database, mailbox] = await Promise.all([createTestDatabase(), openMailbox()]);
});
afterAll(async () => {
  await Promise.all([database.drop(), mailbox.close()]);
});

async function accountOf(members: Record<string, string>) {
  const { rows } = await database.db.query<{ id: number }>(
    `insert into accounts (name) values ('Example <Org>') returning id`,
  );
  const accountId = rows[0]?.id ?? 0;
  for (const [email, role] of Object.entries(members)) {
    await database.db.query({
      text: `with u as (insert into users (email) values ($2) returning id)
        insert into memberships (account_id, user_id, role) select $1, id, $3 from u`,
      values: [accountId, email, role],
    });
  }
  return createKey(database.db, { accountId, name: 'ci', environment: 'live', kind: 'k' }, 'test');
}

test('those who look after the keys of the account are told, with where to make another; nobody else, and no key', async () => {
  const { key, stored } = await accountOf({
    'owner@example.org': 'owner',
    'admin@example.org': 'admin',
    'billing@example.org': 'billing',
    'member@example.org': 'member',
  });
  const deps = { db: database.db, mailer: mailer(), baseUrl: 'https://www.example.org', log };
  await tellOfReportedKey(deps, stored);
  expect(mailbox.received.map(({ to }) => to[0]).sort()).toEqual(['admin@example.org', 'owner@example.org']);
  const { text, raw } = await mailbox.next('owner@example.org');
  expect(text).toContain(`“ci” (…${stored.last4}) of the account “Example <Org>”`);
  expect(text).toContain('https://www.example.org/account/keys');
  expect(raw).not.toContain(key);
  expect(warnings).toEqual([]);
});

test('a mail server that is away is a warning without an address in it', async () => {
  const { stored } = await accountOf({ 'other@example.org': 'owner' });
  mailbox.refuse(450, 5);
  await tellOfReportedKey({ db: database.db, mailer: mailer(), baseUrl: null, log }, stored);
  expect(warnings).toEqual([expect.stringContaining('its account was not told by mail')]);
  expect(warnings[0]).not.toContain('other@example.org');
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/databases.ts';
import { readAudit } from './audit.ts';
import { endLicence, grantLicence, licencesOf } from './licences.ts';
import { listPlans, upsertPlan } from './plans.ts';

let database: TestDatabase;
let account: number;

beforeAll(async () => {
  database = await createTestDatabase();
  const { rows } = await database.db.query<{ id: number }>({
    text: `insert into accounts (name) values ('Acme') returning id`,
  });
  account = rows[0]?.id as number;
});
afterAll(() => database.drop());

test('a grant is kept, audited, heard of and ended', async () => {
  const { db } = database;
  const heard: string[] = [];
  const listening = db.listen('changed_policy', payload => heard.push(payload));
  await listening.ready;
  const grant = await grantLicence(
    db,
    {
      accountId: account,
      spdx: 'cc0-1.0',
      scope: ['packages', 'adv*'],
      validFrom: new Date('2026-01-01'),
      agreementUrl: 'https://example.org/a',
    },
    'cli:test',
  );
  expect(grant).toMatchObject({
    spdx: 'CC0-1.0',
    scope: ['packages', 'adv*'],
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: null,
    agreementUrl: 'https://example.org/a',
  });
  await expect.poll(() => heard.length).toBe(1);
  await listening.close();

  const ended = await endLicence(db, grant.id, 'cli:test', new Date('2026-06-01'));
  expect(ended.validTo).toBe('2026-06-01T00:00:00.000Z');
  await expect(endLicence(db, grant.id, 'cli:test', new Date('2026-07-01'))).rejects.toThrow(
    'no such licence',
  );
  expect(await licencesOf(db, [account])).toEqual([ended]);
  expect((await readAudit(db, { accountId: account })).map(entry => entry.action)).toEqual([
    'licence.end',
    'licence.grant',
  ]);
});

test.each([
  ['spdx', { spdx: 'No-Such-1.0' }],
  ['spdx', { spdx: 'LicenseRef-<b>' }],
  ['scope', { scope: [] }],
  ['scope', { scope: ['UPPER'] }],
  ['valid_to', { validFrom: new Date('2026-01-02'), validTo: new Date('2026-01-02') }],
  ['agreement_url', { agreementUrl: 'javascript:alert(1)' }],
])('a wrong %s is refused by name', async (field, over) => {
  const refused = grantLicence(database.db, { accountId: account, spdx: 'CC0-1.0', ...over }, 'cli:test');
  await expect(refused).rejects.toMatchObject({ field });
});

test('an account that is not there gets nothing', async () => {
  await expect(
    grantLicence(database.db, { accountId: 999_999, spdx: 'CC0-1.0' }, 'cli:test'),
  ).rejects.toThrow('no such account');
});

test('plans are listed along the ladder, changed with an audit entry, and checked', async () => {
  const { db } = database;
  expect((await listPlans(db, { offered: true })).map(plan => [plan.slug, plan.priceCents])).toEqual([
    ['free', 0],
    ['develop', 20_000],
    ['scale', 100_000],
  ]);
  const [, develop] = await listPlans(db);
  if (!develop) throw new Error('no plan');
  await upsertPlan(db, { ...develop, public: false, stripePriceId: 'price_1' }, 'cli:test');
  expect((await listPlans(db, { offered: true })).map(plan => plan.slug)).toEqual(['free', 'scale']);
  expect((await readAudit(db, { action: 'plan.change' }))[0]?.detail).toMatchObject({
    before: { public: true, stripePriceId: null },
    after: { public: false, stripePriceId: 'price_1' },
  });
  await expect(upsertPlan(db, { ...develop, priceCents: 1.5 }, 'x')).rejects.toMatchObject({
    field: 'price_cents',
  });
  await expect(upsertPlan(db, { ...develop, currency: 'usd' }, 'x')).rejects.toMatchObject({
    field: 'currency',
  });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/databases.ts';
import { addRequests, ageRequests, type RequestRow } from './request-log.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const NOW = Date.parse('2026-03-31T12:00:00Z');
const HOUR_MS = 3_600_000;
const row = (hoursAgo: number, ip: string | null): RequestRow => ({
  at: NOW - hoursAgo * HOUR_MS,
  requestId: `${hoursAgo}`,
  method: 'GET',
  path: '/a',
  operation: 'packages.getPackage',
  status: 200,
  cache: 'miss',
  cost: 1,
  bytes: 3_000_000_000,
  milliseconds: 0.5,
  tier: 'free',
  accountId: 1,
  keyId: 2,
  ip,
  agent: 'curl',
});

test('addresses are shortened after a day, and rows go after thirty', async () => {
  const { db } = database;
  await addRequests(db, [
    row(23.9, '203.0.113.9'),
    row(24.1, '203.0.113.9'),
    row(24.2, '2001:db8:1:2:3::4'),
    row(24.3, null),
    row(29.9 * 24, '198.51.100.77'),
    row(30.1 * 24, '198.51.100.78'),
  ]);
  const kept = async () =>
    (
      await db.query<{ id: string; ip: string | null }>(
        'select request_id as id, ip::text as ip from request_log order by at desc',
      )
    ).rows;
  for (let i = 0; i < 2; i++) {
    await ageRequests(db, new Date(NOW));
    expect(await kept()).toEqual([
      { id: '23.9', ip: '203.0.113.9/32' },
      { id: '24.1', ip: '203.0.113.0/24' },
      { id: '24.2', ip: '2001:db8:1::/48' },
      { id: '24.3', ip: null },
      { id: `${29.9 * 24}`, ip: '198.51.100.0/24' },
    ]);
  }
});

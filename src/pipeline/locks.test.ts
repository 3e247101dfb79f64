/** Locks between processes on a real database; each `createLocks` stands for a process. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/databases.ts';
import { UnavailableError } from '../core/errors.ts';
import { createLocks, type Locks, lockKey } from './locks.ts';

let database: TestDatabase;
let made: Locks[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await Promise.all(made.map(locks => locks.close()));
  made = [];
});
afterAll(() => database.drop());

function process_(url = database.url): Locks {
  const locks = createLocks({ url });
  made.push(locks);
  return locks;
}

/** Process ids of the connections that hold a lock. */
async function holders(name: string): Promise<number[]> {
  const { rows } = await database.db.query<{ pid: number }>({
    text: `select pid from pg_locks where locktype = 'advisory' and objsubid = 1
      and ((classid::bigint << 32) | objid::bigint) = $1::bigint`,
    values: [lockKey(name)],
  });
  return rows.map(row => row.pid);
}

test('one holder at a time, in one process and between processes', async () => {
  const [one, other] = [process_(), process_()];
  const release = await one.tryLock('a');
  expect(release).not.toBeNull();
  expect(await one.tryLock('a')).toBeNull();
  expect(await other.tryLock('a')).toBeNull();
  expect(await other.tryLock('b')).not.toBeNull();
  await release?.();
  expect(await other.tryLock('a')).not.toBeNull();
  expect(await one.tryLock('a')).toBeNull();
});

test('a process that ends gives everything back', async () => {
  const [one, other] = [process_(), process_()];
  await one.tryLock('a');
  await one.tryLock('b', { lasting: true });
  await one.close();
  expect(await other.tryLock('a')).not.toBeNull();
  expect(await other.tryLock('b')).not.toBeNull();
});

test('a lasting lock comes back with the connection, another does not', async () => {
  const [one, other] = [process_(), process_()];
  const release = await one.tryLock('kept', { lasting: true });
  await one.tryLock('lost');
  const [before] = await holders('kept');
  // As a restart of the server does it.
  await database.db.query({ text: 'select pg_terminate_backend($1)', values: [before] });
  for (const end = Date.now() + 10_000; Date.now() < end; await new Promise(r => setTimeout(r, 50))) {
    const [now] = await holders('kept');
    if (now !== undefined && now !== before) break;
  }
  expect(await other.tryLock('kept')).toBeNull();
  expect(await other.tryLock('lost')).not.toBeNull();
  await release?.();
  expect(await other.tryLock('kept')).not.toBeNull();
});

test('many at once over one connection', async () => {
  const [one, other] = [process_(), process_()];
  const names = Array.from({ length: 200 }, (_, n) => `many/${n}`);
  const releases = await Promise.all(names.map(name => one.tryLock(name)));
  expect(releases.every(release => release !== null)).toBe(true);
  await Promise.all(releases.filter((_, n) => n % 2 === 0).map(release => release?.()));
  const taken = await Promise.all(names.map(async name => (await other.tryLock(name)) !== null));
  expect(taken).toEqual(names.map((_, n) => n % 2 === 0));
});

test('a database that is away is said to be away, and the name is free afterwards', async () => {
  const locks = process_('postgres://nobody@127.0.0.1:1/none');
  await expect(locks.tryLock('a')).rejects.toBeInstanceOf(UnavailableError);
  await expect(locks.tryLock('a')).rejects.toBeInstanceOf(UnavailableError);
});

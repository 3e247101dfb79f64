import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/databases.ts';
import { announceChanges, appendEvents } from '../../store/events.ts';
import { type ChangeFeed, watchChanges } from './changes.ts';
import { watchPublishLag } from './publish-lag.ts';

let base: TestDatabase;
let changes: ChangeFeed;
let clock = 0;
const lags: number[] = [];
let measured: () => void = () => {};
let end: () => void;

beforeAll(async () => {
  base = await createTestDatabase();
  changes = watchChanges(base.db);
  await new Promise<void>(resolve => changes.subscribe({ onRestored: resolve }));
  end = watchPublishLag({
    db: base.db,
    changes,
    now: () => clock,
    onLag(ms) {
      lags.push(ms);
      measured();
    },
  });
});
afterAll(async () => {
  end();
  await changes.close();
  await base.drop();
});

const nextLag = () => new Promise<void>(resolve => (measured = resolve));
const announced = () =>
  new Promise<void>(resolve => {
    const stop = changes.subscribe({
      onChange() {
        stop();
        resolve();
      },
    });
  });
const publish = (subject: string) =>
  base.db.transaction(async tx => {
    await appendEvents(tx, 1, [{ type: 'package.updated', subject }]);
    await announceChanges(tx, 1, [1]);
  });

test('an event that can be read at once takes no time', async () => {
  const lag = nextLag();
  await publish('pkg:npm/one');
  await lag;
  expect(lags).toEqual([0]);
});

test('one that an older transaction holds up takes as long as that, and announcements without events count for nothing', async () => {
  lags.length = 0;
  let release: () => void = () => {};
  const older = base.db.transaction(async tx => {
    await tx.query('select pg_current_xact_id()');
    await new Promise<void>(resolve => (release = resolve));
  });
  await expect
    .poll(
      async () =>
        (
          await base.db.query(
            `select 1 from pg_stat_activity where backend_xid is not null and datname = current_database()`,
          )
        ).rowCount,
    )
    .toBe(1);
  clock = 1_000;
  const heard = announced();
  await publish('pkg:npm/two');
  await heard;
  clock = 8_000;
  const lag = nextLag();
  release();
  await older;
  await lag;
  expect(lags).toEqual([7_000]);
  await base.db.transaction(tx => announceChanges(tx, 1, [2]));
  clock = 9_000;
  const last = nextLag();
  await publish('pkg:npm/three');
  await last;
  expect(lags).toHaveLength(2);
});

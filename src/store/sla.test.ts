import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/databases.ts';
import { emptyHistogram, LAG_BOUNDS_MS } from '../core/histogram.ts';
import { appendEvents } from './events.ts';
import {
  addSlaMinutes,
  measuredSla,
  pruneSlaMinutes,
  type SlaMinute,
  slaReports,
  writeSlaReports,
} from './sla.ts';

let base: TestDatabase;
beforeAll(async () => {
  base = await createTestDatabase();
});
afterAll(() => base.drop());

const BEGIN = Date.parse('2026-02-10T00:00:00Z');
const minute = (n: number, over: Partial<SlaMinute> = {}): SlaMinute => ({
  minute: BEGIN + n * 60_000,
  probes: 3,
  probeFailures: 0,
  requests: 0,
  failures: 0,
  publishLag: emptyHistogram(LAG_BOUNDS_MS),
  ...over,
});

test('before anything was measured there is nothing to report', async () => {
  expect(await measuredSla(base.db, new Date(BEGIN), new Date(BEGIN + 3_600_000))).toMatchObject({
    measuredFrom: null,
    minutes: 0,
    availableMinutes: 0,
  });
  expect(await writeSlaReports(base.db, new Date('2026-03-02T00:00:00Z'))).toBe(0);
});

test('a minute is available in which the log was seen and hardly a request failed; one without a row is not', async () => {
  const lag = emptyHistogram(LAG_BOUNDS_MS);
  lag[3] = 4;
  await addSlaMinutes(base.db, [
    minute(0, { publishLag: lag }),
    minute(1, { probeFailures: 3 }),
    // Another process saw it.
    minute(2, { probeFailures: 3 }),
    minute(3, { requests: 100, failures: 5 }),
    minute(4, { requests: 100, failures: 6 }),
    minute(9),
  ]);
  await addSlaMinutes(base.db, [minute(2, { publishLag: lag }), minute(0, { publishLag: lag })]);
  const span = await measuredSla(
    base.db,
    new Date(BEGIN - 86_400_000),
    new Date(BEGIN + 10 * 60_000 + 5_000),
  );
  expect(span).toMatchObject({
    measuredFrom: '2026-02-10T00:00:00.000Z',
    minutes: 10,
    // 0, 2, 3 and 9.
    availableMinutes: 4,
    requests: 200,
    failures: 11,
  });
  expect(span.publishLag[3]).toBe(12);
});

test('the report of a month is written once, with what it was worth then', async () => {
  await base.db.transaction(tx => appendEvents(tx, 1, [{ type: 'package.created', subject: 'pkg:npm/a' }]));
  const march = new Date('2026-03-01T00:20:00Z');
  expect(await writeSlaReports(base.db, march)).toBe(2);
  await addSlaMinutes(base.db, [minute(5)]);
  expect(await writeSlaReports(base.db, march)).toBe(0);
  const [develop, scale] = await slaReports(base.db);
  // From the 10th to the end of February: 19 days.
  expect(develop).toMatchObject({
    month: '2026-02-01',
    plan: 'develop',
    measuredFrom: '2026-02-10T00:00:00.000Z',
    minutes: 19 * 1_440,
    availableMinutes: 4,
    creditPercent: 50,
    targets: { availability: 0.995, publishLagP95Ms: 60_000, replayDays: 7 },
  });
  expect(develop?.replayFrom).not.toBeNull();
  expect(scale).toMatchObject({ plan: 'scale', creditPercent: 50 });
});

test('old minutes go', async () => {
  await pruneSlaMinutes(base.db, new Date('2027-01-01T00:00:00Z'));
  expect((await measuredSla(base.db, new Date(BEGIN), new Date())).measuredFrom).toBeNull();
});

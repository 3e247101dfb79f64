/** Request budgets in a real database, shared by whoever asks. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/databases.ts';
import { UpstreamError } from '../core/errors.ts';
import type { Http } from '../io/types.ts';
import { createBudget, heedingHttp } from './budget.ts';
import { runInLane } from './lanes.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('a burst goes at once, whichever process asks, and the next request is turned away', async () => {
  const rate = () => ({ perSecond: 0.001, burst: 4 });
  const [one, other] = [createBudget(database.db, rate), createBudget(database.db, rate)];
  await runInLane('feed', async () => {
    for (let n = 0; n < 4; n++) await (n % 2 ? one : other).reserve('burst.example');
    await expect(one.reserve('burst.example')).rejects.toMatchObject({ code: 'rate-limited' });
  });
});

test('after the burst, one request each interval', async () => {
  const budget = createBudget(database.db, () => ({ perSecond: 20, burst: 4 }));
  const began = performance.now();
  const sent = await Promise.all(
    Array.from({ length: 12 }, () => budget.reserve('steady.example').then(() => performance.now() - began)),
  );
  sent.sort((a, b) => a - b);
  // 4 of the burst, then 8 more at 20 a second: not before 50, 100, ... 400 ms. Timers may be a little early.
  for (const [n, at] of sent.slice(4).entries()) expect(at).toBeGreaterThanOrEqual((n + 1) * 50 - 3);
});

test('hosts do not share a budget, and one without a limit turns nobody away', async () => {
  const budget = createBudget(database.db, host =>
    host === 'slow.example' ? { perSecond: 0.01, burst: 1 } : null,
  );
  await runInLane('backfill', async () => {
    await budget.reserve('slow.example');
    await expect(budget.reserve('slow.example')).rejects.toMatchObject({ code: 'rate-limited' });
    await Promise.all(Array.from({ length: 50 }, () => budget.reserve('quick.example')));
  });
});

test('the background is turned away from a long wait, which does not grow by asking', async () => {
  const budget = createBudget(database.db, () => ({ perSecond: 0.02, burst: 1 }));
  await budget.reserve('narrow.example');
  for (let n = 0; n < 5; n++) {
    const refused = await runInLane('backfill', () => budget.reserve('narrow.example')).catch(error => error);
    expect(refused).toBeInstanceOf(UpstreamError);
    expect(refused.code).toBe('rate-limited');
    // One request in 50 s: the second may go 50 s after the first.
    expect(refused.options.retryAfterSeconds).toBeGreaterThanOrEqual(48);
    expect(refused.options.retryAfterSeconds).toBeLessThanOrEqual(50);
    expect(refused.options.status).toBeUndefined();
  }
});

test('a person waits longer than the background, but not for ever', async () => {
  const budget = createBudget(database.db, () => ({ perSecond: 1, burst: 1 }));
  await budget.hold('held.example', 3_600);
  await expect(budget.reserve('held.example')).rejects.toMatchObject({ code: 'rate-limited' });
  const stop = new AbortController();
  await budget.hold('soon.example', 40);
  await expect(runInLane('feed', () => budget.reserve('soon.example'))).rejects.toMatchObject({
    code: 'rate-limited',
  });
  const waiting = budget.reserve('soon.example', stop.signal);
  const first = await Promise.race([
    waiting,
    new Promise(resolve => setTimeout(() => resolve('waits'), 200)),
  ]);
  expect(first).toBe('waits');
  stop.abort();
  await expect(waiting).rejects.toThrow('aborted');
});

test('one 429 quietens its host for everybody, for as long as it says', async () => {
  const budget = createBudget(database.db, () => null);
  const answers: Record<string, UpstreamError> = {
    'http://a.example/x': new UpstreamError('rate-limited', '429', {
      url: 'http://a.example/x',
      status: 429,
      retryAfterSeconds: 45,
    }),
    'http://b.example/x': new UpstreamError('server-error', '500', {
      url: 'http://b.example/x',
      status: 500,
    }),
  };
  const refuse = async ({ url }: { url: string }) => {
    throw answers[url];
  };
  const http = heedingHttp({ request: refuse, stream: refuse } satisfies Http, budget);
  await expect(http.request({ url: 'http://a.example/x' })).rejects.toBe(answers['http://a.example/x']);
  await expect(http.stream({ url: 'http://b.example/x' })).rejects.toBe(answers['http://b.example/x']);
  const held = await runInLane('feed', () => budget.reserve('a.example')).catch(error => error);
  expect(held.options.retryAfterSeconds).toBeGreaterThan(40);
  expect(held.options.retryAfterSeconds).toBeLessThanOrEqual(46);
  await runInLane('feed', () => budget.reserve('b.example'));
});

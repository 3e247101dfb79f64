import { expect, test } from 'vitest';
import type { Caller } from '../../core/access.ts';
import { digestText } from '../../core/text-digest.ts';
import type { UsageSample } from '../../core/usage.ts';
import { createWasteWatch } from './hints.ts';

const someone: Caller = {
  subject: 'prefix:192.0.2.1/32',
  kind: 'prefix',
  tier: 'anonymous',
  notice: null,
  accountId: null,
  keyId: null,
  scopes: ['read:public'],
  priority: 3,
  privacy: 'normal',
  licence: { spdx: 'CC-BY-SA-4.0', url: '/licences' },
};

type Played = Partial<Omit<UsageSample, 'target' | 'etag'>> & { target?: string; etag?: string };

/** Answers given one after the other, so many milliseconds apart. */
function play(samples: Played[], { apart = 1_000, caller = someone, watch = createWasteWatch() } = {}) {
  let now = Date.parse('2026-03-10T12:00:00Z');
  const codes = samples.map(({ target = '/a', etag, ...over }) => {
    now += apart;
    return watch.observe(
      {
        caller,
        label: 'packages.getRegistryPackages',
        status: 200,
        cache: 'hit',
        cost: 1,
        bytes: 10,
        ms: 1,
        target: digestText(target),
        etag: etag === undefined ? 0 : digestText(etag),
        conditional: false,
        ...over,
      },
      now,
    );
  });
  return { codes, watch, wasted: codes.filter(code => code !== null).length };
}

const times = <T>(n: number, of: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => of(i));

test('the same ETag again without a condition is a wasted answer, another one is not', () => {
  const { codes } = play(
    [
      { etag: 'W/"1"' },
      { etag: 'W/"1"' },
      { etag: 'W/"2"' },
      { etag: 'W/"2"' },
      { etag: 'W/"2"', target: '/b' },
    ],
    { apart: 120_000 },
  );
  expect(codes).toEqual([null, 'send-if-none-match', null, 'send-if-none-match', null]);
});

test('83 of 100 requests for what the client has: the hint says so', () => {
  // 17 different things, then 83 that were seen among the last of them.
  const { watch } = play(
    [
      ...times(17, i => ({ target: `/first/${i}`, etag: `W/"${i}"` })),
      ...times(83, () => ({ target: '/first/16', etag: 'W/"16"' })),
    ],
    { apart: 90_000 },
  );
  expect(watch.hints(someone)).toMatchObject([{ code: 'send-if-none-match', wasted: 83, of: 100 }]);
  expect(watch.hintFor(someone)).toBe(
    'send If-None-Match with the ETag that you were given: 83 % of your last 100 requests were answered with what you had already, and a 304 costs nothing',
  );
});

test('who revalidates every now and then wastes nothing; every second it is polling', () => {
  const answers = times(40, () => ({ status: 304, cache: '304' as const, etag: 'W/"1"', conditional: true }));
  expect(play(answers, { apart: 61_000 }).wasted).toBe(0);
  const { codes, watch } = play(answers, { apart: 1_000 });
  expect(codes.slice(0, 6)).toEqual([null, null, null, null, null, 'poll-less-often']);
  expect(watch.hintFor(someone)).toContain('follow GET /api/v1/events');
});

test('more than 30 packages one by one in a minute: the hint names the bulk operation', () => {
  const singles = times(100, i => ({
    label: 'packages.getRegistryPackage',
    target: `/p/${i}`,
    etag: `"${i}"`,
  }));
  const { watch, wasted } = play(singles, { apart: 100 });
  expect(wasted).toBe(70);
  expect(watch.hintFor(someone)).toContain('POST /api/v1/purls/lookup with up to 1,000 package URLs');
  expect(play(singles, { apart: 3_000 }).wasted).toBe(0);
});

test('the third refusal in a row is one too many, an answer in between ends the row', () => {
  const { codes } = play([
    { status: 429 },
    { status: 429 },
    { status: 429 },
    { status: 503 },
    { status: 200 },
    { status: 429 },
  ]);
  expect(codes).toEqual([null, null, 'respect-retry-after', 'respect-retry-after', null, null]);
  expect(
    play(
      times(10, () => ({ status: 429 })),
      { apart: 6_000 },
    ).wasted,
  ).toBe(0);
});

test('what is not found is not asked for again within an hour', () => {
  const twice = [{ status: 404 }, { status: 404 }, { status: 404, target: '/b' }];
  expect(play(twice).codes).toEqual([null, 'stop-asking-for-missing', null]);
  expect(play(twice, { apart: 3_600_000 }).codes).toEqual([null, null, null]);
});

test('shares are of the last 500 requests: old sins are forgotten', () => {
  const { watch } = play(times(200, () => ({ status: 404 })));
  expect(watch.hints(someone)).toHaveLength(1);
  play(
    times(480, i => ({ target: `/${i}` })),
    { watch },
  );
  expect(watch.hints(someone)).toEqual([]);
});

test('nothing is remembered of keys that leave no trace, and of few subjects at a time', () => {
  const strict: Caller = { ...someone, subject: 'account:1', privacy: 'strict' };
  expect(
    play(
      times(100, () => ({ status: 404 })),
      { caller: strict },
    ).wasted,
  ).toBe(0);
  const watch = createWasteWatch({ subjects: 2 });
  for (const subject of ['a', 'b', 'c']) {
    play(
      times(100, () => ({ status: 404 })),
      { caller: { ...someone, subject }, watch },
    );
  }
  expect(watch.hintFor({ ...someone, subject: 'a' })).toBeNull();
  expect(watch.hintFor({ ...someone, subject: 'c' })).not.toBeNull();
});

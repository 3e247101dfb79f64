import { expect, test } from 'vitest';
import { UniverseVersion } from '../../store/universe.ts';
import { npm } from '../../versions/schemes/npm.ts';
import { asOf, keptOf } from './kept.ts';

const version = (number: string, day: string | null, status: string | null = null) =>
  new UniverseVersion('a', number, day === null ? null : Date.parse(day), status, null, null, null);

const stored = (...versions: UniverseVersion[]) => ({
  id: 1,
  name: 'a',
  asked: 'a',
  status: null,
  latest: '2.0.0',
  metadata: {},
  versions,
  bytes: 0,
});

test('versions are in the order of their ecosystem', () => {
  const { whole } = keptOf(
    stored(version('10.0.0', null), version('9.0.0', null), version('9.0.0-rc.1', null)),
    npm,
  );
  expect(whole.versions.map(({ number }) => number)).toEqual(['9.0.0-rc.1', '9.0.0', '10.0.0']);
});

// 1.1.0 has no date: 1.0.0 below it is shown, so it is; 2.1.0 has none either, and 2.0.0 below it is hidden.
test('as of a day: later versions are hidden, undated ones go with what is below them, latest is worked out anew', () => {
  const kept = keptOf(
    stored(
      version('1.0.0', '2020-01-01'),
      version('1.1.0', null),
      version('1.2.0', '2020-06-01', 'yanked'),
      version('2.0.0', '2022-01-01'),
      version('2.1.0', null),
      version('1.0.5', '2020-02-01'),
    ),
    npm,
  );
  const undated = new Set<string>();
  const then = asOf(kept, Date.parse('2021-01-01'), npm, undated);
  expect(then.versions.map(({ number }) => number)).toEqual(['1.0.0', '1.0.5', '1.1.0', '1.2.0']);
  expect(then.latest).toBe('1.1.0');
  expect([...undated]).toEqual(['a']);
  expect(asOf(kept, Date.parse('2023-01-01'), npm, new Set())).toBe(kept.whole);
  const mirrored = { ...kept, whole: { ...kept.whole, metadata: { mirrored_dates: true } } };
  const unsure = new Set<string>();
  expect(asOf(mirrored, Date.parse('2020-03-01'), npm, unsure)).toBe(mirrored.whole);
  expect([...unsure]).toEqual(['a']);
  expect(asOf(kept, Date.parse('2019-01-01'), npm, new Set()).versions).toEqual([]);
});

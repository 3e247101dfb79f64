import { describe, expect, test } from 'vitest';
import type { RangeEvent } from '../core/advisories.ts';
import { type ListedVersion, schemeOf } from '../versions/index.ts';
import { compileAffected } from './compile.ts';
import { exposureTo } from './exposure.ts';
import { affects } from './fixtures/records.ts';

function exposed(ecosystem: string, events: RangeEvent[], versions: readonly (string | ListedVersion)[]) {
  const scheme = schemeOf(ecosystem);
  if (!scheme) throw new Error(`${ecosystem} has no scheme`);
  const affected = affects(ecosystem, 'x', { ranges: [{ type: 'ECOSYSTEM', repo: null, events }] });
  const listed = versions.map(of => (typeof of === 'string' ? { number: of } : of));
  return exposureTo(compileAffected([affected], scheme), listed);
}
const until = (fixed: string): RangeEvent[] => [{ introduced: '0' }, { fixed }];

const LEFT = ['1.0.0', '1.2.0', '1.2.3', '2.0.0', '2.0.5', '2.1.0-rc.1', '2.1.0'];
const LEFT_EVENTS: RangeEvent[] = [...until('1.2.3'), { introduced: '2.0.0' }, { fixed: '2.1.0' }];

// [ecosystem, requirement, verdict, highest affected, highest that it can be raised to], worked out by each manager's documentation.
type Row = [string | null, 'admits' | 'excludes' | 'unknown', string | null, string | null];
const TABLE: Record<string, { events: RangeEvent[]; versions: string[]; rows: Row[] }> = {
  npm: {
    events: LEFT_EVENTS,
    versions: LEFT,
    rows: [
      ['^1.0.0', 'admits', '1.2.0', '1.2.3'],
      ['1.2.0', 'admits', '1.2.0', null],
      ['~1.2.3', 'excludes', null, null],
      ['^2.0.0', 'admits', '2.0.5', '2.1.0'],
      // Between the two ranges of the advisory: raised to 1.2.3, not to 2.0.
      ['<2.1.0', 'admits', '2.0.5', '1.2.3'],
      ['>=2.1.0', 'excludes', null, null],
      ['*', 'admits', '2.0.5', '2.1.0'],
      [null, 'admits', '2.0.5', '2.1.0'],
      ['', 'admits', '2.0.5', '2.1.0'],
      // A pre-release of 2.1.0 is affected by the order; npm takes it only where the requirement names one of 2.1.0.
      ['>=2.1.0-rc.0', 'admits', '2.1.0-rc.1', '2.1.0'],
      ['^1.2.5', 'excludes', null, null],
      // Takes affected versions by its bounds, and none that is known.
      ['>=2.0.6 <2.0.9', 'unknown', null, null],
      ['latest', 'unknown', null, null],
      ['git+https://example.org/left.git', 'unknown', null, null],
    ],
  },
  pypi: {
    events: until('2.0.1'),
    versions: ['1.0', '1.9.post1', '2.0rc1', '2.0', '2.0.1', '2.1'],
    rows: [
      ['>=1.0,<2', 'admits', '1.9.post1', null],
      ['~=2.0', 'admits', '2.0', '2.1'],
      ['==2.0.*', 'admits', '2.0', '2.0.1'],
      ['==2.0', 'admits', '2.0', null],
      ['>2.0', 'excludes', null, null],
      ['>=1.0,!=1.0,!=1.9.post1,!=2.0', 'excludes', null, null],
      ['not a requirement', 'unknown', null, null],
    ],
  },
  rubygems: {
    events: until('5.2.4.3'),
    versions: ['4.2.11', '5.2.4.2', '5.2.4.3', '6.0.0'],
    rows: [
      ['~> 5.2', 'admits', '5.2.4.2', '5.2.4.3'],
      ['~> 4.2.0', 'admits', '4.2.11', null],
      ['>= 5.2.4.3', 'excludes', null, null],
      ['>= 4.2, < 5', 'admits', '4.2.11', null],
      ['>= 0', 'admits', '5.2.4.2', '6.0.0'],
    ],
  },
  cargo: {
    events: until('0.3.1'),
    versions: ['0.2.9', '0.3.0', '0.3.1', '0.4.0'],
    rows: [
      // A bare version is a caret one, and below 1.0 the minor is what may not change.
      ['0.3.0', 'admits', '0.3.0', '0.3.1'],
      ['0.2', 'admits', '0.2.9', null],
      ['=0.3.0', 'admits', '0.3.0', null],
      ['^0.3.1', 'excludes', null, null],
      ['>=0.2, <0.5', 'admits', '0.3.0', '0.4.0'],
    ],
  },
  maven: {
    events: until('2.15.0'),
    versions: ['2.14.0', '2.14.1', '2.15.0-rc1', '2.15.0', '2.17.1'],
    rows: [
      // A bare version is what is used.
      ['2.14.1', 'admits', '2.14.1', null],
      ['2.17.1', 'excludes', null, null],
      ['[2.14,)', 'admits', '2.15.0-rc1', '2.17.1'],
      ['[2.15.0,3)', 'excludes', null, null],
      // biome-ignore lint/suspicious/noTemplateCurlyInString: as a POM has it
      ['${log4j.version}', 'unknown', null, null],
      // Not in the index; below the fix all the same.
      ['2.13.3', 'unknown', null, null],
    ],
  },
  go: {
    events: until('0.17.0'),
    versions: ['v0.15.0', 'v0.16.0', 'v0.17.0', 'v0.18.0'],
    rows: [
      // At least that one.
      ['v0.16.0', 'admits', 'v0.16.0', 'v0.18.0'],
      ['v0.17.0', 'excludes', null, null],
    ],
  },
  debian: {
    events: until('3.0.11-1~deb12u2'),
    versions: ['3.0.11-1~deb12u1', '3.0.11-1~deb12u2'],
    rows: [
      ['>= 3.0.0', 'admits', '3.0.11-1~deb12u1', '3.0.11-1~deb12u2'],
      ['= 3.0.11-1~deb12u1', 'admits', '3.0.11-1~deb12u1', null],
      ['(>= 3.0.11-1~deb12u2)', 'excludes', null, null],
      // Above all that the release has.
      ['>= 1:1', 'excludes', null, null],
      [null, 'admits', '3.0.11-1~deb12u1', '3.0.11-1~deb12u2'],
    ],
  },
};

describe.each(Object.entries(TABLE))('requirements of %s', (ecosystem, { events, versions, rows }) => {
  const ask = exposed(ecosystem, events, versions);
  test.each(rows)('%s: %s', (requirement, verdict, affected, fixed) => {
    expect(ask(requirement)).toMatchObject({ verdict, affected, fixed });
  });
});

test('an unknown answer says why', () => {
  const ask = exposed('npm', until('2.0.0'), ['1.0.0']);
  expect(ask('latest').because).toBe('the requirement cannot be read as a range of versions');
  expect(ask('~1.5.0').because).toBe('no version that it takes is known');
  expect(exposed('npm', until('no version'), ['1.0.0'])('^1.0.0').because).toBe(
    'of versions that it takes it is not known whether they are affected',
  );
});

test('of a package without known versions only bounds tell', () => {
  const ask = exposed('npm', until('2.0.0'), []);
  expect([ask('^2.0.0'), ask('^1.0.0'), ask(null)].map(({ verdict }) => verdict)).toEqual([
    'excludes',
    'unknown',
    'unknown',
  ]);
});

test('removed versions do not count, yanked ones only where nothing else is taken', () => {
  const ask = exposed('cargo', until('1.1.0'), [
    { number: '1.0.0', status: 'removed' },
    { number: '1.0.1', status: 'yanked' },
    { number: '1.1.0' },
  ]);
  expect(ask('^1.0.0').verdict).toBe('excludes');
  expect(ask('=1.0.1')).toMatchObject({ verdict: 'admits', affected: '1.0.1', fixed: null });
  expect(ask('=1.0.0').verdict).toBe('unknown');
  const deprecated = exposed('npm', until('1.1.0'), [{ number: '1.0.0', status: 'deprecated' }]);
  expect(deprecated('^1.0.0').verdict).toBe('admits');
});

test('versions that are named one by one count as affected', () => {
  const scheme = schemeOf('npm')!;
  const ask = exposureTo(compileAffected([affects('npm', 'x', { versions: ['3.3.6'] })], scheme), [
    { number: '3.3.5' },
    { number: '3.3.6' },
  ]);
  expect(ask('^3.3.0')).toMatchObject({ verdict: 'admits', affected: '3.3.6', fixed: null });
  expect(ask('3.3.5').verdict).toBe('excludes');
  // Also those that the index does not have.
  const bare = exposureTo(compileAffected([affects('npm', 'x', { versions: ['3.3.6'] })], scheme), []);
  expect(['^3.3.0', '^4.0.0'].map(requirement => bare(requirement).verdict)).toEqual(['unknown', 'excludes']);
});

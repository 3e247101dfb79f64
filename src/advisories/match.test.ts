/** What the table of verdicts leaves open: events of the specification's own kind, what cannot be read, and what is hostile. */
import { describe, expect, test } from 'vitest';
import type { AffectedPackage, RangeEvent } from '../core/advisories.ts';
import { schemeOf } from '../versions/index.ts';
import { compileAffected } from './compile.ts';
import { affects } from './fixtures/records.ts';
import { affectedRanges, verdictOf } from './match.ts';

const npm = schemeOf('npm')!;
const ranged = (events: RangeEvent[], over: Partial<AffectedPackage> = {}) =>
  affects('npm', 'x', { ranges: [{ type: 'SEMVER', repo: null, events }], ...over });
const ask = (affected: AffectedPackage[], version: string) => verdictOf(affected, version, { scheme: npm });

// https://ossf.github.io/osv-schema/#evaluation
describe('evaluation', () => {
  test('versions below any limit count', () => {
    const limited = [ranged([{ introduced: '0' }, { limit: '2.0.0' }, { limit: '3.0.0' }])];
    expect(ask(limited, '2.5.0').verdict).toBe('affected');
    expect(ask(limited, '3.0.0')).toEqual({
      verdict: 'not-affected',
      because: { kind: 'outside' },
      // A limit is where nothing more is said, and no fix.
      fixed: { nearest: null, smallest: null },
    });
  });

  test('a range with both kinds of end reads like one with either', () => {
    const both = [
      ranged([
        { introduced: '1.0.0' },
        { last_affected: '1.5.0' },
        { introduced: '2.0.0' },
        { fixed: '2.1.0' },
      ]),
    ];
    expect(['0.9.0', '1.5.0', '1.5.1', '2.0.9', '2.1.0'].map(version => ask(both, version).verdict)).toEqual([
      'not-affected',
      'affected',
      'not-affected',
      'affected',
      'not-affected',
    ]);
  });

  test('explicit versions are added to ranges, and are no fix of them', () => {
    const both = [ranged([{ introduced: '1.0.0' }, { fixed: '1.2.0' }], { versions: ['1.2.0', '3.0.0'] })];
    expect(ask(both, '3.0.0').because).toEqual({ kind: 'version', version: '3.0.0' });
    expect(ask(both, '1.2.0').verdict).toBe('affected');
    expect(ask(both, '1.1.0')).toMatchObject({
      because: { kind: 'range', text: '>= 1.0.0, < 1.2.0' },
      fixed: { nearest: null },
    });
    expect(affectedRanges(compileAffected(both, npm))).toEqual([
      { text: '>= 1.0.0, < 1.2.0', fixed: null },
      { text: '= 1.2.0', fixed: null },
      { text: '= 3.0.0', fixed: null },
    ]);
  });

  test('one range may begin again what another one ends', () => {
    const overlapping = [
      ranged([{ introduced: '0' }, { fixed: '1.0.0' }]),
      ranged([{ introduced: '0.5.0' }, { fixed: '2.0.0' }]),
    ];
    expect(ask(overlapping, '0.1.0').fixed).toEqual({ nearest: '2.0.0', smallest: '2.0.0' });
  });

  test('fixes: the nearest above, and the smallest of all', () => {
    const branches = [
      ranged([{ introduced: '0' }, { fixed: '1.9.0' }, { introduced: '2.0.0' }, { fixed: '2.4.0' }]),
    ];
    expect(ask(branches, '2.1.0').fixed).toEqual({ nearest: '2.4.0', smallest: '1.9.0' });
    expect(ask(branches, '2.4.1')).toMatchObject({
      because: { kind: 'fixed', version: '2.4.0' },
      fixed: { nearest: null },
    });
  });
});

describe('what cannot be told', () => {
  const commits: AffectedPackage['ranges'][0] = {
    type: 'GIT',
    repo: 'https://example.org/r',
    events: [{ introduced: '0' }],
  };

  test.each<[string, AffectedPackage[], string, string]>([
    [
      'commits alone',
      [affects('npm', 'x', { ranges: [commits] })],
      '1.0.0',
      'it tells commits and no versions',
    ],
    ['nothing', [affects('npm', 'x')], '1.0.0', 'it tells no versions'],
    ['no entry', [], '1.0.0', 'it says nothing of this package'],
    [
      'an event that is no version',
      [ranged([{ introduced: '0' }, { fixed: 'soon' }])],
      '1.0.0',
      '"soon" is no npm version',
    ],
    [
      'a version that is none',
      [ranged([{ introduced: '0' }, { fixed: '1.0.0' }])],
      'main',
      '"main" is no npm version',
    ],
    [
      'more than could be read',
      [ranged([{ introduced: '2.0.0' }], { isPartial: true })],
      '1.0.0',
      'the source holds more than could be read',
    ],
  ])('%s', (_name, affected, version, text) => {
    expect(ask(affected, version)).toMatchObject({ verdict: 'unknown', because: { kind: 'unknown', text } });
  });

  test('what is readable still affects', () => {
    const partial = [
      ranged([{ introduced: '0' }, { fixed: 'soon' }]),
      ranged([{ introduced: '1.0.0' }, { fixed: '2.0.0' }]),
    ];
    expect(ask(partial, '1.5.0').verdict).toBe('affected');
    expect(ask(partial, '3.0.0').verdict).toBe('unknown');
  });

  test('a safe requirement that is none leaves everything open', () => {
    const native = affects('npm', 'x', {
      ranges: [{ type: 'native', affected: [], safe: ['>= 1.0.0', '?!'] }],
    });
    expect(ask([native], '0.1.0').verdict).toBe('unknown');
  });

  test('without an order of versions, those that are named are told', () => {
    const named = [affects(null, 'x', { versions: ['r12'] })];
    expect(verdictOf(named, 'r12', { scheme: null }).verdict).toBe('affected');
    expect(verdictOf(named, 'r13', { scheme: null }).verdict).toBe('unknown');
  });
});

test('a status of not affected is an answer', () => {
  expect(ask([affects('npm', 'x', { status: 'not-affected' })], '1.0.0')).toMatchObject({
    verdict: 'not-affected',
    because: { kind: 'status', status: 'not-affected' },
  });
});

test('GitHub writes bounds that events cannot', () => {
  const github = affects('npm', 'x', {
    ranges: [{ type: 'native', affected: ['> 1.0.0, <= 2.0.0', '= 3.0.0'], safe: [], syntax: 'ghsa' }],
  });
  expect(
    ['1.0.0', '1.0.1', '2.0.0', '2.0.1', '3.0.0'].map(version => ask([github], version).verdict),
  ).toEqual(['not-affected', 'affected', 'affected', 'not-affected', 'affected']);
});

test('more ranges than anybody writes are cut, and the rest is open', () => {
  const many = Array.from({ length: 2_001 }, (_, n) =>
    ranged([{ introduced: `${n}.0.0` }, { fixed: `${n}.1.0` }]),
  );
  expect(ask(many, '1999.0.5').verdict).toBe('affected');
  expect(ask(many, '2000.0.5')).toMatchObject({
    verdict: 'unknown',
    because: { text: 'more than 2000 ranges' },
  });
});

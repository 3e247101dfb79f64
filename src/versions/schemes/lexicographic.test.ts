import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { agreesWithTables } from './fixtures/tables.ts';
import { lexicographic } from './lexicographic.ts';

agreesWithTables(lexicographic, {
  // Bytes of UTF-8 (https://www.rfc-editor.org/rfc/rfc3629): 41 < 42 < 61 < 61 61 < 65 CC 81 < 7A < C3 A4 < C3 A9 <
  // E2 82 AC < EE 80 80 < EF BF BD < F0 9F 98 80.
  chains: [
    'A < B < a < aa < e\u0301 < z < \u00e4 < \u00e9 < \u20ac < \ue000 < \ufffd < \u{1f600}',
    '1 < 1.0 < 1.10 < 1.2 < 10 < 2 < 9',
    'ss < \u00df',
    'A\u030a < \u00c5',
    '! < - < . < / < 0 < ; < _ < ~',
    'a\u{1f600} < a\u{1f601} < b',
    '\u{10000} < \u{10ffff}',
    'x\ud7ff < x\ue000 < x\uffff < x\u{10000}',
    '2024-01-31 < 2024-02-01 < 2024-11-01',
  ],
  ranges: [
    ['>=b, <d', 'b bb c cz', 'a d e B'],
    ['a', 'a', 'A aa'],
    ['=a || =c', 'a c', 'b'],
    ['!=a', 'b A aa', 'a'],
    ['>1.10', '1.2 2', '1.10 1.1 1'],
    ['<=\u00e9', 'z \u00e4 \u00e9', '\u20ac \u{1f600}'],
    ['>\uffff', '\u{1f600}', '\uffff \u00e9'],
    ['>=1.10 <1.3', '1.10 1.2 1.29', '1.1 1.3 1.9'],
    ['<a', 'A Z 1 _', 'a aa'],
    ['>=a, !=b, <c', 'a aa ba bb', 'b c'],
    ['<0 || >9', '- . ! a 90', '0 5 9'],
    ['=v1', 'v1', 'V1 v1.0 1'],
    ['', 'a', ''],
    ['*', 'a', ''],
  ],
  normal: [
    ['a b', 'a b'],
    ['e\u0301', 'e\u0301'],
    [' x', ' x'],
  ],
  stable: ['a', '1.0-alpha'],
  unstable: ['', '\ud800'],
  releases: [['1.2.3', null]],
  noVersions: ['', '\ud800', 'a\udc00', '\udc00\ud800'],
  noRanges: ['>', '>= ', 'a ||', 'a,,b', '>=>a', '\ud800'],
  vers: [
    ['>=b, <d', 'vers:lexicographic/>=b|<d'],
    ['\u00e9', 'vers:lexicographic/%C3%A9'],
    ['b || a', 'vers:lexicographic/a|b'],
    ['<a, >b', null],
  ],
});

const text = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 6 })
  .filter(version => version.isWellFormed());
const bare = fc.string({
  unit: fc.constantFrom('a', 'B', '1', '.', '-', 'é', '\uffff', '\u{1f600}'),
  minLength: 1,
  maxLength: 4,
});

it('agrees with the bytes of UTF-8', () => {
  fc.assert(
    fc.property(fc.oneof(text, bare), fc.oneof(text, bare), (a, b) => {
      const bytes = Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'));
      expect(Math.sign(lexicographic.compare(a, b))).toBe(bytes);
    }),
  );
});

keepsTheLaws(lexicographic, {
  versions: fc.oneof(text, bare),
  ranges: fc
    .array(fc.tuple(fc.constantFrom('', '=', '!=', '<', '>= '), bare, fc.constantFrom(', ', ' ', '||')), {
      minLength: 1,
      maxLength: 4,
    })
    .map(parts => parts.flat().slice(0, -1).join('')),
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../errors.ts';
import {
  compound,
  formatExpression,
  type LicenseExpression,
  MAX_EXPRESSION_DEPTH,
  MAX_EXPRESSION_LENGTH,
  parseExpression,
  tryParseExpression,
} from './expression.ts';

const term = (id: string, more = {}) => ({ kind: 'license', id, orLater: false, addition: null, ...more });
const reference = (id: string) => term(id, { kind: 'reference' });

// The grammar and the precedence: https://spdx.github.io/spdx-spec/v3.0.1/annexes/spdx-license-expressions/
describe('a tree', () => {
  test.each([
    ['MIT', term('MIT')],
    ['mit', term('MIT')],
    ['  apache-2.0\n', term('Apache-2.0')],
    ['CDDL-1.0+', term('CDDL-1.0', { orLater: true })],
    ['GPL-2.0+', term('GPL-2.0', { orLater: true })],
    [
      'GPL-2.0-or-later WITH Bison-exception-2.2',
      term('GPL-2.0-or-later', { addition: 'Bison-exception-2.2' }),
    ],
    [
      'gpl-2.0+ with CLASSPATH-exception-2.0',
      term('GPL-2.0', { orLater: true, addition: 'Classpath-exception-2.0' }),
    ],
    ['LicenseRef-23', reference('LicenseRef-23')],
    ['licenseref-MIT-Style-1', reference('LicenseRef-MIT-Style-1')],
    [
      'DocumentRef-spdx-tool-1.2:LicenseRef-MIT-Style-2',
      reference('DocumentRef-spdx-tool-1.2:LicenseRef-MIT-Style-2'),
    ],
    ['MIT WITH AdditionRef-x', term('MIT', { addition: 'AdditionRef-x' })],
    ['MIT WITH DocumentRef-d:AdditionRef-x', term('MIT', { addition: 'DocumentRef-d:AdditionRef-x' })],
    ['(MIT)', term('MIT')],
    ['((MIT))', term('MIT')],
    ['MIT AND ISC', { kind: 'and', operands: [term('MIT'), term('ISC')] }],
    ['(MIT)or(ISC)', { kind: 'or', operands: [term('MIT'), term('ISC')] }],
    // AND before OR: the specification's own example.
    [
      'LGPL-2.1-only OR BSD-3-Clause AND MIT',
      {
        kind: 'or',
        operands: [term('LGPL-2.1-only'), { kind: 'and', operands: [term('BSD-3-Clause'), term('MIT')] }],
      },
    ],
    [
      'MIT AND (LGPL-2.1-or-later OR BSD-3-Clause)',
      {
        kind: 'and',
        operands: [term('MIT'), { kind: 'or', operands: [term('LGPL-2.1-or-later'), term('BSD-3-Clause')] }],
      },
    ],
    ['MIT AND (ISC AND Zlib)', { kind: 'and', operands: [term('MIT'), term('ISC'), term('Zlib')] }],
  ])('of %j', (text, expected) => {
    expect(parseExpression(text)).toEqual(expected);
  });
});

test.each([
  ['mit or APACHE-2.0', 'MIT OR Apache-2.0'],
  ['(MIT  and\tISC)', 'MIT AND ISC'],
  ['LGPL-2.1-only OR BSD-3-Clause AND MIT', 'LGPL-2.1-only OR (BSD-3-Clause AND MIT)'],
  ['((MIT OR ISC)) AND Zlib', '(MIT OR ISC) AND Zlib'],
  ['GPL-2.0+ with bison-exception-2.2', 'GPL-2.0+ WITH Bison-exception-2.2'],
  ['documentref-D:licenseref-X', 'DocumentRef-D:LicenseRef-X'],
])('%j is written %j', (text, expected) => {
  expect(formatExpression(parseExpression(text))).toBe(expected);
});

test.each([
  ['nothing', ''],
  ['blanks', ' \n '],
  ['no licence of the list', 'Foo-1.0'],
  ['a name', 'MIT License'],
  ['two licences', 'MIT ISC'],
  ['no left operand', 'AND MIT'],
  ['no right operand', 'MIT OR'],
  ['two operators', 'MIT AND OR ISC'],
  ['an open parenthesis', '(MIT'],
  ['a closed parenthesis', 'MIT)'],
  ['empty parentheses', '()'],
  ['a blank before +', 'GPL-2.0 +'],
  ['two +', 'GPL-2.0++'],
  ['+ after a reference', 'LicenseRef-x+'],
  ['an exception alone', 'Classpath-exception-2.0'],
  ['a licence as exception', 'MIT WITH ISC'],
  ['two exceptions', 'GPL-2.0-only WITH Classpath-exception-2.0 WITH Bison-exception-2.2'],
  ['an exception of a compound', '(MIT OR GPL-2.0-only) WITH Classpath-exception-2.0'],
  ['no exception', 'GPL-2.0-only WITH'],
  ['a reference without name', 'LicenseRef-'],
  ['a reference with a bad sign', 'LicenseRef-a_b'],
  ['an addition as licence', 'AdditionRef-x'],
  ['a document without reference', 'DocumentRef-d:MIT'],
  ['a slash', 'MIT/Apache-2.0'],
  ['NONE', 'NONE'],
  ['NOASSERTION', 'NOASSERTION'],
  ['a property of objects', 'constructor'],
  ['many parentheses', '('.repeat(100_000)],
  ['many closed ones', ')'.repeat(10_000)],
  ['many operators', 'AND '.repeat(4_000)],
  ['a long word', 'a'.repeat(100_000)],
  ['a long reference', `DocumentRef-${'a'.repeat(16_000)}:`],
  ['a long text', 'MIT OR '.repeat(20_000)],
  ['NUL', 'MIT\u0000'],
])('%s is no expression', (_, text) => {
  expect(tryParseExpression(text)).toBeNull();
  try {
    parseExpression(text);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect(error).toMatchObject({ field: 'license', status: 422 });
  }
});

test('the limits are the stated ones', () => {
  const nested = (depth: number) => `${'('.repeat(depth)}MIT${')'.repeat(depth)}`;
  expect(parseExpression(nested(MAX_EXPRESSION_DEPTH))).toEqual(term('MIT'));
  expect(() => parseExpression(nested(MAX_EXPRESSION_DEPTH + 1))).toThrow(InputError);
  const blanks = ' '.repeat(MAX_EXPRESSION_LENGTH - 3);
  expect(parseExpression(`MIT${blanks}`)).toEqual(term('MIT'));
  expect(() => parseExpression(`MIT${blanks} `)).toThrow(InputError);
});

const anyTerm: fc.Arbitrary<LicenseExpression> = fc.record({
  kind: fc.constant('license' as const),
  id: fc.constantFrom('MIT', 'GPL-2.0', 'GPL-3.0-or-later', 'Apache-2.0', '0BSD'),
  orLater: fc.boolean(),
  addition: fc.constantFrom(null, 'LLVM-exception', 'AdditionRef-x'),
});
const anyReference: fc.Arbitrary<LicenseExpression> = fc
  .stringMatching(/^[A-Za-z0-9.-]{1,12}$/)
  .map(name => ({ kind: 'reference', id: `LicenseRef-${name}`, orLater: false, addition: null }));
const anyExpression: fc.Arbitrary<LicenseExpression> = fc.letrec<{ node: LicenseExpression }>(tie => ({
  node: fc.oneof(
    { maxDepth: 5 },
    anyTerm,
    anyReference,
    fc
      .tuple(
        fc.constantFrom('and' as const, 'or' as const),
        fc.array(tie('node'), { minLength: 2, maxLength: 4 }),
      )
      .map(([kind, operands]) => compound(kind, operands)),
  ),
})).node;

test('what is written is read back the same', () => {
  fc.assert(
    fc.property(anyExpression, expression => {
      expect(parseExpression(formatExpression(expression))).toEqual(expression);
    }),
  );
});

test('any text is an expression or a typed error', () => {
  const words = fc.constantFrom('MIT', 'AND', 'or', 'WITH', '(', ')', '+', 'LLVM-exception', 'x', ' ');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words).map(list => list.join(' ')),
      ),
      text => {
        const expression = tryParseExpression(text);
        if (expression !== null) expect(tryParseExpression(formatExpression(expression))).toEqual(expression);
      },
    ),
  );
});

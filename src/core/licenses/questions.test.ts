import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../errors.ts';
import { licenseFacts } from './facts.ts';
import { LICENSE_IDS } from './identifiers.ts';
import { equivalentExpressions, expressionIdentifiers, normaliseExpression } from './normalise-expression.ts';
import { satisfies } from './satisfies.ts';

// What replaces a deprecated identifier: https://spdx.org/licenses/#deprecated
test.each([
  ['mit', 'MIT'],
  ['GPL-2.0', 'GPL-2.0-only'],
  ['GPL-2.0+', 'GPL-2.0-or-later'],
  ['GPL-2.0-only+', 'GPL-2.0-or-later'],
  ['GPL-2.0-or-later+', 'GPL-2.0-or-later'],
  ['LGPL-2.1+', 'LGPL-2.1-or-later'],
  ['AGPL-3.0', 'AGPL-3.0-only'],
  ['GFDL-1.3+', 'GFDL-1.3-or-later'],
  ['Apache-2.0+', 'Apache-2.0+'],
  ['GPL-2.0-with-classpath-exception', 'GPL-2.0-only WITH Classpath-exception-2.0'],
  ['GPL-3.0-with-GCC-exception+', 'GPL-3.0-or-later WITH GCC-exception-3.1'],
  ['GPL-2.0-with-GCC-exception WITH LLVM-exception', 'GPL-2.0-with-GCC-exception WITH LLVM-exception'],
  ['GPL-2.0+ WITH Classpath-exception-2.0', 'GPL-2.0-or-later WITH Classpath-exception-2.0'],
  ['eCos-2.0', 'GPL-2.0-or-later WITH eCos-exception-2.0'],
  ['StandardML-NJ', 'SMLNJ'],
  ['Net-SNMP', 'Net-SNMP'],
  ['BSD-2-Clause-NetBSD OR BSD-2-Clause', 'BSD-2-Clause'],
  ['Zlib OR MIT OR zlib', 'Zlib OR MIT'],
  ['GPL-3.0+ OR GPL-3.0-or-later', 'GPL-3.0-or-later'],
  ['(MIT OR ISC) OR (ISC OR MIT)', 'MIT OR ISC'],
  ['(MIT AND ISC) OR (ISC AND MIT)', 'MIT AND ISC'],
  ['MIT AND (ISC OR ISC)', 'MIT AND ISC'],
  ['LicenseRef-a OR LicenseRef-A', 'LicenseRef-a OR LicenseRef-A'],
])('%j in today’s form is %j', (text, expected) => {
  expect(normaliseExpression(text)).toBe(expected);
  expect(normaliseExpression(expected)).toBe(expected);
});

test.each([
  ['MIT OR ISC', 'ISC OR MIT', true],
  ['MIT AND (ISC AND Zlib)', '(Zlib AND MIT) AND ISC', true],
  ['MIT OR MIT', 'mit', true],
  ['GPL-2.0+', 'GPL-2.0-or-later', true],
  ['GPL-2.0', 'GPL-2.0-only', true],
  ['(MIT OR ISC) AND Zlib', 'Zlib AND (ISC OR MIT)', true],
  ['MIT OR ISC', 'MIT AND ISC', false],
  ['MIT OR (ISC AND Zlib)', '(MIT OR ISC) AND Zlib', false],
  ['GPL-2.0-only', 'GPL-2.0-or-later', false],
  ['GPL-2.0-only', 'GPL-2.0-only WITH Classpath-exception-2.0', false],
  ['MIT AND (MIT OR ISC)', 'MIT', false],
])('%j and %j are the same: %s', (a, b, expected) => {
  expect(equivalentExpressions(a, b)).toBe(expected);
  expect(equivalentExpressions(b, a)).toBe(expected);
});

test('identifiers come in the order written, once', () => {
  expect(
    expressionIdentifiers(
      '(GPL-2.0+ WITH Classpath-exception-2.0 OR mit) AND MIT AND DocumentRef-d:LicenseRef-x',
    ),
  ).toEqual({
    licenses: ['GPL-2.0', 'MIT'],
    references: ['DocumentRef-d:LicenseRef-x'],
    additions: ['Classpath-exception-2.0'],
  });
});

test.each([
  ['MIT', ['MIT'], true],
  ['MIT', ['mit'], true],
  ['MIT', [], false],
  ['MIT OR GPL-3.0-only', ['MIT'], true],
  ['MIT AND GPL-3.0-only', ['MIT'], false],
  ['MIT AND GPL-3.0-only', ['GPL-3.0-only', 'MIT'], true],
  ['(MIT OR ISC) AND (Zlib OR GPL-3.0-only)', ['ISC', 'Zlib'], true],
  ['GPL-3.0', ['GPL-3.0-only'], true],
  ['GPL-2.0-or-later', ['GPL-3.0-only'], true],
  ['GPL-3.0-only', ['GPL-2.0-or-later'], true],
  ['GPL-2.0-only', ['GPL-3.0-or-later'], false],
  ['GPL-3.0-or-later', ['GPL-2.0-only'], false],
  ['GPL-2.0-only', ['GPL-2.0+'], true],
  ['GPL-2.0-only', ['GPL-3.0-only'], false],
  ['Apache-1.1+', ['Apache-2.0'], true],
  ['Apache-1.1', ['Apache-2.0'], false],
  ['MPL-1.1+', ['MPL-1.0'], false],
  ['LGPL-2.1-or-later', ['GPL-3.0-only'], false],
  ['LPPL-1.3a+', ['LPPL-1.3c'], false],
  ['BSD-2-Clause', ['BSD-3-Clause'], false],
  ['GPL-2.0-only WITH Classpath-exception-2.0', ['GPL-2.0-only'], false],
  ['GPL-2.0-only', ['GPL-2.0-only WITH Classpath-exception-2.0'], false],
  ['GPL-2.0+ WITH Classpath-exception-2.0', ['GPL-3.0-only WITH Classpath-exception-2.0'], true],
  ['GPL-2.0-with-classpath-exception', ['GPL-2.0-only WITH Classpath-exception-2.0'], true],
  ['LicenseRef-x', ['LicenseRef-x'], true],
  ['LicenseRef-x-2.0', ['LicenseRef-x-1.0'], false],
])('%j with %j accepted: %s', (text, accepted, expected) => {
  expect(satisfies(text, accepted)).toBe(expected);
});

test('what cannot be asked is a typed error that names the argument', () => {
  const asked = (text: string, accepted: string[]) => {
    try {
      return satisfies(text, accepted);
    } catch (error) {
      return error instanceof InputError ? error.field : error;
    }
  };
  expect(asked('MIT License', ['MIT'])).toBe('license');
  expect(asked('MIT', ['MIT OR ISC'])).toBe('accepted');
  expect(asked('MIT', ['Foo'])).toBe('accepted');
  const many = (count: number) => Array.from({ length: count }, () => 'MIT');
  expect(asked('MIT', many(1000))).toBe(true);
  expect(asked('MIT', many(1001))).toBe('accepted');
});

// The OSI's and the FSF's answers: https://opensource.org/licenses, https://www.gnu.org/licenses/license-list.html
test.each([
  ['mit', 'MIT', true, true, 'permissive', null],
  ['MIT-0', 'MIT-0', true, false, 'public-domain', null],
  ['Apache-2.0', 'Apache-2.0', true, true, 'permissive', null],
  ['BSD-4-Clause', 'BSD-4-Clause', false, true, 'permissive', null],
  ['CC0-1.0', 'CC0-1.0', false, true, 'public-domain', null],
  ['MPL-2.0', 'MPL-2.0', true, true, 'weak-copyleft', null],
  ['LGPL-2.1', 'LGPL-2.1', true, true, 'weak-copyleft', 'LGPL-2.1-only'],
  ['GPL-3.0-or-later', 'GPL-3.0-or-later', true, true, 'strong-copyleft', null],
  ['GPL-2.0', 'GPL-2.0', true, true, 'strong-copyleft', 'GPL-2.0-only'],
  ['AGPL-3.0-only', 'AGPL-3.0-only', true, true, 'network-copyleft', null],
  ['SSPL-1.0', 'SSPL-1.0', false, false, 'source-available', null],
  ['BUSL-1.1', 'BUSL-1.1', false, false, 'source-available', null],
  ['CC-BY-NC-4.0', 'CC-BY-NC-4.0', false, false, 'source-available', null],
  ['any-OSI', 'any-OSI', false, false, 'unknown', null],
])('facts of %s', (asked, id, osiApproved, fsfLibre, category, replacedBy) => {
  expect(licenseFacts(asked)).toEqual({
    id,
    deprecated: replacedBy !== null,
    replacedBy,
    osiApproved,
    fsfLibre,
    category,
  });
});

test('of what is not on the list nothing is known', () => {
  for (const name of ['BSD', 'LicenseRef-x', 'MIT License', '', 'x'.repeat(100_000)]) {
    expect(licenseFacts(name)).toBeNull();
  }
});

test('normalisation keeps the meaning, and a licence satisfies itself', () => {
  const ids = fc.constantFrom(...LICENSE_IDS);
  const text = fc
    .array(fc.tuple(ids, fc.constantFrom('', '+'), fc.constantFrom(' OR ', ' AND ')), {
      minLength: 1,
      maxLength: 6,
    })
    .map(list =>
      list.map(([id, plus], at) => `${at === 0 ? '' : (list[at - 1]?.[2] ?? '')}${id}${plus}`).join(''),
    );
  fc.assert(
    fc.property(text, expression => {
      const once = normaliseExpression(expression);
      expect(normaliseExpression(once)).toBe(once);
      expect(equivalentExpressions(expression, once)).toBe(true);
      expect(satisfies(expression, expression.split(/ AND | OR /))).toBe(true);
    }),
  );
});

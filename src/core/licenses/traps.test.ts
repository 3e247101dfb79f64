/** What must not be taken for a licence, the reasons that are given, pages of licences, and hostile input. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tryParseExpression } from './expression.ts';
import { urlExpression } from './license-urls.ts';
import { normaliseLicense } from './normalise-license.ts';
import { normaliseLicenses } from './normalised-licenses.ts';

const ECOSYSTEMS = [undefined, 'npm', 'pypi', 'debian', 'rpm', 'cran', 'cpan', 'maven', 'cargo', 'packagist'];

test.each([
  'Apache',
  'Apache License',
  'Apache Software License',
  'AGPL',
  'GNU',
  'version 2.0',
  '2.0',
  'License',
  'The License, Version 2',
  'Creative Commons',
  'CC BY',
  'CDDL',
  'Eclipse Public License',
  'Mozilla Public License',
  'Public Domain',
  'Open Source',
  'Freeware',
  'Custom',
  'dual',
  'MITT',
  'MIT-like',
  'not MIT',
  'MIT License with modifications',
  'MIT but not for evil',
  'summit',
  'GPLv33',
  'GPL-4.0',
  'LGPL-2.2',
  'Apache 3.0',
  'BSD-5-Clause',
  'Intel License',
  'constructor',
  '__proto__',
  'Copyright (c) 2020',
])('%j is no licence anywhere', raw => {
  for (const ecosystem of ECOSYSTEMS) {
    const result = normaliseLicense(raw, ecosystem);
    expect(result).toMatchObject({ expression: 'NOASSERTION', basis: null, identifiers: [], raw });
  }
});

test.each([
  [null, 'npm', 'unstated', [], []],
  [undefined, 'npm', 'unstated', [], []],
  ['', 'npm', 'unstated', [], []],
  [' UNKNOWN ', 'pypi', 'unstated', [], []],
  ['NOASSERTION', undefined, 'unstated', [], []],
  [[], 'npm', 'unstated', [], []],
  ['https://aka.ms/deprecateLicenseUrl', 'nuget', 'unstated', [], []],
  ['SEE LICENSE IN LICENSE.md', 'npm', 'file', [], ['SEE LICENSE IN LICENSE.md']],
  ['file LICENSE', 'cran', 'file', [], ['file LICENSE']],
  ['UNLICENSED', 'npm', 'proprietary', [], ['UNLICENSED']],
  [
    'License :: Other/Proprietary License',
    'pypi',
    'proprietary',
    [],
    ['License :: Other/Proprietary License'],
  ],
  ['GPL-3 + file LICENSE', 'cran', 'amended', ['GPL-3.0-only'], []],
  ['MIT,Apache-2.0', 'rubygems', 'several', ['MIT', 'Apache-2.0'], []],
  ['MIT, Apache-2.0, and ISC', 'npm', 'several', ['MIT', 'Apache-2.0', 'ISC'], []],
  ['MIT and/or ISC', undefined, 'several', ['MIT', 'ISC'], []],
  ['MIT OR something of ours', 'npm', 'unrecognised', ['MIT'], ['something of ours']],
  ['BSD', 'npm', 'unrecognised', [], ['BSD']],
  ['GPL-2.0-or-later with Foo exception', 'npm', 'unrecognised', [], ['GPL-2.0-or-later with Foo exception']],
  [42, 'npm', 'unrecognised', [], ['']],
  [{ license: 'MIT' }, 'npm', 'unstated', [], []],
  [[['MIT']], 'npm', 'unrecognised', [], ['']],
  [Array.from({ length: 51 }, () => 'MIT'), 'npm', 'unrecognised', [], ['51 entries']],
])('%j in %s has no expression: %s', (raw, ecosystem, reason, identifiers, unrecognised) => {
  expect(normaliseLicense(raw, ecosystem)).toEqual({
    expression: 'NOASSERTION',
    reason,
    basis: null,
    identifiers,
    unrecognised,
    raw,
  });
});

test('the basis tells what was translated', () => {
  expect(normaliseLicense('mit OR ISC').basis).toBe('spdx');
  expect(normaliseLicense('MIT License').basis).toBe('alias');
  expect(normaliseLicense(['MIT', 'ISC'], 'npm').basis).toBe('alias');
});

describe('pages', () => {
  test.each([
    ['https://opensource.org/licenses/MIT', 'MIT'],
    ['http://www.opensource.org/licenses/mit-license.php', 'MIT'],
    ['https://opensource.org/license/apache-2-0/', 'Apache-2.0'],
    ['https://opensource.org/license/bsd-3-clause', 'BSD-3-Clause'],
    ['https://opensource.org/license/lgpl-2-1', 'LGPL-2.1'],
    ['https://spdx.org/licenses/GPL-3.0-or-later.html', 'GPL-3.0-or-later'],
    ['HTTP://WWW.APACHE.ORG/licenses/LICENSE-2.0.txt', 'Apache-2.0'],
    ['https://www.apache.org/licenses/LICENSE-2.0', 'Apache-2.0'],
    ['https://www.gnu.org/licenses/old-licenses/gpl-2.0.en.html', 'GPL-2.0'],
    ['https://www.gnu.org/licenses/lgpl-3.0.txt', 'LGPL-3.0'],
    ['https://www.gnu.org/licenses/agpl-3.0-standalone.html', 'AGPL-3.0'],
    ['https://www.gnu.org/licenses/fdl-1.3.html', 'GFDL-1.3'],
    ['https://creativecommons.org/licenses/by-sa/4.0/', 'CC-BY-SA-4.0'],
    ['http://creativecommons.org/licenses/by/3.0/us/', 'CC-BY-3.0-US'],
    ['https://creativecommons.org/licenses/by-nc-nd/4.0/legalcode.txt', 'CC-BY-NC-ND-4.0'],
    ['https://creativecommons.org/publicdomain/zero/1.0/', 'CC0-1.0'],
    ['https://www.mozilla.org/en-US/MPL/2.0/', 'MPL-2.0'],
    ['https://www.eclipse.org/legal/epl-v10.html', 'EPL-1.0'],
    ['https://www.boost.org/LICENSE_1_0.txt', 'BSL-1.0'],
    ['https://licenses.nuget.org/MIT', 'MIT'],
    ['https://licenses.nuget.org/(MIT%20OR%20Apache-2.0)', 'MIT OR Apache-2.0'],
    ['https://licenses.nuget.org/%E0%A4%A', null],
    // These have shown other texts over the years, or several.
    ['https://www.gnu.org/licenses/gpl.html', null],
    ['https://www.gnu.org/copyleft/lesser.html', null],
    ['https://opensource.org/licenses/bsd-license.php', null],
    ['https://www.apache.org/licenses/', null],
    ['https://creativecommons.org/licenses/by/4.0/xx/', null],
    ['https://opensource.org.example.org/licenses/MIT', null],
    ['https://example.org/?https://opensource.org/licenses/MIT', null],
    ['https://github.com/x/y/blob/main/LICENSE', null],
    ['opensource.org/licenses/MIT', null],
    ['https://', null],
  ])('%s is %s', (url, expected) => {
    expect(urlExpression(url)).toBe(expected);
    expect(normaliseLicense(url).expression).toBe(expected ?? 'NOASSERTION');
  });
});

test.each([
  ['parentheses', '('.repeat(100_000)],
  ['matched parentheses', `${'('.repeat(900)}MIT${')'.repeat(900)}`],
  ['parenthesised words', '(a) b '.repeat(300)],
  ['commas', 'MIT,'.repeat(490)],
  ['separators of all kinds', 'MIT,;/|& and or '.repeat(120)],
  ['names', 'General Public License v2 or later ('.repeat(55)],
  ['exceptions', 'MIT with '.repeat(220)],
  ['files', 'MIT + file LICENSE '.repeat(100)],
  ['versions', 'v1'.repeat(50_000)],
  ['blanks', `MIT${' '.repeat(100_000)}x`],
  ['an address', `http://${'a/'.repeat(50_000)}`],
  ['a text', 'Permission is hereby granted, free of charge, '.repeat(2_000)],
  ['surrogates', '\ud800'.repeat(1_000)],
])('hostile %s are no licence', (_, raw) => {
  for (const ecosystem of ['cran', 'debian', 'npm']) {
    expect(normaliseLicense(raw, ecosystem).expression).toBe('NOASSERTION');
  }
});

test('whatever is given, the answer is an expression that reads the same again, or a reason', () => {
  const words = fc.constantFrom(
    'MIT',
    'GPLv2+',
    'Apache 2.0',
    'BSD',
    'and',
    'or',
    ',',
    '/',
    '|',
    '(',
    ')',
    'with',
    '+',
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(words, { maxLength: 9 }).map(list => list.join(' ')),
  );
  fc.assert(
    fc.property(
      fc.oneof(text, fc.array(text), fc.anything()),
      fc.constantFrom(...ECOSYSTEMS),
      (raw, ecosystem) => {
        const result = normaliseLicense(raw, ecosystem);
        expect(result.reason === null).toBe(tryParseExpression(result.expression) !== null);
        if (result.reason === null) {
          expect(normaliseLicense(result.expression, ecosystem).expression).toBe(result.expression);
        }
        if (
          typeof raw === 'string' &&
          raw.length <= 150 &&
          ecosystem === undefined &&
          result.reason === null
        ) {
          expect(normaliseLicenses(raw)).not.toContain('Other');
        }
      },
    ),
  );
});

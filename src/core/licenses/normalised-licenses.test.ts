import { expect, test } from 'vitest';
import { normaliseLicenses } from './normalised-licenses.ts';

test.each([
  // Nothing declared.
  [null, []],
  ['', []],
  ['  \n', []],
  ['none', []],
  ['UNKNOWN', []],
  ['NOASSERTION', []],
  // Identifiers, in any case; obsolete ones stay.
  ['MIT', ['MIT']],
  ['mit', ['MIT']],
  [' apache-2.0 ', ['Apache-2.0']],
  ['GPL-3.0', ['GPL-3.0']],
  ['LGPL-2.1', ['LGPL-2.1']],
  ['X11', ['X11']],
  ['Unlicense', ['Unlicense']],
  // Expressions.
  ['MIT OR Apache-2.0', ['MIT', 'Apache-2.0']],
  ['(mit or apache-2.0)', ['MIT', 'Apache-2.0']],
  ['(MIT AND BSD-3-Clause) OR MIT', ['MIT', 'BSD-3-Clause']],
  ['GPL-2.0-only WITH Classpath-exception-2.0', ['GPL-2.0-only']],
  ['GPL-2.0+', ['GPL-2.0-or-later']],
  ['LGPL-2.1+ OR MPL-1.1', ['LGPL-2.1-or-later', 'MPL-1.1']],
  ['Apache-2.0+', ['Apache-2.0']],
  ['LicenseRef-scancode-x', ['Other']],
  ['MIT OR LicenseRef-x', ['MIT', 'Other']],
  // Written-out names.
  ['MIT License', ['MIT']],
  ['The MIT License (MIT)', ['MIT']],
  ['MIT/X11', ['MIT']],
  ['Apache 2.0', ['Apache-2.0']],
  ['Apache2', ['Apache-2.0']],
  ['Apache License, Version 2.0', ['Apache-2.0']],
  ['The Apache Software License, Version 2.0', ['Apache-2.0']],
  ['http://www.apache.org/licenses/LICENSE-2.0.txt', ['Apache-2.0']],
  ['https://opensource.org/licenses/MIT', ['MIT']],
  ['GPLv3', ['GPL-3.0']],
  ['GPLv3+', ['GPL-3.0-or-later']],
  ['GNU GPL v3', ['GPL-3.0']],
  ['GNU General Public License v3 or later (GPLv3+)', ['GPL-3.0-or-later']],
  ['GPL (>= 2)', ['GPL-2.0-or-later']],
  ['GPL-2 | GPL-3', ['GPL-2.0', 'GPL-3.0']],
  ['LGPLv3', ['LGPL-3.0']],
  ['GNU Lesser General Public License v3.0', ['LGPL-3.0']],
  ['GNU Affero General Public License v3', ['AGPL-3.0']],
  ['New BSD License', ['BSD-3-Clause']],
  ['BSD_3_clause + file LICENSE', ['BSD-3-Clause']],
  ['Simplified BSD', ['BSD-2-Clause']],
  ['Mozilla Public License 2.0 (MPL 2.0)', ['MPL-2.0']],
  ['CC0', ['CC0-1.0']],
  ['Microsoft Public License (Ms-PL)', ['MS-PL']],
  ['zlib/libpng license', ['Zlib']],
  ['perl_5', ['Artistic-1.0-Perl', 'GPL-1.0-or-later']],
  // Lists.
  ['MIT,Apache-2.0', ['MIT', 'Apache-2.0']],
  ['MIT/Apache-2.0', ['MIT', 'Apache-2.0']],
  ['MIT, Apache License, Version 2.0', ['MIT', 'Apache-2.0']],
  ['(MIT OR Apache 2.0)', ['MIT', 'Apache-2.0']],
  ['MIT, something of ours', ['MIT', 'Other']],
  ['MIT,,MIT', ['MIT']],
  ['unknown, MIT', ['MIT']],
  // Names of several licences, of none, and what only resembles a name.
  ['BSD', ['Other']],
  ['GPL', ['Other']],
  ['LGPL', ['Other']],
  ['Apache', ['Other']],
  ['UNLICENSED', ['Other']],
  ['proprietary', ['Other']],
  ['SEE LICENSE IN LICENSE.md', ['Other']],
  ['MITT', ['Other']],
  ['GPLv33', ['Other']],
  ['Public Domain', ['Other']],
  ['constructor', ['Other']],
] as const)('%j is %j', (raw, expected) => {
  expect(normaliseLicenses(raw)).toEqual(expected);
});

test('a declaration of more than 150 characters is Other', () => {
  const list = Array.from({ length: 30 }, () => 'MIT').join(', '); // 28 x 5 + 2 x 5 - 2 = 148 characters
  expect(list.length).toBe(148);
  expect(normaliseLicenses(list)).toEqual(['MIT']);
  expect(normaliseLicenses(`${list}, MIT`)).toEqual(['Other']);
});

test.each([
  ['parentheses', '('.repeat(5_000_000)],
  ['short parentheses', '('.repeat(150)],
  ['nested parentheses', `${'('.repeat(73)}MIT${')'.repeat(73)}`],
  ['blanks', `MIT${' '.repeat(5_000_000)}x`],
  ['commas', ','.repeat(150)],
  ['operators', 'MIT OR '.repeat(21)],
  ['digits', 'v1'.repeat(75)],
])('takes hostile %s', (_, raw) => {
  const ids = normaliseLicenses(raw);
  expect(ids.every(id => ['MIT', 'Other'].includes(id))).toBe(true);
});

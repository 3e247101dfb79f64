/**
 * The names of the GNU licences, with and without abbreviation, bare, `+` and `only`.
 *
 * A bare `GPLv3` says nothing of later versions. It gives the deprecated identifier `GPL-3.0`, which leaves that as open
 * as the declaration does; `normaliseExpression` reads it as SPDX defines it, `GPL-3.0-only`.
 */
import type { AliasSource } from './alias-source.ts';

const FAMILIES: readonly [abbreviations: string[], name: string, family: string, versions: string[]][] = [
  [['GPL'], 'General Public', 'GPL', ['1.0', '2.0', '3.0']],
  [['LGPL'], 'Library General Public', 'LGPL', ['2.0']],
  [['LGPL'], 'Lesser General Public', 'LGPL', ['2.1', '3.0']],
  [['AGPL'], 'Affero General Public', 'AGPL', ['3.0']],
  [['GFDL', 'FDL'], 'Free Documentation', 'GFDL', ['1.1', '1.2', '1.3']],
];

const SUFFIXES = [
  ['', ''],
  ['+', '-or-later'],
  [' only', '-only'],
] as const;

const lines = FAMILIES.flatMap(([abbreviations, name, family, versions]) =>
  versions.flatMap(version =>
    SUFFIXES.map(([suffix, ending]) => {
      const v = `${version}${suffix}`;
      const names = abbreviations.flatMap(abbreviation => [
        `${abbreviation} ${v}`,
        `${abbreviation} ${name} ${v}`,
        `${name} ${abbreviation} ${v}`,
        `${name} ${v} ${abbreviation}`,
        `${name} ${v} ${abbreviation} ${v}`,
      ]);
      return `${family}-${version}${ending} = ${[`${name} ${v}`, ...names].join(' | ')}`;
    }),
  ),
);

export const gnu: AliasSource = {
  source: 'https://www.gnu.org/licenses/licenses.html',
  names: lines.join('\n'),
};

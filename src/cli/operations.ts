/** What the command line can do without an index: the algebra of purls, versions, ranges, licences and severities. */
import { normaliseLicense } from '../core/licenses/index.ts';
import { buildPurl, type Purl, parsePurl } from '../core/purl/index.ts';
import { scoreCvss } from '../core/severity/index.ts';
import { latest, sort, versContains, versFromNative, versRange } from '../versions/index.ts';
import type { Row } from './json-lines.ts';
import { fields } from './output.ts';
import {
  ecosystemOf,
  flagOf,
  missing,
  optionalTextOf,
  qualifiersOf,
  schemeOfRow,
  textOf,
  versionOf,
  versionsOf,
} from './row.ts';

export interface Operation {
  group: string;
  name: string;
  description: string;
  /** An input line and what becomes its result, for the help. */
  example: { input: Row; result: unknown };
  /** Positional arguments of a single use, by the field that they fill; the last one of a list takes all the rest. */
  arguments: readonly { field: string; isList?: boolean; isOptional?: boolean }[];
  /** Fields that options give: for a single use, and for the lines that lack them. */
  options: readonly { field: string; flags: string; description: string }[];
  /** @throws InputError naming the field. */
  run(row: Row): unknown;
  /** What a person reads. */
  text(result: unknown): string;
}

const type = {
  field: 'type',
  flags: '--type <type>',
  description: 'purl type, version scheme or ecosystem; for lines without `type`',
};

const plain = (result: unknown): string => (result === null ? 'none' : String(result));

export const OPERATIONS: readonly Operation[] = [
  {
    group: 'purl',
    name: 'parse',
    description: 'the components of a package URL',
    example: {
      input: { purl: 'pkg:npm/a@1' },
      result: { type: 'npm', namespace: null, name: 'a', version: '1', qualifiers: {}, subpath: null },
    },
    arguments: [{ field: 'purl' }],
    options: [],
    run: row => parsePurl(textOf(row, 'purl')),
    text: result => {
      const { qualifiers, ...components } = result as Purl;
      const pairs = Object.entries(qualifiers).map(([key, value]) => [`qualifier ${key}`, value] as const);
      return fields([...Object.entries(components).filter(([, value]) => value !== null), ...pairs]);
    },
  },
  {
    group: 'purl',
    name: 'build',
    description: 'the canonical package URL of its components',
    example: { input: { type: 'npm', namespace: '@a', name: 'b', version: '1' }, result: 'pkg:npm/%40a/b@1' },
    arguments: [{ field: 'name' }, { field: 'version', isOptional: true }],
    options: [
      { field: 'type', flags: '--type <type>', description: 'purl type; for lines without `type`' },
      { field: 'namespace', flags: '--namespace <namespace>', description: 'scope, group, vendor or owner' },
      { field: 'subpath', flags: '--subpath <path>', description: 'path inside the package' },
    ],
    run: row =>
      buildPurl({
        type: textOf(row, 'type'),
        name: textOf(row, 'name'),
        namespace: optionalTextOf(row, 'namespace'),
        version: optionalTextOf(row, 'version'),
        subpath: optionalTextOf(row, 'subpath'),
        qualifiers: qualifiersOf(row),
      }),
    text: plain,
  },
  {
    group: 'version',
    name: 'compare',
    description: '-1, 0 or 1: a before, equal to or after b',
    example: { input: { type: 'maven', a: '1.0', b: '1.0.1' }, result: -1 },
    arguments: [{ field: 'a' }, { field: 'b' }],
    options: [type],
    run: row => {
      const scheme = schemeOfRow(row);
      return Math.sign(scheme.compare(versionOf(scheme, row, 'a'), versionOf(scheme, row, 'b')));
    },
    text: plain,
  },
  {
    group: 'version',
    name: 'sort',
    description: 'versions, oldest first',
    example: { input: { type: 'deb', versions: ['1.0', '1.0~rc1'] }, result: ['1.0~rc1', '1.0'] },
    arguments: [{ field: 'versions', isList: true }],
    options: [type],
    run: row => {
      const scheme = schemeOfRow(row);
      return sort(scheme, versionsOf(scheme, row));
    },
    text: result => (result as string[]).join('\n'),
  },
  {
    group: 'version',
    name: 'satisfies',
    description: 'whether a version is in a range of its own ecosystem',
    example: { input: { type: 'npm', version: '1.2.3', range: '^1.0.0' }, result: true },
    arguments: [{ field: 'version' }, { field: 'range' }],
    options: [type],
    run: row => {
      const scheme = schemeOfRow(row);
      return scheme.satisfies(versionOf(scheme, row, 'version'), textOf(row, 'range'));
    },
    text: plain,
  },
  {
    group: 'version',
    name: 'latest',
    description: 'the highest stable version, or the highest of all where none is stable',
    example: { input: { type: 'npm', versions: ['1.0.0', '2.0.0-rc.1'] }, result: '1.0.0' },
    arguments: [{ field: 'versions', isList: true }],
    options: [
      type,
      {
        field: 'includePrerelease',
        flags: '--include-prerelease',
        description: 'the highest of all, pre-releases too; for lines without `includePrerelease`',
      },
    ],
    run: row => {
      const scheme = schemeOfRow(row);
      const versions = versionsOf(scheme, row).map(number => ({ number }));
      return latest(scheme, versions, { includePrerelease: flagOf(row, 'includePrerelease') });
    },
    text: plain,
  },
  {
    group: 'vers',
    name: 'contains',
    description: 'whether a version is in a vers range',
    example: { input: { vers: 'vers:npm/>=1.0.0|<2.0.0', version: '1.5.0' }, result: true },
    arguments: [{ field: 'vers' }, { field: 'version' }],
    options: [],
    run: row => {
      const vers = textOf(row, 'vers');
      return versContains(vers, versionOf(versRange(vers).scheme, row, 'version'));
    },
    text: plain,
  },
  {
    group: 'vers',
    name: 'from-native',
    description: 'a range of an ecosystem as vers; null where no version satisfies it',
    example: { input: { type: 'npm', range: '^1.2.0' }, result: 'vers:npm/>=1.2.0|<2.0.0' },
    arguments: [{ field: 'range' }],
    options: [type],
    run: row => versFromNative(schemeOfRow(row), textOf(row, 'range')),
    text: plain,
  },
  {
    group: 'license',
    name: 'normalise',
    description: 'a declared licence as an SPDX expression, or NOASSERTION with the reason',
    example: {
      input: { license: 'GPL v2+', ecosystem: 'pypi' },
      result: { expression: 'GPL-2.0-or-later', reason: null },
    },
    arguments: [{ field: 'license' }],
    options: [
      {
        field: 'ecosystem',
        flags: '--ecosystem <ecosystem>',
        description: 'whose words they are; for lines without `ecosystem`',
      },
    ],
    run: row => {
      if (row.license === undefined) throw missing('license');
      const { raw: _raw, ...normalised } = normaliseLicense(row.license, ecosystemOf(row));
      return normalised;
    },
    text: result => {
      const { expression, reason } = result as { expression: string; reason: string | null };
      return reason === null ? expression : `${expression} (${reason})`;
    },
  },
  {
    group: 'cvss',
    name: 'score',
    description: 'the score and rating of a CVSS vector (2.0, 3.0, 3.1, 4.0)',
    example: {
      input: { vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' },
      result: { score: 9.8, rating: 'critical' },
    },
    arguments: [{ field: 'vector' }],
    options: [],
    run: row => {
      const { score, rating } = scoreCvss(textOf(row, 'vector'));
      return { score, rating };
    },
    text: result => {
      const { score, rating } = result as { score: number; rating: string };
      return `${score.toFixed(1)} ${rating}`;
    },
  },
];

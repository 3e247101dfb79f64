/** The operations on the shapes that their help shows, and what they refuse. */
import { describe, expect, test } from 'vitest';
import { describe as messageOf, type Row } from './json-lines.ts';
import { OPERATIONS } from './operations.ts';

const run = (command: string, row: Row): unknown => {
  const operation = OPERATIONS.find(({ group, name }) => `${group} ${name}` === command);
  if (operation === undefined) throw new Error(`there is no ${command}`);
  try {
    return operation.run(row);
  } catch (error) {
    return messageOf(error);
  }
};

test.each(OPERATIONS)('$group $name: its example is true', ({ example, run, text }) => {
  const result = run(example.input);
  const wanted = example.result;
  if (typeof wanted === 'object' && !Array.isArray(wanted)) expect(result).toMatchObject(wanted as object);
  else expect(result).toEqual(wanted);
  expect(text(result)).not.toMatch(/undefined|\[object/);
});

describe('results', () => {
  test.each<[string, Row, unknown]>([
    ['version compare', { type: 'npm', a: '1.0.0', b: '1.0.0+build' }, 0],
    ['version compare', { type: 'npm', a: '2.0.0', b: '1.0.0' }, 1],
    ['version sort', { type: 'npm', versions: [] }, []],
    [
      'version sort',
      { type: 'npm', versions: ['1.10.0', '1.9.0', '1.9.0-a'] },
      ['1.9.0-a', '1.9.0', '1.10.0'],
    ],
    ['version latest', { type: 'npm', versions: [] }, null],
    ['version latest', { type: 'npm', versions: ['1.0.0', '2.0.0-a'], includePrerelease: true }, '2.0.0-a'],
    ['version satisfies', { type: 'npm', version: '2.0.0', range: '^1.0.0' }, false],
    ['vers contains', { vers: 'vers:npm/>=1.0.0|<2.0.0', version: '2.0.0' }, false],
    ['vers from-native', { type: 'npm', range: '1.2.3', other: 1 }, 'vers:npm/1.2.3'],
    [
      'purl build',
      { type: 'gem', name: 'a', qualifiers: { platform: 'java', x: null } },
      'pkg:gem/a?platform=java',
    ],
    [
      'license normalise',
      { license: null },
      expect.objectContaining({ expression: 'NOASSERTION', reason: 'unstated' }),
    ],
    ['cvss score', { vector: 'AV:N/AC:L/Au:N/C:N/I:N/A:C' }, { score: 7.8, rating: 'high' }],
  ])('%s %j', (command, row, result) => {
    expect(run(command, row)).toEqual(result);
  });
});

describe('errors name the field', () => {
  test.each<[string, Row, string]>([
    ['version compare', { type: 'npm', a: 'abc', b: '1.0.0' }, 'a: "abc" is no npm version'],
    ['version compare', { type: 'npm', a: '1.0.0' }, 'b: it is missing'],
    ['version compare', { a: '1.0.0', b: '1.0.0' }, 'type: it is missing'],
    [
      'version compare',
      { type: 'nonsense', a: '1', b: '1' },
      'type: no version scheme is known for "nonsense"',
    ],
    ['version compare', { type: 'npm', a: 1, b: '1' }, 'a: it is not text'],
    ['version sort', { type: 'npm', versions: ['1.0.0', 'abc'] }, 'versions[1]: "abc" is no npm version'],
    ['version sort', { type: 'npm', versions: '1.0.0' }, 'versions: it is not a list'],
    ['version sort', { type: 'npm', versions: [1] }, 'versions[0]: it is not text'],
    ['version sort', { type: 'npm' }, 'versions: it is missing'],
    [
      'version latest',
      { type: 'npm', versions: [], includePrerelease: 1 },
      'includePrerelease: it is neither true nor false',
    ],
    ['version satisfies', { type: 'npm', version: 'abc', range: '*' }, 'version: "abc" is no npm version'],
    ['vers contains', { vers: 'vers:npm/1.0.0', version: 'abc' }, 'version: "abc" is no npm version'],
    ['purl parse', {}, 'purl: it is missing'],
    ['purl build', { type: 'npm' }, 'name: it is missing'],
    ['purl build', { type: 'npm', name: 'a', qualifiers: 'x=1' }, 'qualifiers: it is not an object'],
    ['purl build', { type: 'npm', name: 'a', qualifiers: { x: 1 } }, 'qualifiers.x: it is not text'],
    ['license normalise', {}, 'license: it is missing'],
    ['license normalise', { license: 'MIT', ecosystem: 'nonsense' }, 'ecosystem: "nonsense" is not known'],
  ])('%s %j', (command, row, message) => {
    expect(run(command, row)).toBe(message);
  });

  test.each<[string, Row, RegExp]>([
    ['purl parse', { purl: 'npm/a' }, /^purl: Invalid PURL format/],
    [
      'purl build',
      { type: 'maven', name: 'a' },
      /^purl: Invalid PURL format: type "maven" requires a namespace/,
    ],
    ['version satisfies', { type: 'npm', version: '1.0.0', range: '^^^' }, /^range: /],
    ['vers contains', { vers: 'npm/1.0.0', version: '1.0.0' }, /^vers: /],
    ['vers from-native', { type: 'npm', range: '^^^' }, /^range: /],
    ['cvss score', { vector: 'CVSS:3.1/AV:N' }, /^vector: /],
  ])('%s %j', (command, row, message) => {
    expect(run(command, row)).toMatch(message);
  });
});

import { expect, test } from 'vitest';
import { UpstreamError } from '../core/errors.ts';
import { parseYaml, parseYamlDocuments, parseYamlObject, type YamlOptions } from './yaml.ts';

/** The error that reading must end with. */
function failureOf(input: string | Uint8Array, options?: YamlOptions): UpstreamError {
  try {
    parseYaml(input, 'a.yaml', options);
  } catch (error) {
    if (error instanceof UpstreamError) return error;
    throw error;
  }
  throw new Error('was read');
}

test('block and flow styles, anchors and literal text', () => {
  const text = [
    '# a comment',
    'name: demo',
    "list: [a, \"b c\", 'it''s']",
    'nested:',
    '  - one: 1',
    '    two: {x: y}',
    '  - &again deep',
    '  - *again',
    'literal: |',
    '  first',
    '    second',
    'folded: >-',
    '  one',
    '  line',
  ];
  expect(parseYaml(text.join('\n'), 'a.yaml')).toEqual({
    name: 'demo',
    list: ['a', 'b c', "it's"],
    nested: [{ one: 1, two: { x: 'y' } }, 'deep', 'deep'],
    literal: 'first\n  second\n',
    folded: 'one line',
  });
});

test('text keeps scalars as they are written', () => {
  const text =
    'a: 1.10\nb: 0x1F\nc: true\nd: null\ne: ~\nf:\ng: "null"\nh: 2024-01-02\n1.10: k\ni: !!int 7\nj: !!str ~';
  expect(parseYaml(text, 'a.yaml', { scalars: 'text' })).toEqual({
    a: '1.10',
    b: '0x1F',
    c: 'true',
    d: null,
    e: null,
    f: null,
    g: 'null',
    h: '2024-01-02',
    '1.10': 'k',
    i: '7',
    j: '~',
  });
});

test.each<[string, unknown, unknown]>([
  ['null', null, null],
  ['~', null, null],
  ['true', true, true],
  ['FALSE', false, false],
  ['yes', 'yes', true],
  ['Off', 'Off', false],
  ['on', 'on', true],
  ['y', 'y', 'y'],
  ['n', 'n', 'n'],
  ['12', 12, 12],
  ['+12', 12, 12],
  ['-3', -3, -3],
  ['0o14', 12, '0o14'],
  ['014', 14, 12],
  ['0777', 777, 511],
  ['08', 8, '08'],
  ['0x1F', 31, 31],
  ['0b101', '0b101', 5],
  ['1_000', '1_000', 1000],
  ['1:30', '1:30', 90],
  ['1:30.5', '1:30.5', 90.5],
  ['1:60', '1:60', '1:60'],
  ['1.5', 1.5, 1.5],
  ['.5', 0.5, 0.5],
  ['1.', 1, 1],
  ['1e3', 1000, '1e3'],
  ['1.0e+3', 1000, 1000],
  ['.inf', Infinity, Infinity],
  ['-.INF', -Infinity, -Infinity],
  ['.nan', Number.NaN, Number.NaN],
  ['1e999', '1e999', '1e999'],
  ['1.2.3', '1.2.3', '1.2.3'],
  ['2024-01-02', '2024-01-02', '2024-01-02'],
  ['-', '-x', '-x'],
  ['"12"', '12', '12'],
  ["'yes'", 'yes', 'yes'],
])('%s by the core schema and by YAML 1.1', (source, core, yaml11) => {
  const text = `- ${source === '-' ? '-x' : source}`;
  expect(parseYaml(text, 'a.yaml')).toEqual([core]);
  expect(parseYaml(text, 'a.yaml', { scalars: 'yaml11' })).toEqual([yaml11]);
});

test('merge keys: own members win over merged ones, earlier mappings over later ones', () => {
  const text =
    'a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  x: own\nd: {<<: *b, "<<": text}';
  const expected = { x: 'own', y: 1, z: 2 };
  for (const scalars of ['core', 'yaml11'] as const)
    expect(parseYaml(text, 'a.yaml', { scalars })).toMatchObject({
      c: expected,
      d: { y: 2, z: 2, '<<': 'text' },
    });
  expect(parseYaml(text, 'a.yaml', { scalars: 'text' })).toMatchObject({ c: { x: 'own', y: '1', z: '2' } });
});

test('documents one after the other', () => {
  expect(parseYamlDocuments('---\na: 1\n---\n- b\n...\n---\n', 'a.yaml')).toEqual([{ a: 1 }, ['b'], null]);
  expect(parseYamlDocuments('', 'a.yaml')).toEqual([]);
  expect(parseYaml('# nothing\n', 'a.yaml')).toBeNull();
  expect(failureOf('a: 1\n---\nb: 2').message).toBe('a.yaml: more than one YAML document');
  expect(() => parseYamlObject('- a', 'a.yaml')).toThrow('a.yaml: no YAML mapping');
});

test('bytes with a byte order mark', () => {
  const utf16 = new Uint8Array(Buffer.from('\ufeffa: é', 'utf16le'));
  expect(parseYaml(utf16, 'a.yaml')).toEqual({ a: 'é' });
  expect(parseYaml(Buffer.from(utf16).swap16(), 'a.yaml')).toEqual({ a: 'é' });
  expect(parseYaml(Buffer.from('\ufeffa: é'), 'a.yaml')).toEqual({ a: 'é' });
});

test('names of object members are only names', () => {
  const value = parseYamlObject('__proto__: {polluted: 1}\nconstructor: c\nhasOwnProperty: h', 'a.yaml');
  expect(Object.keys(value)).toEqual(['__proto__', 'constructor', 'hasOwnProperty']);
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
  expect(failureOf('a: *__proto__').code).toBe('malformed');
  const merged = parseYamlObject('a: &a {__proto__: {polluted: 1}}\nb: {<<: *a}', 'a.yaml');
  expect(Object.keys(merged.b as object)).toEqual(['__proto__']);
});

test('equal keys', () => {
  const failure = failureOf('a: 1\nb: 2\na: 3\n');
  expect(failure.code).toBe('malformed');
  expect(failure.message).toContain('at line 3, column 1');
  expect(parseYaml('a: 1\nb: 2\na: 3\n', 'a.yaml', { duplicates: 'last' })).toEqual({ a: 3, b: 2 });
});

test.each([
  ['an open bracket', 'a: [1, 2'],
  ['an open quote', 'a: "b'],
  ['a tab as indentation', 'a:\n\tb: 1'],
  ['a tag of its own', 'a: !Ref b'],
  ['a tag that makes code', 'a: !!js/function "x"'],
  ['a tag with a handle', '%TAG !e! tag:example.org,2000:\n---\n!e!x {}'],
  ['an unknown alias', 'a: *b'],
  ['a NUL', 'a: \0'],
  ['no number', 'a: !!int x'],
  ['text after the end', '- a\nb'],
])('%s is malformed', (_, text) => {
  expect(failureOf(text).code).toBe('malformed');
  expect(failureOf(text).message).toMatch(/^a\.yaml: not YAML \(.* at line \d+, column \d+\)$/);
});

test.each([
  ['larger than the limit', 'a: 12345', { bytes: 5 }],
  ['flow sequences inside each other', '['.repeat(10_000), {}],
  ['flow mappings inside each other', '{a: '.repeat(10_000), {}],
  ['block sequences inside each other', '- '.repeat(10_000), {}],
  ['explicit keys inside each other', '? '.repeat(10_000), {}],
  ['too many nodes', `[${'1,'.repeat(200)}]`, { nodes: 100 }],
  ['too many blank lines', '\n'.repeat(200), { nodes: 100 }],
  ['too many documents', '---\n'.repeat(90), { nodes: 80 }],
  ['an alias where none is allowed', 'a: &a 1\nb: *a', { aliased: 0 }],
  ['a merge where none is allowed', 'a: {<<: {b: 1}}', { aliased: 0 }],
])('%s is too large', (_, text, limits) => {
  expect(failureOf(text, { limits }).code).toBe('too-large');
});

test.each([
  ['50 MB', 50_000_000, '['],
  ['30 MB of brackets', 30_000_000, '['],
  ['30 MB of line feeds', 30_000_000, '\n'],
  ['a list of 15 million numbers', 30_000_000, ',1'],
])('%s in one go are refused early', (_, size, text) => {
  const bytes = Buffer.alloc(size, text);
  bytes[0] = 0x5b;
  expect(failureOf(bytes).code).toBe('too-large');
});

test('what aliases stand for is counted', () => {
  const laughs = ['l0: &l0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 12; i++) laughs.push(`l${i}: &l${i} [${`*l${i - 1}, `.repeat(10)}]`);
  expect(failureOf(laughs.join('\n')).code).toBe('too-large');
  expect(failureOf(laughs.slice(0, 5).join('\n'), { limits: { aliased: 50 } }).code).toBe('too-large');

  // Each mapping merges the one before and has one member more: 1 + 2 + ... + 999 members.
  const chain = ['m0: &m0 {k0: 0}'];
  for (let i = 1; i < 1000; i++) chain.push(`m${i}: &m${i} {<<: *m${i - 1}, k${i}: ${i}}`);
  expect(failureOf(chain.join('\n')).code).toBe('too-large');
  expect(parseYamlObject(chain.slice(0, 90).join('\n'), 'a.yaml').m2).toEqual({ k0: 0, k1: 1, k2: 2 });

  const stairs = ['s0: &s0 [x]'];
  for (let i = 1; i < 150; i++) stairs.push(`s${i}: &s${i} [*s${i - 1}]`);
  expect(failureOf(stairs.join('\n')).message).toBe('a.yaml: more than 100 levels');

  expect(failureOf('a: &a [*a]').code).toBe('malformed');
  expect(failureOf('&a {b: {c: *a}}').code).toBe('malformed');
});

test('a long text is not multiplied by aliases inside keys', () => {
  const long = 'x'.repeat(100_000);
  const text = `a: &a ${long}\nb: &b [${'*a, '.repeat(50)}]\n? *b\n: 1\n`;
  expect(failureOf(text).code).toBe('too-large');
});

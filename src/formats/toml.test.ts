import { expect, test } from 'vitest';
import { UpstreamError } from '../core/errors.ts';
import { parseToml, type TomlLimits } from './toml.ts';

/** The error that reading must end with. */
function failureOf(input: string | Uint8Array, limits?: Partial<TomlLimits>): UpstreamError {
  try {
    parseToml(input, 'a.toml', limits);
  } catch (error) {
    if (error instanceof UpstreamError) return error;
    throw error;
  }
  throw new Error('was read');
}

test('tables, lists of tables, dotted keys and strings of all kinds', () => {
  const text = [
    '# a comment [with "quotes',
    'name = "demo"',
    'a.b.c = 1',
    'list = [1, 2.5, true, "x"]',
    'inline = { x = 1, y = { z = "}" } }',
    '[dependencies."quoted.name"]',
    "version = '1.10'",
    '[[bin]]',
    'text = """one',
    'two "" three\\""""',
    '[[bin]]',
    "text = '''",
    "it's'''",
    'day = 2024-01-02',
  ].join('\n');
  const document = parseToml(Buffer.from(`\ufeff${text}`), 'a.toml');
  expect(document).toMatchObject({
    name: 'demo',
    a: { b: { c: 1 } },
    list: [1, 2.5, true, 'x'],
    inline: { x: 1, y: { z: '}' } },
    dependencies: { 'quoted.name': { version: '1.10' } },
    bin: [{ text: 'one\ntwo "" three"' }, { text: "it's" }],
  });
  const [, second] = document.bin as { day: Date }[];
  expect(second?.day.toISOString()).toBe('2024-01-02');
});

test('dots in strings and comments are no names', () => {
  const dots = '.'.repeat(500);
  expect(parseToml(`a = "${dots}" # ${dots}\nb = '${dots}'\nc = """\n${dots}"""\n`, 'a.toml')).toMatchObject({
    a: dots,
    b: dots,
    c: dots,
  });
  const floats = Array.from({ length: 300 }, () => '1.5').join(', ');
  expect((parseToml(`a = [${floats}]`, 'a.toml').a as number[]).length).toBe(300);
});

test('names of members are only names', () => {
  const value = parseToml('[__proto__]\npolluted = 1\n[constructor]\nx = 1', 'a.toml');
  expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

test.each([
  ['an equal key', 'a = 1\nb = 2\na = 3', 'line 3, column 1'],
  ['an open list', 'a = [1', 'line 1, column 7'],
  ['an open string', 'a = 1\nb = "x', 'line 2'],
  ['no value', 'a =', 'line 1'],
  ['two keys in one line', 'a = 1 b = 2', 'line 1, column 7'],
  ['an integer that a double cannot hold', 'a = 9007199254740993', 'line 1'],
])('%s is malformed', (_, text, where) => {
  const failure = failureOf(text);
  expect(failure.code).toBe('malformed');
  expect(failure.message).toMatch(/^a\.toml: not TOML \([^\n]+\)$/);
  expect(failure.message).toContain(where);
});

test.each([
  ['larger than the limit', 'a = 12345', { bytes: 5 }],
  ['lists inside each other', `a = ${'['.repeat(10_000)}`, {}],
  ['inline tables inside each other', 'a = {'.repeat(10_000), {}],
  ['a key of many names', `${'a.'.repeat(10_000)}a = 1`, {}],
  ['a header of many names', `[${'a.'.repeat(10_000)}a]`, {}],
  ['a key of many names in an inline table', `x = {${'"a".'.repeat(10_000)}a = 1}`, {}],
  ['too many values', `a = [${'1,'.repeat(200)}]`, { nodes: 100 }],
  ['too many lines', '\n'.repeat(200), { nodes: 100 }],
  ['50 MB in one line', Buffer.alloc(50_000_000, 'a.'), {}],
  ['30 MB of list', Buffer.alloc(30_000_000, '1,'), {}],
  ['30 MB of brackets', Buffer.alloc(30_000_000, '['), {}],
])('%s is too large', (_, input, limits) => {
  expect(failureOf(input, limits).code).toBe('too-large');
});

test('100 levels are read', () => {
  expect(parseToml(`a = ${'['.repeat(99)}${']'.repeat(99)}`, 'a.toml')).toHaveProperty('a');
  expect(parseToml(`${'a.'.repeat(99)}a = 1`, 'a.toml')).toHaveProperty('a');
});

import { describe, expect, test } from 'vitest';
import { UpstreamError } from '../core/errors.ts';
import { parseStanza, readStanzas, splitStanzas } from './deb822.ts';

async function* pieces(text: string | Buffer, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let i = 0; i < bytes.length; i += size) yield new Uint8Array(bytes.subarray(i, i + size));
}

async function read(text: string | Buffer, size?: number): Promise<Record<string, string>[]> {
  const stanzas: Record<string, string>[] = [];
  for await (const stanza of readStanzas(pieces(text, size))) stanzas.push(Object.fromEntries(stanza));
  return stanzas;
}

async function failure(run: () => unknown): Promise<unknown> {
  try {
    await run();
  } catch (error) {
    return error instanceof UpstreamError ? `${error.code}: ${error.message}` : error;
  }
  return 'no error';
}

const INDEX = `# first line of the file
Package: hello
Version: 2.10-3
Description: example package
 It greets.
 .
  Indented by one more.
Tag: a::b,
# a comment within a value
 c::d
Empty:

Package:   greet
MULTI-arch: foreign`;

const EXPECTED = [
  {
    package: 'hello',
    version: '2.10-3',
    description: 'example package\nIt greets.\n.\n Indented by one more.',
    tag: 'a::b,\nc::d',
    empty: '',
  },
  { package: 'greet', 'multi-arch': 'foreign' },
];

describe('readStanzas', () => {
  test('reads folded values, comments and a last stanza without an empty line', async () => {
    expect(await read(INDEX)).toEqual(EXPECTED);
  });

  test.each([1, 2, 3, 7, 64])('gives the same whatever the chunks are (%i bytes)', async size => {
    expect(await read(INDEX, size)).toEqual(EXPECTED);
  });

  test('takes CRLF, lines of blanks between stanzas, and several empty lines', async () => {
    expect(await read(INDEX.replaceAll('\n', '\r\n'), 5)).toEqual(EXPECTED);
    expect(await read('\n\nA: 1\n \t\n\n\nB: 2\n\n\n')).toEqual([{ a: '1' }, { b: '2' }]);
  });

  test('gives nothing for an empty document or one of comments', async () => {
    expect(await read('')).toEqual([]);
    expect(await read('\n \n')).toEqual([]);
    expect(await read('# only\n# comments\n')).toEqual([]);
  });

  test('replaces bytes that are not UTF-8 and keeps characters cut by a chunk', async () => {
    expect(await read(Buffer.from([0x41, 0x3a, 0x20, 0xff, 0x0a]))).toEqual([{ a: '\u{fffd}' }]);
    expect(await read('A: Zürich 東京\n', 1)).toEqual([{ a: 'Zürich 東京' }]);
  });

  test('is not misled by names of object properties', async () => {
    expect(parseStanza('__proto__: 1\nconstructor: 2\n').get('__proto__')).toBe('1');
    expect(parseStanza('A: 1\n').get('constructor')).toBeUndefined();
  });

  test('keeps a colon in a value', () => {
    expect(parseStanza('Version: 1:2.3\n').get('version')).toBe('1:2.3');
  });
});

describe('refuses', () => {
  test.each([
    ['a line without a colon', 'Package: x\nnonsense\n', 'not a field: "nonsense"'],
    ['a continuation of nothing', ' x: y\n', 'not a field'],
    ['an empty field name', ': y\n', 'not a field'],
    ['a blank in a field name', 'Pack age: y\n', 'not a field'],
    ['a field name with a hyphen first', '-----BEGIN: y\n', 'starts with a hyphen'],
    ['a field given twice', 'Version: 1\nversion: 2\n', 'field version is given twice'],
    ['HTML', '<!DOCTYPE html><html></html>', 'not a field'],
    ['NUL bytes', '\0\0\0\0', 'holds NUL'],
    ['NUL within a value', 'A: 1\0\n', 'holds NUL'],
  ])('%s', async (_, text, message) => {
    expect(await failure(() => read(text))).toMatch(new RegExp(`^malformed: .*${message}`));
  });

  test('a value, a field count and a stanza beyond the limits', async () => {
    const limits = { field: 10, stanza: 100, fields: 3 };
    expect(parseStanza('A: 1234567890', limits).get('a')).toBe('1234567890');
    expect(await failure(() => parseStanza('A: 12345678901', limits))).toMatch(
      /^malformed: .*longer than 10/,
    );
    expect(parseStanza('A: 1\nB: 2\nC: 3', limits).size).toBe(3);
    expect(await failure(() => parseStanza('A: 1\nB: 2\nC: 3\nD: 4', limits))).toMatch(
      /^malformed: .*more than 3/,
    );

    const split = async (text: string, size: number) => {
      for await (const stanzas of splitStanzas(pieces(text, size), limits))
        expect(stanzas.length).toBeGreaterThan(0);
    };
    expect(await failure(() => split(`A: ${'x'.repeat(97)}`, 1_000))).toBe('no error');
    expect(await failure(() => split(`A: ${'x'.repeat(98)}`, 1_000))).toMatch(/^malformed: .*100 bytes/);
    expect(await failure(() => split(`A: ${'x'.repeat(98)}\n\nB: 1\n\n`, 1_000))).toMatch(
      /^malformed: .*100 bytes/,
    );
    expect(await failure(() => split(`A: ${'x'.repeat(98)}`, 7))).toMatch(/^malformed: .*100 bytes/);
  });

  test('an endless line before it fills the memory', async () => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      const chunk = new Uint8Array(64 * 1024).fill(0x61);
      for (;;) yield chunk;
    }
    const run = async () => {
      for await (const _ of splitStanzas(endless())) throw new Error('no stanza ends');
    };
    expect(await failure(run)).toMatch(/^malformed: .*16777216 bytes/);
  });

  test('ten megabytes of short lines, colons or blanks without a hang', async () => {
    expect(await failure(() => read(':'.repeat(10_000_000)))).toMatch(/^malformed/);
    expect(await failure(() => read('A: 1\n '.repeat(1_600_000)))).toMatch(/^malformed/);
    expect(await read(' \n'.repeat(5_000_000))).toEqual([]);
  });
});

/** Documents made to break readers: each is a name and the bytes. Made one by one, since some are large. */
import type { HostileEntry } from './cases.ts';

export interface Attack {
  name: string;
  bytes: Uint8Array;
}

const MEGABYTE = 1024 * 1024;
const DEEP = 100_000;
const encode = (text: string): Uint8Array => Buffer.from(text);

/** Every attack that fits the document's syntax. */
export function* attacksOn(entry: HostileEntry): Generator<Attack> {
  yield* onAnything(entry.sample);
  if (entry.syntax === 'json') yield* onJson(entry.sample);
  if (entry.syntax === 'xml') yield* onXml(entry.sample);
  if (entry.syntax === 'deb822') yield* onDeb822(entry.sample);
}

function* onAnything(sample: Uint8Array): Generator<Attack> {
  yield { name: 'empty', bytes: encode('') };
  yield { name: 'one space', bytes: encode(' ') };
  yield {
    name: 'a web page',
    bytes: encode('<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>'),
  };
  yield { name: 'zeros', bytes: new Uint8Array(4096) };
  yield { name: 'noise', bytes: noise(65_536) };
  yield { name: 'gzip magic', bytes: Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0]), noise(512)]) };
  yield { name: 'UTF-16', bytes: Buffer.from(Buffer.from(sample).toString(), 'utf16le') };
  yield { name: 'byte order mark', bytes: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), sample]) };
  yield { name: 'twice', bytes: Buffer.concat([sample, sample]) };
  yield { name: 'Windows line ends', bytes: encode(Buffer.from(sample).toString().replaceAll('\n', '\r\n')) };
  for (const text of ['a', '\n', ' ', '{', '[', '"', '<', '&', ':', '(', '\\', '9'])
    yield { name: `10 MB of ${JSON.stringify(text)}`, bytes: Buffer.alloc(10 * MEGABYTE, text) };
  const step = Math.max(1, Math.floor(sample.length / 60));
  for (let end = 0; end < sample.length; end += step)
    yield { name: `cut after ${end} bytes`, bytes: sample.slice(0, end) };
  for (let at = 0; at < sample.length; at += step)
    for (const byte of [0x00, 0xff, 0xed]) {
      const bytes = Uint8Array.from(sample);
      bytes[at] = byte;
      yield { name: `byte ${at} is ${byte}`, bytes };
    }
}

function* onJson(sample: Uint8Array): Generator<Attack> {
  for (const text of [
    'null',
    '[]',
    '{}',
    '""',
    '42',
    '-1e999',
    'true',
    '[null]',
    '{"__proto__":{"versions":{}}}',
  ])
    yield { name: text, bytes: encode(text) };
  yield { name: 'deep arrays', bytes: encode('['.repeat(DEEP) + ']'.repeat(DEEP)) };
  yield { name: 'deep objects', bytes: encode(`${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`) };
  yield { name: 'unclosed deep arrays', bytes: encode('['.repeat(DEEP)) };

  const text = Buffer.from(sample).toString();
  const wrong: [string, string][] = [
    ['null', 'null'],
    ['an array', '[]'],
    ['an object', '{}'],
    ['a number', '-1.5e300'],
    ['a boolean', 'true'],
    ['an empty string', '""'],
    ['NUL and half a surrogate pair', '"a\\u0000b\\ud800c"'],
    ['odd keys', '{"__proto__":{"x":1},"constructor":"1","toString":null,"":[],"\\u0000":"a","..":"b"}'],
    ['a mixed array', '[null,1,"x",["y"],{"__proto__":null},true]'],
    ['a deep array', '['.repeat(5000) + ']'.repeat(5000)],
    ['a deep object', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`],
  ];
  const document = JSON.parse(text);
  const paths = pathsOf(document, 5);
  for (const path of paths)
    for (const [name, json] of wrong)
      yield { name: `${path.join('/')} is ${name}`, bytes: encode(replaced(text, path, json)) };
  // The largest at the top of the document; a part of the deeper members get less, so that a run stays short.
  for (const [index, path] of paths.entries()) {
    const shallow = path.length === 1;
    if (!shallow && (path.length > 3 || index % 4 !== 0)) continue;
    // Where many are expected there are most; where one value is, a quarter of them are as wrong.
    const isContainer = typeof document[path[0] as string] === 'object';
    const long = shallow ? LARGEST_TEXT : LARGE_TEXT;
    yield {
      name: `${path.join('/')} is ${long.length} characters of text`,
      bytes: encode(replaced(text, path, long)),
    };
    const wide = shallow && isContainer ? WIDEST : WIDE;
    yield {
      name: `${path.join('/')} has ${wide.count} members`,
      bytes: encode(replaced(text, path, wide.json)),
    };
  }
}

// Made once: they stand in thousands of documents.
const LARGEST_TEXT = JSON.stringify('long '.repeat(2 * MEGABYTE));
const LARGE_TEXT = JSON.stringify('long '.repeat(0.1 * MEGABYTE));
const WIDEST = wideObject(110_000);
const WIDE = wideObject(25_000);

function wideObject(count: number): { count: number; json: string } {
  const members = Array.from({ length: count }, (_, i) => `"k${i}":"${i}.0.0"`);
  return { count, json: `{${members.join(',')}}` };
}

/** Paths to the members of a JSON value; at most two elements of each array or large object. */
function pathsOf(value: unknown, depth: number): string[][] {
  if (depth === 0 || typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value).slice(0, Array.isArray(value) ? 2 : 60);
  return entries.flatMap(([key, member]) => [
    [key],
    ...pathsOf(member, depth - 1).map(path => [key, ...path]),
  ]);
}

/** The document with the JSON text `json` in the place of the member at `path`. */
function replaced(text: string, path: readonly string[], json: string): string {
  const mark = '\u2603replaced\u2603';
  const document = JSON.parse(text);
  let parent = document;
  for (const key of path.slice(0, -1)) parent = parent[key];
  parent[path.at(-1) as string] = mark;
  return JSON.stringify(document).replace(JSON.stringify(mark), () => json);
}

function* onXml(sample: Uint8Array): Generator<Attack> {
  const entities = Array.from({ length: 10 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join(
    '',
  );
  const text = Buffer.from(sample).toString();
  yield {
    name: 'billion laughs',
    bytes: encode(
      `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">${entities}]>${text.replace(/>[^<]+</, '>&l10;<')}`,
    ),
  };
  yield {
    name: 'external entity',
    bytes: encode(
      `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${text.replace(/>[^<]+</, '>&e;<')}`,
    ),
  };
  yield { name: 'deep elements', bytes: encode('<a>'.repeat(DEEP) + '</a>'.repeat(DEEP)) };
  yield { name: 'unclosed elements', bytes: encode('<a>'.repeat(DEEP)) };
  yield { name: 'unclosed CDATA', bytes: encode(text.replace('>', '><![CDATA[')) };
  yield {
    name: '200,000 attributes',
    bytes: encode(`<a ${Array.from({ length: 200_000 }, (_, i) => `a${i}="1"`).join(' ')}/>`),
  };
}

function* onDeb822(sample: Uint8Array): Generator<Attack> {
  const text = Buffer.from(sample).toString();
  const fields = [...new Set(text.match(/^[A-Za-z][A-Za-z0-9-]*(?=:)/gm) ?? [])];
  const wrong: [string, string][] = [
    ['empty', ''],
    ['NUL', ' a\0b'],
    ['deep parentheses', ` ${'('.repeat(DEEP)}`],
    ['100,000 alternatives', ` ${'a | '.repeat(DEEP)}a`],
    ['100,000 groups', ` ${'a, '.repeat(DEEP)}a`],
    ['only separators', ` ${',|'.repeat(DEEP)}`],
    ['100,000 continuation lines', `\n more${'\n more'.repeat(DEEP)}`],
    ['10 MB of text', ` ${'x'.repeat(10 * MEGABYTE)}`],
    ['10 MB of spaces', ' '.repeat(10 * MEGABYTE)],
    ['a path', ' ../../../etc/passwd'],
    ['a negative number', ' -1'],
  ];
  for (const field of fields)
    for (const [name, value] of wrong)
      yield {
        name: `${field} is ${name}`,
        bytes: encode(text.replace(new RegExp(`^${field}:.*$`, 'm'), () => `${field}:${value}`)),
      };
  for (const field of fields)
    yield {
      name: `${field} twice`,
      bytes: encode(text.replace(new RegExp(`^${field}:.*$`, 'm'), line => `${line}\n${line}`)),
    };
  yield { name: 'a line without a colon', bytes: encode(`no colon here\n${text}`) };
  yield { name: 'a continuation at the start', bytes: encode(` continued\n${text}`) };
  yield { name: 'a million blank lines', bytes: encode(`${'\n'.repeat(MEGABYTE)}${text}`) };
  yield { name: 'a long field name', bytes: encode(`${'A'.repeat(MEGABYTE)}: x\n${text}`) };
  yield {
    name: '100,000 fields',
    bytes: encode(`${Array.from({ length: DEEP }, (_, i) => `X-${i}: 1\n`).join('')}${text}`),
  };
}

/** The same bytes each time (a linear congruential generator, constants of Numerical Recipes). */
function noise(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = 12_345;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

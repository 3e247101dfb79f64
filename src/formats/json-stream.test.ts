/** Expected values are worked out by hand from RFC 8259, https://www.rfc-editor.org/rfc/rfc8259. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JsonPath, type JsonStreamLimits, jsonElements } from './json-stream.ts';

async function* pieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const all = Buffer.from(text);
  for (let at = 0; at < all.length; at += size) yield Buffer.from(all.subarray(at, at + size));
}

async function elements(text: string, wanted: JsonPath[], size = 7, limits?: JsonStreamLimits) {
  const found: [string, string | null, unknown][] = [];
  for await (const { path, key, value } of jsonElements(pieces(text, size), wanted, 'index', limits))
    found.push([path.join('.'), key, value]);
  return found;
}

describe('elements', () => {
  const text = `\ufeff {"v":1, "skipped":{"items":["no]}",{"\\"}":[1]}]},
    "items" : [ 1 ,"a,]\\"\\\\", {"x":[{}]},[],null , -1.5e3,true],"n\\u0061me":{"":{"y":"}"},"ü":2 ,"__proto__":[3]}, "z":[]} `;

  it.each([1, 2, 3, 5, 17, 10_000])('come one by one, cut into pieces of %i', async size => {
    expect(await elements(text, [['items'], ['name']], size)).toEqual([
      ['items', null, 1],
      ['items', null, 'a,]"\\'],
      ['items', null, { x: [{}] }],
      ['items', null, []],
      ['items', null, null],
      ['items', null, -1500],
      ['items', null, true],
      ['name', '', { y: '}' }],
      ['name', 'ü', 2],
      ['name', '__proto__', [3]],
    ]);
    expect(await elements(text, [['z']], size)).toEqual([]);
    expect(await elements(text, [['skipped', 'items']], size)).toEqual([
      ['skipped.items', null, 'no]}'],
      ['skipped.items', null, { '"}': [1] }],
    ]);
  });

  it('come of the document itself', async () => {
    expect(await elements('[{"a":1},2]', [[]])).toEqual([
      ['', null, { a: 1 }],
      ['', null, 2],
    ]);
    expect(await elements('{"a":1}', [[]])).toEqual([['', 'a', 1]]);
    expect(await elements(' [ ] ', [[]])).toEqual([]);
  });

  it('come of containers under any name', async () => {
    expect(await elements('{"p":{"a":[1],"b":[]},"_SIGNATURE":{"s":"x"},"n":5}', [['*']])).toEqual([
      ['p', 'a', [1]],
      ['p', 'b', []],
      ['_SIGNATURE', 's', 'x'],
    ]);
  });

  it('are those that JSON.parse gives', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), fc.integer({ min: 1, max: 40 }), async (list, size) => {
        const json = JSON.stringify({ before: list, list });
        const found = await elements(json, [['list']], size);
        expect(found.map(([, , value]) => value)).toEqual((JSON.parse(json) as { list: unknown[] }).list);
      }),
    );
  });
});

describe('what is no such document', () => {
  it.each([
    '',
    ' ',
    'null',
    '"list"',
    '{',
    '{"list":[',
    '{"list":[1',
    '{"list":[1,]}',
    '{"list":[1 2]}',
    '{"list":[,1]}',
    '{"list":[1}]',
    '{"list":[1]]',
    '{"list":[1]}}',
    '{"list":[1]}{"list":[1]}',
    '{"list":[1],}',
    '{"list"}',
    '{"list":}',
    '{list:[1]}',
    '{"list":[nul]}',
    '{"list":["\n"]}',
    '{"list":5}',
    '{"other":[1]}',
    '<html></html>',
    '{"list":["unended]}',
  ])('%s is malformed', async text => {
    for (const size of [1, 3, 1000])
      await expect(elements(text, [['list']], size)).rejects.toMatchObject({ code: 'malformed' });
  });

  it('is refused when it is too large or too deep', async () => {
    const limits = { element: 20, elements: 3 };
    expect(await elements(`[1,2,"${'x'.repeat(18)}"]`, [[]], 7, limits)).toHaveLength(3);
    for (const text of [`["${'x'.repeat(19)}"]`, '[1,2,3,4]'])
      await expect(elements(text, [[]], 7, limits)).rejects.toMatchObject({ code: 'too-large' });
    await expect(elements(`{"${'k'.repeat(70_000)}":1}`, [[]], 1000)).rejects.toMatchObject({
      code: 'too-large',
    });
    for (const text of ['['.repeat(1e6), `[${'['.repeat(300)}${']'.repeat(300)}]`])
      await expect(elements(text, [[]], 65_536)).rejects.toMatchObject({ code: 'malformed' });
    // Every level is on the way to nothing: no name of `*` goes deeper than the path.
    await expect(elements('{"a":'.repeat(100_000), [['*', '*']], 65_536)).rejects.toMatchObject({
      code: 'malformed',
    });
  });

  it('holds no more than an element', async () => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('{"skipped":"');
      for (let i = 0; i < 300; i++) yield Buffer.alloc(1024 * 1024, 'x');
      yield Buffer.from('","list":[7]}');
    }
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    async function* watched(): AsyncGenerator<Uint8Array> {
      for await (const chunk of endless()) {
        most = Math.max(most, process.memoryUsage().arrayBuffers - before);
        yield chunk;
      }
    }
    const found: unknown[] = [];
    for await (const { value } of jsonElements(watched(), [['list']], 'index')) found.push(value);
    expect(found).toEqual([7]);
    expect(most).toBeLessThan(200 * 1024 * 1024);
  });
});

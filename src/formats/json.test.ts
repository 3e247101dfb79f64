/** Expected values are worked out by hand from RFC 8259, https://www.rfc-editor.org/rfc/rfc8259. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isJsonObject, memberOf, objectsIn, parseJson, parseJsonArray, parseJsonObject } from './json.ts';
import { jsonMembers } from './json-members.ts';

const bytes = (text: string) => Buffer.from(text);

async function* pieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const all = bytes(text);
  for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
}

async function members(text: string, size = 7): Promise<[string, unknown][]> {
  const found: [string, unknown][] = [];
  for await (const entry of jsonMembers(pieces(text, size), 'index')) found.push(entry);
  return found;
}

describe('a document', () => {
  it('is read, with or without a byte order mark', () => {
    expect(parseJson(bytes('\ufeff{"a":[1,"x"]}'), 'x')).toEqual({ a: [1, 'x'] });
    expect(parseJsonObject(bytes('{}'), 'x')).toEqual({});
    expect(parseJsonArray(bytes('[1]'), 'x')).toEqual([1]);
  });

  it('of another shape, cut short or too deep is malformed', () => {
    for (const text of [
      '',
      '{',
      '[1,]',
      'nul',
      '{"a":1}x',
      '['.repeat(201) + ']'.repeat(201),
      '['.repeat(1e6),
    ])
      expect(() => parseJson(bytes(text), 'x')).toThrow(expect.objectContaining({ code: 'malformed' }));
    expect(() => parseJsonObject(bytes('[]'), 'x')).toThrow('x: no JSON object');
    expect(() => parseJsonObject(bytes('null'), 'x')).toThrow('x: no JSON object');
    expect(() => parseJsonArray(bytes('{}'), 'x')).toThrow('x: no JSON array');
    expect(parseJson(bytes('['.repeat(200) + ']'.repeat(200)), 'x')).toBeInstanceOf(Array);
    // Brackets inside strings are no nesting.
    expect(parseJson(bytes(JSON.stringify('["\\'.repeat(1000))), 'x')).toHaveLength(3000);
  });

  it('is asked for own members only', () => {
    expect(memberOf({ a: 1 }, 'a')).toBe(1);
    expect(memberOf({ a: 1 }, 'toString')).toBeUndefined();
    expect(memberOf(['x'], '0')).toBeUndefined();
    expect(memberOf(null, 'a')).toBeUndefined();
    expect(objectsIn([{ a: 1 }, null, 'x', [], { b: 2 }], 4)).toEqual([{ a: 1 }]);
    expect(objectsIn('x', 4)).toEqual([]);
    expect([{}, [], null, 'x'].map(isJsonObject)).toEqual([true, false, false, false]);
  });
});

describe('the members of a stream', () => {
  it('come one by one, however it is cut', async () => {
    const text = ' {"a" : {"x":[1,{"y":"}],{\\"\\\\"}]} ,\n"b":"ü,}" , "c":null,"__proto__":1} \n';
    for (const size of [1, 2, 3, 5, 1000])
      expect(await members(text, size)).toEqual([
        ['a', { x: [1, { y: '}],{"\\' }] }],
        ['b', 'ü,}'],
        ['c', null],
        ['__proto__', 1],
      ]);
    expect(await members('{}')).toEqual([]);
    expect(await members('{ \n }')).toEqual([]);
  });

  it.each([
    '',
    ' ',
    '[]',
    '[{"a":1}]',
    '{',
    '{"a":1',
    '{"a":1,}',
    '{,}',
    '{"a"}',
    '{"a":1]',
    '{"a":1}}',
    '{"a":1}x',
    '"a"',
    '{"a":}',
  ])('of %j are refused', async text => {
    await expect(members(text)).rejects.toMatchObject({ code: 'malformed' });
  });

  it('are those that JSON.parse gives', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.integer({ min: 1, max: 20 }),
        async (object, size) => {
          const text = JSON.stringify(object);
          expect(await members(text, size)).toEqual(Object.entries(JSON.parse(text)).map(([k, v]) => [k, v]));
        },
      ),
    );
  });
});

/** Expected values are worked out by hand from RFC 8259, https://www.rfc-editor.org/rfc/rfc8259. */
import { describe, expect, it } from 'vitest';
import {
  isJsonObject,
  memberOf,
  objectsIn,
  parseJson,
  parseJsonArray,
  parseJsonObject,
  textMembers,
  textOrNull,
} from './json.ts';
import { parseJsonText } from './json-text.ts';

const bytes = (text: string) => Buffer.from(text);

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
    expect(textMembers(JSON.parse('{"b":"1","":"2","__proto__":"3","c":4}'))).toEqual([
      ['b', '1'],
      ['__proto__', '3'],
    ]);
    expect(textMembers(['x'])).toEqual([]);
    expect(['x', '', 1, null].map(textOrNull)).toEqual(['x', null, null, null]);
  });
});

describe('parseJsonText', () => {
  it('passes over comments, and not over what looks like one in a string', () => {
    expect(parseJsonText('// a\n{"a": /* b */ 1, "c": "//d", "e": "\\\\" } // f', 'x')).toEqual({
      a: 1,
      c: '//d',
      e: '\\',
    });
  });
  it('passes over trailing commas where asked to', () => {
    expect(parseJsonText('{"a": [1, 2, /* , */ ],\n}', 'x', { trailingCommas: true })).toEqual({ a: [1, 2] });
    expect(() => parseJsonText('{"a": [1, 2,]}', 'x')).toThrow('line 1, column 13');
  });
  it('says where a document is wrong', () => {
    expect(() => parseJsonText('{\n  "a": 1,\n  b\n}', 'x')).toThrow('x: not JSON at line 3, column 3');
    expect(() => parseJsonText('', 'x')).toThrow('x: empty');
    expect(() => parseJsonText('{"a":', 'x')).toThrow('line 1, column 6');
  });
  it('refuses depth', () => {
    expect(() => parseJsonText('['.repeat(10_000_000), 'x')).toThrow('deeper');
    // A quote in a comment hides nothing.
    for (const comment of ['// "\n', '/* " */'])
      expect(() => parseJsonText(`${comment}${'['.repeat(100_000)}`, 'x')).toThrow('deeper');
    expect(() => parseJsonText(`// "\n${'['.repeat(201)}${']'.repeat(201)}`, 'x')).toThrow('deeper');
  });
});

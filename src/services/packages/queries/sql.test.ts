import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterPrefix } from './sql.ts';

describe('the end of a prefix', () => {
  it.each([
    ['a', 'b'],
    ['react', 'reacu'],
    ['\ud7ff', '\ue000'],
    ['a\u{10ffff}', 'b'],
    ['\u{10ffff}', null],
    ['', null],
  ])('%j is before %j', (prefix, expected) => {
    expect(afterPrefix(prefix)).toBe(expected);
  });

  it('is greater than every text with the prefix, and no text without it lies between', () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(text, fc.string({ unit: 'binary', maxLength: 4 }), (prefix, other) => {
        const end = afterPrefix(prefix);
        const bytes = Buffer.from(other);
        const inside =
          Buffer.compare(bytes, Buffer.from(prefix)) >= 0 &&
          (end === null || Buffer.compare(bytes, Buffer.from(end)) < 0);
        expect(inside).toBe(bytes.subarray(0, Buffer.byteLength(prefix)).equals(Buffer.from(prefix)));
        const longer = Buffer.from(prefix + other);
        if (end !== null) expect(Buffer.compare(longer, Buffer.from(end))).toBe(-1);
      }),
    );
  });
});

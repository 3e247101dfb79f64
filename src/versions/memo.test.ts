import { describe, expect, it } from 'vitest';
import { memoised } from './memo.ts';

/** A memory of lengths that counts how often it had to ask. */
function counted(options?: { size?: number; maxLength?: number }) {
  let calls = 0;
  const lengthOf = memoised(text => {
    calls++;
    return text.length;
  }, options);
  return { lengthOf, calls: () => calls };
}

describe('memoised', () => {
  it('asks twice, and then no more', () => {
    const { lengthOf, calls } = counted();
    expect([1, 2, 3, 4, 5].map(() => lengthOf('four'))).toEqual([4, 4, 4, 4, 4]);
    expect(calls()).toBe(2);
  });

  it('keeps what is asked for often while many others pass by', () => {
    const { lengthOf, calls } = counted({ size: 100 });
    lengthOf('often');
    lengthOf('often');
    for (let i = 0; i < 1_000; i++) {
      for (const text of [`${i}`, `${i}`, `${i}`]) expect(lengthOf(text)).toBe(text.length);
      expect(lengthOf('often')).toBe(5);
    }
    expect(calls()).toBe(2 + 2 * 1_000);
  });

  it('forgets what was not asked for while twice its size passed by', () => {
    const { lengthOf, calls } = counted({ size: 10 });
    for (let i = 0; i < 50; i++) for (const text of [`${i}`, `${i}`]) lengthOf(text);
    const before = calls();
    lengthOf('0');
    expect(calls()).toBe(before + 1);
  });

  it('never keeps what is longer than its bound', () => {
    const { lengthOf, calls } = counted({ maxLength: 3 });
    for (let i = 0; i < 5; i++) lengthOf('four');
    expect(calls()).toBe(5);
  });

  it('keeps no failure', () => {
    let calls = 0;
    const failing = memoised((): number => {
      calls++;
      throw new Error('no');
    });
    for (let i = 0; i < 3; i++) expect(() => failing('x')).toThrow('no');
    expect(calls).toBe(3);
  });
});

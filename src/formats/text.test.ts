import { describe, expect, it } from 'vitest';
import { decodeText, linesOf } from './text.ts';

describe('decodeText', () => {
  it('reads UTF-8 with and without a byte order mark', () => {
    expect(decodeText(Buffer.from('größe'))).toBe('größe');
    expect(decodeText(Buffer.from([0xef, 0xbb, 0xbf, 0x61]))).toBe('a');
  });
  it('reads UTF-16 of both orders, an odd last byte left out', () => {
    expect(decodeText(Buffer.from([0xff, 0xfe, 0x61, 0x00, 0xac, 0x20]))).toBe('a€');
    expect(decodeText(Buffer.from([0xfe, 0xff, 0x00, 0x61, 0x20, 0xac]))).toBe('a€');
    expect(decodeText(Buffer.from([0xfe, 0xff, 0x00, 0x61, 0x20]))).toBe('a');
  });
  it('gives a character for a broken sequence', () => {
    expect(decodeText(Buffer.from([0x61, 0xff, 0x62]))).toBe('a\ufffdb');
  });
  it('reads long texts as it does short ones', () => {
    const long = 'size '.repeat(2000);
    expect(decodeText(Buffer.from(long))).toBe(long);
    expect(decodeText(Buffer.from(`${long}größe 🙂`))).toBe(`${long}größe 🙂`);
    expect(decodeText(Buffer.from(`\ufeff${long}`))).toBe(long);
    expect(decodeText(Buffer.concat([Buffer.from(long), Buffer.from([0xc3, 0x61])]))).toBe(`${long}\ufffda`);
    const part = new Uint8Array(Buffer.from(`xx${long}ß`)).subarray(2);
    expect(decodeText(part)).toBe(`${long}ß`);
  });
});

describe('linesOf', () => {
  it('ends lines at LF, CRLF and CR only', () => {
    expect([...linesOf('a\nb\r\nc\rd\u2028e')]).toEqual(['a', 'b', 'c', 'd\u2028e']);
    expect([...linesOf('a\n\nb\n')]).toEqual(['a', '', 'b']);
    expect([...linesOf('')]).toEqual([]);
    expect([...linesOf('a\r\r\n\n\rb')]).toEqual(['a', '', '', '', 'b']);
  });
  it('gives up after millions of lines', () => {
    const read = () => {
      let count = 0;
      for (const _ of linesOf('\n'.repeat(5_000_001))) count++;
      return count;
    };
    expect(read).toThrow('more than 5000000 lines');
  });
});

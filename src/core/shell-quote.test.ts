import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandLine, shellQuote } from './shell-quote.ts';

describe('shellQuote', () => {
  it('leaves plain words alone', () => {
    for (const word of ['react', '@scope/name@1.2.3', 'g++', 'libc6:amd64=2.36-9', '--', '-'])
      expect(shellQuote(word)).toBe(word);
  });

  it('quotes everything else', () => {
    expect(shellQuote('')).toBe("''");
    expect(shellQuote('a;rm -rf /')).toBe("'a;rm -rf /'");
    expect(shellQuote('$(id)')).toBe("'$(id)'");
    expect(shellQuote("it's")).toBe("'it'\\''s'");
    expect(shellQuote('~root')).toBe("'~root'");
    expect(shellQuote('a\nb')).toBe("'a\nb'");
    expect(shellQuote('naïve')).toBe("'naïve'");
  });

  it('drops NUL', () => {
    expect(shellQuote('a\0b')).toBe('ab');
  });
});

describe('commandLine', () => {
  it('is read back by a real shell as the same words', () => {
    const words = fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { minLength: 1, maxLength: 4 });
    const tricky = fc.array(
      fc.constantFrom("'", '"', '\\', '$x', '`id`', '\n', '!', '*', ' ', '~', '#', '&', ''),
    );
    fc.assert(
      fc.property(fc.oneof(words, tricky), input => {
        const expected = input.map(word => word.replaceAll('\0', ''));
        const line = commandLine(expected.length > 0 ? ['printf', '%s\\0', ...expected] : ['true']);
        const output = execFileSync('/bin/sh', ['-c', line], { encoding: 'utf8', timeout: 20_000 });
        expect(output).toBe(expected.map(word => `${Buffer.from(word).toString()}\0`).join(''));
      }),
      { numRuns: 60 },
    );
  });
});

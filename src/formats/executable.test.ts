import { describe, expect, it } from 'vitest';
import { bytesAt, bytesOf, executablesIn, isExecutable } from './executable.ts';
import { ELF_BASE, elfFile } from './fixtures/elf.ts';

describe('executables', () => {
  it.each([
    ['ELF', '7f454c4602010100', true],
    ['DOS and Windows', '4d5a900003000000', true],
    ['Mach-O of 64 bits', 'cffaedfe0c000001', true],
    ['Mach-O, big endian', 'feedface00000012', true],
    ['a universal file of two', 'cafebabe00000002', true],
    ['a class of Java 8', 'cafebabe00000034', false],
    ['a script', '23212f62696e2f73', false],
    ['less than eight bytes', '7f454c46020101', false],
  ])('%s by its first bytes', (_, hex, expected) => {
    expect(isExecutable(Buffer.from(hex, 'hex'))).toBe(expected);
  });

  it('sections by name and memory by address', () => {
    const [found] = executablesIn(
      elfFile([
        { name: '.text', data: Buffer.from('code') },
        { name: '.data', data: Buffer.from('0123456789') },
      ]),
    );
    if (found === undefined) throw new Error('no executable');
    // The first entry of the table of sections is empty.
    expect(found.sections.map(({ name }) => name)).toEqual(['', '.text', '.data', '.shstrtab']);
    const data = found.sections[2];
    expect(data && bytesOf(found, data).toString()).toBe('0123456789');
    expect(bytesAt(found, ELF_BASE + 4096 + 16 + 2, 3)?.toString()).toBe('234');
    expect(bytesAt(found, ELF_BASE - 1, 1)).toBeNull();
    expect(bytesAt(found, ELF_BASE, 1_000_000)).toBeNull();
  });

  it('none in what is none, and nothing past the end of what is cut off', () => {
    expect(executablesIn(Buffer.alloc(100))).toEqual([]);
    expect(executablesIn(Buffer.concat([Buffer.from('MZ'), Buffer.alloc(100)]))).toEqual([]);
    const cut = elfFile([{ name: '.text', data: Buffer.alloc(100) }]).subarray(0, 4100);
    const [found] = executablesIn(cut);
    const pieces = found?.sections.map(piece => found && bytesOf(found, piece).length) ?? [];
    expect(pieces.every(length => length === 0)).toBe(true);
  });
});

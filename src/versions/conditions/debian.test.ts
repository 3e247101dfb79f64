import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/errors.ts';
import {
  countsInProfiles,
  countsOnArchitecture,
  isArchitecture,
  parseArchitectures,
  parseProfiles,
} from './debian.ts';

// https://www.debian.org/doc/debian-policy/ch-relationships.html#syntax-of-relationship-fields (7.1),
// https://www.debian.org/doc/debian-policy/ch-customized-programs.html#architecture-wildcards (11.1.1),
// https://wiki.debian.org/BuildProfileSpec, and dpkg-architecture(1), option -L with -W.

describe('architectures', () => {
  it.each([
    ['amd64', 'amd64', true],
    ['amd64', 'any', true],
    ['hurd-i386', 'any', true],
    ['all', 'any', false],
    ['all', 'all', true],
    ['source', 'linux-any', false],
    ['amd64', 'linux-any', true],
    ['musl-linux-amd64', 'linux-any', true],
    ['kfreebsd-amd64', 'linux-any', false],
    ['hurd-i386', 'hurd-any', true],
    ['kfreebsd-amd64', 'any-amd64', true],
    ['x32', 'any-amd64', true],
    ['i386', 'any-amd64', false],
    ['armhf', 'any-arm', true],
    ['armel', 'any-arm', true],
    ['arm64', 'any-arm', false],
    ['arm64ilp32', 'any-arm64', true],
    ['mips64el', 'any-mips64el', true],
    ['mipsn32el', 'any-mips64el', true],
    ['powerpcspe', 'any-powerpc', true],
    ['ppc64el', 'any-powerpc', false],
    ['amd64', 'gnu-any-any', true],
    ['musl-linux-amd64', 'gnu-any-any', false],
    ['musl-linux-armhf', 'musl-linux-any', true],
    ['netbsd-amd64', 'bsd-any-any', true],
    ['armhf', 'eabihf-any-any-any', true],
    ['x32', 'x32-any-any-any', true],
    ['amd64', 'any-any-any-any-amd64', false],
    ['amd64', 'linux-amd64', true],
    ['kfreebsd-amd64', 'amd64', false],
    ['newarch', 'any-newarch', true],
    ['newos-amd64', 'any-amd64', false],
    ['constructor', 'constructor', true],
  ])('%s is %s: %s', (architecture, name, expected) => {
    expect(isArchitecture(architecture, name)).toBe(expected);
  });

  it.each([
    // Policy 7.1: "[i386 arm]", "[!hurd-any]"; no restriction counts everywhere.
    ['', 'amd64', true],
    ['[i386]', 'i386', true],
    ['[i386]', 'amd64', false],
    ['[i386 amd64]', 'amd64', true],
    ['[!hurd-any]', 'amd64', true],
    ['[!hurd-any]', 'hurd-i386', false],
    ['[!i386 !amd64]', 'arm64', true],
    ['[!i386 !amd64]', 'amd64', false],
    ['[linux-any]', 'riscv64', true],
    ['[linux-any]', 'kfreebsd-amd64', false],
    ['[!any]', 'amd64', false],
    ['[ amd64   any-arm64 ]', 'arm64', true],
    ['[any]', 'all', false],
    // Mixed lists, which Policy forbids, as dpkg-checkbuilddeps 1.21 reads them.
    ['[amd64 !i386]', 'amd64', true],
    ['[amd64 !i386]', 'i386', false],
    ['[amd64 !i386]', 'arm64', true],
    ['[!amd64 amd64]', 'amd64', false],
    ['[amd64 !amd64]', 'amd64', true],
    ['[!linux-any arm64]', 'arm64', false],
    ['[!linux-any arm64]', 'hurd-i386', true],
    ['[amd64 !i386 linux-any any-arm64]', 'kfreebsd-arm64', true],
  ])('%j counts on %s: %s', (list, architecture, expected) => {
    expect(countsOnArchitecture(parseArchitectures(list), architecture)).toBe(expected);
  });

  it('are read with their signs', () => {
    expect(parseArchitectures('[!i386 linux-any]')).toEqual([
      { name: 'i386', isNegated: true },
      { name: 'linux-any', isNegated: false },
    ]);
  });

  it('are refused for what is no list of architectures', () => {
    const texts = [
      ...[
        'amd64',
        '[amd64',
        'amd64]',
        '[]',
        '[ ]',
        '[amd64] [i386]',
        '[!!i386]',
        '[! i386]',
        '[AMD64]',
        '[amd64,i386]',
      ],
      ...['[amd64]x', '<amd64>', '['.repeat(8_000), `[${'a '.repeat(50_000)}]`, `[${'a'.repeat(200)}]`],
    ];
    const isRefused = (text: string) => fieldOf(() => parseArchitectures(text)) === 'architectures';
    expect(texts.filter(text => !isRefused(text))).toEqual([]);
  });
});

describe('build profiles', () => {
  const counts = (text: string, ...active: string[]) => countsInProfiles(parseProfiles(text), active);

  it.each([
    ['', [], true],
    ['<!nocheck>', [], true],
    ['<!nocheck>', ['nocheck'], false],
    ['<!nocheck>', ['stage1'], true],
    ['<cross>', [], false],
    ['<cross>', ['cross'], true],
    // Within a list all terms hold, of the lists one: the example of the specification is `<stage1 !cross> <stage2>`.
    ['<!nocheck> <cross>', [], true],
    ['<!nocheck> <cross>', ['nocheck'], false],
    ['<!nocheck> <cross>', ['nocheck', 'cross'], true],
    ['<!nocheck !cross>', ['cross'], false],
    ['<!nocheck !cross>', [], true],
    ['<stage1 !cross> <stage2>', ['stage1'], true],
    ['<stage1 !cross> <stage2>', ['stage1', 'cross'], false],
    ['<stage1 !cross> <stage2>', ['stage2', 'cross'], true],
    ['< !nocheck >', ['nocheck'], false],
    ['<!pkg.llvm.noclang>\n <pkg.gcc-12/x>', ['pkg.llvm.noclang'], false],
  ])('%j with %j: %s', (text, active, expected) => {
    expect(counts(text, ...active)).toBe(expected);
  });

  it('are read as lists of terms', () => {
    expect(parseProfiles('<stage1 !cross> <stage2>')).toEqual([
      [
        { name: 'stage1', isNegated: false },
        { name: 'cross', isNegated: true },
      ],
      [{ name: 'stage2', isNegated: false }],
    ]);
  });

  it('are refused for what is no list of profiles', () => {
    const texts = [
      ...[
        'nocheck',
        '<nocheck',
        '<>',
        '<!>',
        '<! nocheck>',
        '<!!nocheck>',
        '<a> + <b>',
        '<a><b>',
        '[a]',
        '<a>, <b>',
      ],
      ...['<'.repeat(8_000), `${'<a> '.repeat(50_000)}`],
    ];
    const isRefused = (text: string) => fieldOf(() => parseProfiles(text)) === 'profiles';
    expect(texts.filter(text => !isRefused(text))).toEqual([]);
  });
});

/** The field that a typed error names; anything else passes through. */
function fieldOf(attempt: () => unknown): string | null {
  try {
    attempt();
    return null;
  } catch (error) {
    if (error instanceof InputError) return error.field;
    throw error;
  }
}

import { describe, expect, it } from 'vitest';
import { gemPlatformMatches, parseGemPlatform, printGemPlatform } from './gem-platform.ts';

// https://docs.ruby-lang.org/en/master/Gem/Platform.html and the cases of RubyGems' tests:
// https://github.com/rubygems/rubygems/blob/master/test/rubygems/test_gem_platform.rb.

it.each([
  ['amd64-freebsd6', 'amd64', 'freebsd', '6'],
  ['java', null, 'java', null],
  ['jruby', null, 'java', null],
  ['universal-dotnet', 'universal', 'dotnet', null],
  ['universal-dotnet2.0', 'universal', 'dotnet', '2.0'],
  ['universal-dotnet-4.0', 'universal', 'dotnet', '4.0'],
  ['powerpc-aix5.3.0.0', 'powerpc', 'aix', '5'],
  ['powerpc-darwin8', 'powerpc', 'darwin', '8'],
  ['arm64-darwin-23', 'arm64', 'darwin', '23'],
  ['powerpc64-linux', 'powerpc64', 'linux', null],
  ['sparc-solaris2.10', 'sparc', 'solaris', '2.10'],
  ['i386-solaris-2.10', 'x86', 'solaris', '2.10'],
  ['universal-macruby', 'universal', 'macruby', null],
  ['i386-cygwin', 'x86', 'cygwin', null],
  ['i686-darwin8.4.1', 'x86', 'darwin', '8'],
  ['i386-freebsd4.11', 'x86', 'freebsd', '4'],
  ['x86-java1.6', 'x86', 'java', '1.6'],
  ['i586-linux-gnu', 'x86', 'linux', 'gnu'],
  ['x86_64-linux', 'x86_64', 'linux', null],
  ['x86_64-linux-musl', 'x86_64', 'linux', 'musl'],
  ['arm-linux-gnueabihf', 'arm', 'linux', 'gnueabihf'],
  ['i386-mingw32', 'x86', 'mingw32', null],
  ['x64-mingw-ucrt', 'x64', 'mingw', 'ucrt'],
  ['i386-mswin32_80', 'x86', 'mswin32', '80'],
  ['x86-mswin32-60', 'x86', 'mswin32', '60'],
  ['mswin32', 'x86', 'mswin32', null],
  ['x64-mswin64-140', 'x64', 'mswin64', '140'],
  ['i386-netbsdelf', 'x86', 'netbsdelf', null],
  ['x86_64-openbsd3.9', 'x86_64', 'openbsd', '3.9'],
  ['x86_64-openbsd', 'x86_64', 'openbsd', null],
  ['wasm32-wasip1', 'wasm32', 'wasi', null],
  ['darwin-java-java', 'darwin', 'java', null],
  ['linux-linux-linux1.0', 'linux', 'linux', 'linux1'],
  ['x86x86-1x86x86x86x861linuxx86x86', 'x86x86', 'linux', 'x86x86'],
  ['freebsd0', null, 'freebsd', '0'],
  ['darwin0---', null, 'darwin', '0'],
  ['x86-linux-x8611.0l', 'x86', 'linux', 'x8611'],
  ['0-x86linuxx86---', '0', 'linux', 'x86'],
  ['x86_64-dotnetx86', 'x86_64', 'dotnet', null],
  ['x86_64-dalvik0', 'x86_64', 'dalvik', '0'],
  ['x86_64-dotnet1.', 'x86_64', 'dotnet', '1'],
  ['--', null, 'unknown', null],
  ['ruby', null, 'ruby', null],
  ['', null, 'ruby', null],
])('%j is %s, %s, %s', (text, cpu, os, version) => {
  const platform = parseGemPlatform(text);
  expect(platform).toEqual({ cpu, os, version });
  expect(parseGemPlatform(printGemPlatform(platform))).toEqual(platform);
});

it('has at most 256 characters', () => {
  expect(() => parseGemPlatform('x'.repeat(257))).toThrow(
    expect.objectContaining({ code: 'input', field: 'platform' }),
  );
});

describe('a gem runs', () => {
  const runs = (gem: string, runtime: string) =>
    gemPlatformMatches(parseGemPlatform(gem), parseGemPlatform(runtime));

  it.each([
    // The processor: the same, or universal, or none named.
    ['powerpc-darwin8', 'powerpc-darwin8', true],
    ['universal-darwin8', 'powerpc-darwin8', true],
    ['i686-darwin8.0', 'powerpc-darwin8', false],
    ['i686-darwin8.0', 'universal-darwin8', true],
    ['mingw32', 'x86-mingw32', true],
    ['x86-mingw32', 'mingw32', true],
    ['java', 'java', true],
    ['java', 'x86-java1.6', true],
    // The version of the system, where both name one.
    ['i686-darwin', 'i686-darwin8', true],
    ['i686-darwin8', 'i686-darwin', true],
    ['i686-darwin7', 'i686-darwin8', false],
    ['universal-dotnet-2.0', 'universal-dotnet2.0', true],
    ['universal-dotnet-4.0', 'universal-dotnet2.0', false],
    // The C library of Linux.
    ['i686-linux', 'i686-linux-gnu', true],
    ['i686-linux-gnu', 'i686-linux', true],
    ['i686-linux-gnu', 'i686-linux-musl', false],
    ['i686-linux-musl', 'i686-linux-gnu', false],
    ['i686-linux', 'i686-linux-musl', true],
    ['i686-linux-musl', 'i686-linux', false],
    ['i686-linux', 'i686-linux-uclibc', false],
    ['i686-linux-uclibc', 'i686-linux-musl', false],
    ['arm-linux-eabi', 'arm-linux-gnueabi', true],
    ['arm-linux-gnueabi', 'arm-linux-musleabi', false],
    ['arm-linux-eabi', 'arm-linux-musleabi', true],
    ['arm-linux-musleabi', 'arm-linux-eabi', false],
    ['arm-linux', 'arm-linux-gnueabihf', true],
    ['arm-linux', 'arm-linux-musleabihf', true],
    ['arm-linux', 'arm-linux-uclibceabihf', false],
    // 32-bit ARM in general.
    ['arm-linux', 'armv5-linux', true],
    ['armv7-linux', 'armv5-linux', false],
    ['arm-linux', 'arm64-linux', false],
    ['armv7-linux', 'arm-linux', false],
    // Windows.
    ['universal-mingw', 'x64-mingw-ucrt', true],
    ['x64-mingw32', 'universal-mingw32', true],
    ['x64-mingw32', 'x64-mingw-ucrt', false],
    ['x86-mswin32-60', 'i386-mswin32', true],
    // Nothing compiled.
    ['ruby', 'x86_64-linux', true],
    ['', 'java', true],
    ['x86_64-linux', 'ruby', false],
    ['x86_64-linux', 'x86_64-darwin', false],
  ])('%s on %s: %s', (gem, runtime, expected) => {
    expect(runs(gem, runtime)).toBe(expected);
  });
});

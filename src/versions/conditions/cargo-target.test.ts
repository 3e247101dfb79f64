import { expect, test } from 'vitest';
import { cargoCfgOf, matchesCargoTarget } from './cargo-target.ts';

const LINUX = 'x86_64-unknown-linux-gnu';
const MAC = 'aarch64-apple-darwin';
const WINDOWS = 'x86_64-pc-windows-msvc';

// What `rustc --print cfg --target ...` prints for these triples, as far as a triple tells it.
test.each([
  [
    LINUX,
    [
      'unix',
      'target_os="linux"',
      'target_env="gnu"',
      'target_arch="x86_64"',
      'target_pointer_width="64"',
      'target_family="unix"',
      'target_vendor="unknown"',
      'target_endian="little"',
    ],
  ],
  [MAC, ['unix', 'target_os="macos"', 'target_env=""', 'target_arch="aarch64"', 'target_vendor="apple"']],
  [
    WINDOWS,
    ['windows', 'target_os="windows"', 'target_env="msvc"', 'target_vendor="pc"', 'target_family="windows"'],
  ],
  ['i686-unknown-linux-musl', ['target_arch="x86"', 'target_pointer_width="32"', 'target_env="musl"']],
  ['armv7-unknown-linux-gnueabihf', ['target_arch="arm"', 'target_env="gnu"', 'target_pointer_width="32"']],
  ['aarch64-linux-android', ['target_os="android"', 'target_env=""', 'target_arch="aarch64"', 'unix']],
  [
    'wasm32-unknown-unknown',
    ['target_arch="wasm32"', 'target_os="unknown"', 'target_family="wasm"', 'target_pointer_width="32"'],
  ],
  ['s390x-unknown-linux-gnu', ['target_endian="big"']],
  ['thumbv7m-none-eabi', ['target_arch="arm"', 'target_os="none"']],
])('%s', (triple, expected) => {
  const cfg = cargoCfgOf(triple);
  if (triple.startsWith('thumb')) expect(cfg.has('unix')).toBe(false);
  for (const one of expected) expect([...cfg]).toContain(one);
});

test.each<[string, string, boolean | null]>([
  ['cfg(unix)', LINUX, true],
  ['cfg(unix)', WINDOWS, false],
  ['cfg(windows)', WINDOWS, true],
  ['cfg(not(windows))', MAC, true],
  ['cfg(target_os = "macos")', MAC, true],
  ['cfg(any(target_os = "macos", target_os = "linux"))', LINUX, true],
  ['cfg(all(unix, not(target_os = "macos")))', MAC, false],
  ['cfg(all(unix, not(target_os = "macos"),))', LINUX, true],
  ['cfg(all())', LINUX, true],
  ['cfg(any())', LINUX, false],
  ['cfg(target_feature = "sse2")', LINUX, false],
  [LINUX, LINUX, true],
  [MAC, LINUX, false],
  ['cfg(not(a, b))', LINUX, null],
  ['cfg(', LINUX, null],
  ['cfg(unix', LINUX, null],
  ['cfg(unix windows)', LINUX, null],
  ['cfg(target_os = linux)', LINUX, null],
  [`cfg(${'not('.repeat(100)}unix${')'.repeat(100)})`, LINUX, null],
])('%s for %s: %s', (platform, triple, expected) => {
  expect(matchesCargoTarget(platform, triple, cargoCfgOf(triple))).toBe(expected);
});

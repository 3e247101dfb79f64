import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { alireLock, alireToml } from './alire.ts';

const input = (text: string) => manifestInput('file', Buffer.from(text));

test('alire.toml: tables of crates, cases and pins', () => {
  const parsed = alireToml.parse(
    input(`name = "my_app"
version = "0.1.0"
licenses = "MIT OR Apache-2.0"
[[depends-on]]
gnat = ">=12"
libhello = "^1.0"
[[depends-on]]
[depends-on."case(os)".linux]
xlib = "~0.1"
[[pins]]
libhello = { path = "../libhello" }
`),
  );
  expect(parsed.project).toEqual({ name: 'my_app', version: '0.1.0', license: 'MIT OR Apache-2.0' });
  expect(
    parsed.dependencies.map(one => [one.name, one.requirement, one.source, one.local, one.condition]),
  ).toEqual([
    ['gnat', '>=12', null, null, null],
    ['libhello', '^1.0', '../libhello', true, null],
    ['xlib', '~0.1', null, null, 'case(os) = linux'],
  ]);
});

test('alire.lock: releases, and who depends on whom', () => {
  const parsed = alireLock.parse(
    input(`[solution]
[solution.context]
solved = true
[[solution.state]]
crate = "hello"
fulfilment = "solved"
transitivity = "direct"
versions = "^1.0"
[solution.state.release]
name = "hello"
version = "1.0.2"
[[solution.state.release.depends-on]]
libhello = "^1.0"
[solution.state.release.origin]
commit = "0123"
url = "git+https://example.com/hello.git"
[[solution.state]]
crate = "libhello"
fulfilment = "solved"
transitivity = "indirect"
versions = "^1.0"
[solution.state.release]
version = "1.0.1"
[solution.state.release.origin]
hashes = ["sha512:abcd"]
url = "https://example.com/libhello.tgz"
`),
  );
  expect(
    parsed.dependencies.map(one => [one.name, one.requirement, one.direct, one.source, one.integrity]),
  ).toEqual([
    ['hello', '1.0.2', true, 'git+https://example.com/hello.git', null],
    ['libhello', '1.0.1', false, 'https://example.com/libhello.tgz', 'sha512:abcd'],
  ]);
  expect(parsed.graph?.().edges).toEqual([[0, 1]]);
  expect(parsed.graph?.().roots).toEqual([0]);
});

import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { cargoToml } from './cargo-toml.ts';

const read = (text: string) => cargoToml.parse(manifestInput('Cargo.toml', Buffer.from(text)));

test('every table of dependencies, with what is special about one', () => {
  const parsed = read(`
[package]
name = "app"
version = "0.1.0"
license = "MIT OR Apache-2.0"

[dependencies]
serde = "1.0"
rand = { version = "0.8", optional = true }
old = { package = "new", version = "2" }
near = { path = "../near" }
both = { path = "../both", version = "0.3" }
forked = { git = "https://example.com/forked", branch = "main" }
private = { version = "1", registry = "company" }

[dev-dependencies]
tempfile = "3"

[build-dependencies]
cc = "1"

[target.'cfg(windows)'.dependencies]
winapi = "0.3"

[target.x86_64-unknown-linux-gnu.dev-dependencies]
libc = "0.2"

[patch.crates-io]
serde = { git = "https://example.com/serde", rev = "abc" }
`);
  expect(parsed.project).toEqual({ name: 'app', version: '0.1.0', license: 'MIT OR Apache-2.0' });
  expect(
    parsed.dependencies.map(one => [one.name, one.requirement, one.type, one.source, one.condition]),
  ).toEqual([
    ['serde', '1.0', 'runtime', null, null],
    ['rand', '0.8', 'runtime', null, null],
    ['new', '2', 'runtime', null, null],
    ['both', '0.3', 'runtime', '../both', null],
    ['forked', '*', 'runtime', 'git+https://example.com/forked?branch=main', null],
    ['private', '1', 'runtime', 'company', null],
    ['tempfile', '3', 'development', null, null],
    ['cc', '1', 'build', null, null],
    ['winapi', '0.3', 'runtime', null, 'cfg(windows)'],
    ['libc', '0.2', 'development', null, 'x86_64-unknown-linux-gnu'],
    ['serde', '*', 'patch', 'git+https://example.com/serde?rev=abc', null],
  ]);
  expect(parsed.dependencies[1]?.optional).toBe(true);
  expect(parsed.dependencies[2]?.alias).toBe('old');
  expect(parsed.dependencies[3]?.local).toBe(true);
  expect(parsed.includes).toEqual(['../near', '../both']);
});

test('a workspace: versions are handed on within the file, and unknown from another', () => {
  const root = read(`
[workspace]
members = ["crates/*"]
[workspace.package]
version = "2.0.0"
[workspace.dependencies]
serde = { version = "1.0", default-features = false }
log = "0.4"
[package]
name = "root"
version.workspace = true
[dependencies]
serde = { workspace = true, optional = true }
log.workspace = true
`);
  expect(root.project).toEqual({ name: 'root', version: '2.0.0', license: null });
  expect(root.includes).toEqual(['crates/*']);
  expect(root.dependencies.map(one => [one.name, one.requirement, one.type, one.unresolved])).toEqual([
    ['serde', '1.0', 'runtime', false],
    ['log', '0.4', 'runtime', false],
    ['serde', '1.0', 'workspace', false],
    ['log', '0.4', 'workspace', false],
  ]);
  const member = read('[dependencies]\nserde.workspace = true\n');
  expect(member.dependencies).toMatchObject([{ name: 'serde', requirement: '*', unresolved: true }]);
});

test('what is no dependency is passed over', () => {
  expect(read('[dependencies]\na = 1\nb = []\nc = {}\n[target]\nx = 1\n').dependencies).toEqual([]);
  expect(read('dependencies = 3\npackage = "x"\n')).toMatchObject({ dependencies: [], project: null });
});

import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { appSrc } from './app-src.ts';
import { gleamManifest, gleamToml } from './gleam.ts';
import { rebarConfig } from './rebar-config.ts';
import { rebarLock } from './rebar-lock.ts';

const input = (text: string) => manifestInput('file', Buffer.from(text));

test('rebar.config: all forms of a dependency, profiles and plugins', () => {
  const { dependencies } = rebarConfig.parse(
    input(`{erl_opts, [debug_info]}.
{deps, [
  rebar,
  {cowboy, "2.9.0"},
  {key, "1.0", {pkg, real}},
  {tool, {git, "https://example.com/tool.git", {tag, "v1"}}}, % a comment
  {raw, {git, "https://example.com/raw.git", "abc"}}
]}.
{plugins, [rebar3_hex]}.
{profiles, [{test, [{deps, [{meck, "0.9.2"}]}]}]}.
`),
  );
  expect(
    dependencies.map(one => [one.name, one.requirement, one.type, one.alias, one.source, one.condition]),
  ).toEqual([
    ['rebar', '*', 'runtime', null, null, null],
    ['cowboy', '2.9.0', 'runtime', null, null, null],
    ['real', '1.0', 'runtime', 'key', null, null],
    ['tool', 'v1', 'runtime', null, 'https://example.com/tool.git', null],
    ['raw', 'abc', 'runtime', null, 'https://example.com/raw.git', null],
    ['rebar3_hex', '*', 'plugin', null, null, null],
    ['meck', '0.9.2', 'test', null, null, 'test'],
  ]);
});

test('rebar.lock: levels, hashes, and what is of git', () => {
  const { dependencies } = rebarLock.parse(
    input(`{"1.2.0",
[{<<"a">>,{pkg,<<"a">>,<<"1.0">>},0},
 {<<"b">>,{git,"https://example.com/b.git",{ref,"abc"}},1}]}.
[
{pkg_hash,[{<<"a">>, <<"AB01">>}]},
{pkg_hash_ext,[{<<"a">>, <<"CD02">>}]}
].
`),
  );
  expect(dependencies.map(one => [one.name, one.requirement, one.direct, one.integrity, one.source])).toEqual(
    [
      ['a', '1.0', true, 'sha256=ab01', null],
      ['b', 'abc', false, null, 'https://example.com/b.git'],
    ],
  );
  const old = '[{<<"a">>,{pkg,<<"a">>,<<"1.0">>},0}].';
  expect(rebarLock.parse(input(old)).dependencies).toMatchObject([{ name: 'a', requirement: '1.0' }]);
});

test('an application: what it needs to run', () => {
  const parsed = appSrc.parse(
    input(
      '{application, app, [{vsn, "1.0"}, {applications, [kernel, stdlib, cowboy]}, {optional_applications, [cowboy]}, {licenses, ["MIT", "ISC"]}]}.',
    ),
  );
  expect(parsed.project).toEqual({ name: 'app', version: '1.0', license: 'MIT, ISC' });
  expect(parsed.dependencies.map(one => [one.name, one.requirement, one.optional])).toEqual([
    ['kernel', '*', false],
    ['stdlib', '*', false],
    ['cowboy', '*', true],
  ]);
  expect(() => appSrc.parse(input('something else'))).toThrowError(/application/);
});

test('Gleam: versions, git, what lies in the project, and the lock', () => {
  const parsed = gleamToml.parse(
    input(`name = "app"
version = "1.0.0"
licences = ["Apache-2.0"]
[dependencies]
gleam_stdlib = ">= 0.44.0 and < 2.0.0"
forked = { git = "https://example.com/f.git", ref = "abc" }
near = { path = "../near" }
[dev-dependencies]
gleeunit = "~> 1.0"
`),
  );
  expect(parsed.project).toEqual({ name: 'app', version: '1.0.0', license: 'Apache-2.0' });
  expect(parsed.includes).toEqual(['../near']);
  expect(parsed.dependencies.map(one => [one.name, one.requirement, one.type, one.source])).toEqual([
    ['gleam_stdlib', '>= 0.44.0 and < 2.0.0', 'runtime', null],
    ['forked', 'abc', 'runtime', 'https://example.com/f.git'],
    ['gleeunit', '~> 1.0', 'development', null],
  ]);
  const lock = gleamManifest.parse(
    input(`packages = [
  { name = "a", version = "1.0.0", build_tools = ["gleam"], requirements = ["b"], source = "hex", outer_checksum = "AB" },
  { name = "b", version = "2.0.0", build_tools = ["gleam"], requirements = [], source = "git", repo = "https://example.com/b.git" },
  { name = "c", version = "3.0.0", build_tools = ["gleam"], requirements = [], source = "local", path = "../c" },
]
[requirements]
a = { version = "~> 1.0" }
`),
  );
  expect(
    lock.dependencies.map(one => [one.name, one.requirement, one.direct, one.integrity, one.source]),
  ).toEqual([
    ['a', '1.0.0', true, 'sha256=ab', null],
    ['b', '2.0.0', false, null, 'https://example.com/b.git'],
  ]);
  expect(lock.graph?.().edges).toEqual([[0, 1]]);
  expect(lock.graph?.().roots).toEqual([0]);
});

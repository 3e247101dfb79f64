import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { buildPl, makefilePl } from './build-scripts.ts';
import { cpanfile } from './cpanfile.ts';
import { distIni } from './dist-ini.ts';
import { metaJson, metaYml } from './meta.ts';
import { snapshot } from './snapshot.ts';

const input = (text: string) => manifestInput('file', Buffer.from(text));
const facts = (parsed: ReturnType<typeof cpanfile.parse>) =>
  parsed.dependencies.map(one => [one.name, one.requirement, one.type]);

test('cpanfile: verbs, phases, features, options', () => {
  const parsed = cpanfile.parse(
    input(`requires 'perl', '5.010';
requires "Plack" => 1.0; # requires 'No';
requires('Called', '>= 1.0, < 2.0');
recommends 'JSON::XS';
requires 'Dated', 0, dist => 'A/AB/AUTHOR/Dated-1.0.tar.gz';
requires 'Private', git => 'https://example.com/private.git';
requires 'Made', $version;
requires $name;
test_requires 'Test::Deep';
on 'test' => sub {
  requires 'Test::More', '0.88';
  suggests 'Test::Pod';
};
on configure => sub { requires 'Module::Build::Tiny', '0.1' };
feature 'sqlite', 'SQLite support' => sub {
  requires 'DBD::SQLite';
};
requires 'Last';
`),
  );
  expect(facts(parsed)).toEqual([
    ['perl', '5.010', 'runtime'],
    ['Plack', '1.0', 'runtime'],
    ['Called', '>= 1.0, < 2.0', 'runtime'],
    ['JSON::XS', '*', 'recommends'],
    ['Dated', '0', 'runtime'],
    ['Private', '*', 'runtime'],
    ['Made', '*', 'runtime'],
    ['Test::Deep', '*', 'test'],
    ['Test::More', '0.88', 'test'],
    ['Test::Pod', '*', 'test'],
    ['Module::Build::Tiny', '0.1', 'build'],
    ['DBD::SQLite', '*', 'runtime'],
    ['Last', '*', 'runtime'],
  ]);
  const by = new Map(parsed.dependencies.map(one => [one.name, one]));
  expect(by.get('Dated')?.source).toBe('A/AB/AUTHOR/Dated-1.0.tar.gz');
  expect(by.get('Private')?.source).toBe('https://example.com/private.git');
  expect(by.get('Made')?.unresolved).toBe(true);
  expect(by.get('DBD::SQLite')).toMatchObject({ condition: 'sqlite', optional: true });
  expect(parsed.unresolved).toEqual([{ what: 'the name of a module is computed', line: 8 }]);
});

test('Makefile.PL: hashes with plain or quoted keys, versions 0, perl, and Module::Install', () => {
  const parsed = makefilePl.parse(
    input(`my %args = (
  "NAME" => "Foo::Bar",
  VERSION => '1.0',
  "PREREQ_PM" => { "Carp" => 0, 'LWP' => '6.0', perl => 5.006, Odd => $x, 'Deep::One' => { a => 1 } },
  TEST_REQUIRES => { 'Test::More' => "0.88" },
  META_MERGE => { resources => { url => 'x' } },
);
build_requires 'Inc' => 1.2;
`),
  );
  expect(facts(parsed)).toEqual([
    ['Carp', '*', 'runtime'],
    ['LWP', '6.0', 'runtime'],
    ['Odd', '*', 'runtime'],
    ['Deep::One', '*', 'runtime'],
    ['Test::More', '0.88', 'test'],
    ['Inc', '1.2', 'build'],
  ]);
  expect(parsed.dependencies[2]?.unresolved).toBe(true);
  expect(parsed.project).toEqual({ name: 'Foo::Bar', version: '1.0', license: null });
});

test('Build.PL', () => {
  const parsed = buildPl.parse(
    input(`Module::Build->new(
  module_name => 'Foo', license => 'perl',
  requires => { 'perl' => '5.010', Moose => '2.0' },
  recommends => { 'JSON::XS' => 0 },
  build_requires => {},
)->create_build_script;`),
  );
  expect(facts(parsed)).toEqual([
    ['Moose', '2.0', 'runtime'],
    ['JSON::XS', '*', 'runtime'],
  ]);
  expect(parsed.project).toEqual({ name: 'Foo', version: null, license: 'perl' });
});

test('dist.ini: phases, options and what is found out elsewhere', () => {
  const parsed = distIni.parse(
    input(
      'name = Foo-Bar\nlicense = Perl_5\n[@Basic]\n[AutoPrereqs]\nskip = ^X\n[Prereqs]\nMoose = 2.0\n; a comment\n[Prereqs / TestRecommends]\nTest::Pod = 0\n[Prereqs / Named]\n-phase = test\nFoo = 1\n',
    ),
  );
  expect(parsed.project).toEqual({ name: 'Foo-Bar', version: null, license: 'Perl_5' });
  expect(facts(parsed)).toEqual([
    ['Moose', '2.0', 'runtime'],
    ['Test::Pod', '0', 'test'],
    ['Foo', '1', 'runtime'],
  ]);
  expect(parsed.unresolved).toEqual([{ what: 'AutoPrereqs looks for modules in the sources', line: 4 }]);
});

test('META: what is required in each phase; numbers keep their text in YAML', () => {
  const meta = {
    name: 'Foo',
    version: '1.0',
    license: ['perl_5', 'mit'],
    prereqs: {
      runtime: { requires: { A: '0', B: 1.5 }, recommends: { C: '0' } },
      test: { requires: { D: '0.88' } },
      odd: 3,
    },
  };
  const parsed = metaJson.parse(input(JSON.stringify(meta)));
  expect(parsed.dependencies.map(one => [one.name, one.requirement, one.condition])).toEqual([
    ['A', '0', null],
    ['B', '1.5', null],
    ['D', '0.88', 'test'],
  ]);
  expect(parsed.project).toEqual({ name: 'Foo', version: '1.0', license: 'perl_5, mit' });
  const yaml =
    '---\nname: Foo\nversion: 1.10\nlicense: perl\nrequires:\n  A: 0\n  B: 1.10\nbuild_requires:\n  C: 1\n';
  expect(facts(metaYml.parse(input(yaml)))).toEqual([
    ['A', '0', 'runtime'],
    ['B', '1.10', 'runtime'],
  ]);
});

test('a snapshot: distributions, and who requires whom', () => {
  const parsed = snapshot.parse(
    input(`# carton snapshot format: version 1.0
DISTRIBUTIONS
  Foo-Bar-v1.2.3
    pathname: A/AB/ABC/Foo-Bar-v1.2.3.tar.gz
    provides:
      Foo::Bar v1.2.3
    requirements:
      Carp 0
      Tree::DAG_Node 1.0
  Tree-DAG_Node-1.11
    pathname: D/DK/DKAA/Tree-DAG_Node-1.11.tgz
    provides:
      Tree::DAG_Node 1.11
`),
  );
  expect(facts(parsed)).toEqual([
    ['Foo::Bar', '1.2.3', 'runtime'],
    ['Tree::DAG_Node', '1.11', 'runtime'],
  ]);
  expect(parsed.graph?.().edges).toEqual([[0, 1]]);
});

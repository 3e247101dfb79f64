import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { pubspecLock } from './pubspec-lock.ts';
import { pubspecYaml } from './pubspec-yaml.ts';

const input = (text: string) => manifestInput('file', Buffer.from(text));

test('pubspec.yaml: versions keep their text, sources stand beside them', () => {
  const parsed = pubspecYaml.parse(
    input(`name: app
version: 1.10
dependencies:
  any_version:
  ranged: '>=1.0.0 <2.0.0'
  caret: ^1.10
  flutter:
    sdk: flutter
  near:
    path: ../near
  forked:
    git:
      url: https://example.com/forked.git
      ref: main
  mirrored:
    hosted: https://pub.example.com
    version: ^2.0.0
dev_dependencies:
  test: any
workspace:
  - packages/a
`),
  );
  expect(parsed.project).toEqual({ name: 'app', version: '1.10', license: null });
  expect(
    parsed.dependencies.map(one => [one.name, one.requirement, one.type, one.source, one.local]),
  ).toEqual([
    ['any_version', '*', 'runtime', null, null],
    ['ranged', '>=1.0.0 <2.0.0', 'runtime', null, null],
    ['caret', '^1.10', 'runtime', null, null],
    ['flutter', '*', 'runtime', 'sdk:flutter', null],
    ['near', '*', 'runtime', '../near', true],
    ['forked', '*', 'runtime', 'https://example.com/forked.git#main', null],
    ['mirrored', '^2.0.0', 'runtime', 'https://pub.example.com', null],
    ['test', 'any', 'development', null, null],
  ]);
  expect(parsed.includes).toEqual(['packages/a']);
});

test('pubspec.lock: what is direct, hashes and sources', () => {
  const { dependencies } = pubspecLock.parse(
    input(`packages:
  args:
    dependency: "direct main"
    description:
      name: args
      sha256: "00ab"
      url: "https://pub.dev"
    source: hosted
    version: "2.4.2"
  test:
    dependency: "direct dev"
    description: {name: test, url: "https://pub.example.com"}
    source: hosted
    version: "1.24.0"
  forked:
    dependency: transitive
    description: {path: ".", ref: main, resolved-ref: abc, url: "https://example.com/f.git"}
    source: git
    version: "0.1.0"
  near:
    dependency: "direct main"
    description: {path: "../near", relative: true}
    source: path
    version: "0.0.1"
  flutter:
    dependency: "direct main"
    description: flutter
    source: sdk
    version: "0.0.0"
`),
  );
  expect(
    dependencies.map(one => [
      one.name,
      one.requirement,
      one.direct,
      one.integrity,
      one.source,
      one.local,
      one.condition,
    ]),
  ).toEqual([
    ['args', '2.4.2', true, 'sha256:00ab', null, null, null],
    ['test', '1.24.0', true, null, 'https://pub.example.com', null, 'dev'],
    ['forked', '0.1.0', false, null, 'https://example.com/f.git#abc', null, null],
    ['near', '0.0.1', true, null, '../near', true, null],
    ['flutter', '0.0.0', true, null, 'sdk:flutter', null, null],
  ]);
});

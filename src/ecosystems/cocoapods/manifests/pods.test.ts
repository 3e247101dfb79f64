import { describe, expect, it } from 'vitest';
import { type ManifestReader, manifestInput } from '../../manifest.ts';
import { podfile } from './podfile.ts';
import { podfileLock } from './podfile-lock.ts';
import { podspec, podspecJson } from './podspec.ts';

const read = (reader: ManifestReader, text: string | object) =>
  reader.parse(manifestInput('x', Buffer.from(typeof text === 'string' ? text : JSON.stringify(text))));

it('Podfile: requirements, subspecs, sources, targets and conditions', () => {
  const text = `platform :ios, '13.0'
# pod 'No'
pod 'A'
pod "B", "0.7"
pod 'C+X', '~> 2.0', '!= 2.1'
pod 'D/Core', :git => 'https://example.com/d.git', :tag => '1.0'
target 'App' do
  pod 'E', path: '../e'
  target 'Tests' do
    pod 'F' if ENV['CI']
  end
end
pod name, '1.0'
pod 'G', VERSION
`;
  const parsed = read(podfile, text);
  expect(
    parsed.dependencies.map(({ name, requirement, alias, source, local, condition }) => [
      name,
      requirement,
      alias,
      source,
      local,
      condition,
    ]),
  ).toEqual([
    ['A', '>= 0', null, null, null, null],
    ['B', '= 0.7', null, null, null, null],
    ['C+X', '~> 2.0, != 2.1', null, null, null, null],
    ['D', '>= 0', 'D/Core', 'https://example.com/d.git#1.0', null, null],
    ['E', '>= 0', null, '../e', true, 'target App'],
    ['F', '>= 0', null, null, null, "target App/Tests and if ENV['CI']"],
    ['G', '>= 0', null, null, null, null],
  ]);
  expect(parsed.dependencies.at(-1)?.unresolved).toBe(true);
  expect(parsed.unresolved).toEqual([{ what: 'the name of a pod is computed', line: 13 }]);
});

describe('podspecs', () => {
  it('in Ruby', () => {
    const text = `Pod::Spec.new do |s|
  s.name = 'Own'
  s.version = '1.0'
  s.license = { :type => 'MIT', :file => 'LICENSE' }
  s.dependency 'A/Core', '~> 2.0'
  s.ios.dependency 'B', '1.5'
  s.subspec 'Extra' do |ss|
    ss.dependency 'Own/Base'
    ss.dependency 'A', '>= 9'
    ss.dependency 'C'
  end
  s.test_spec 'Tests' do |t|
    t.dependency 'D'
  end
end
`;
    const { dependencies, project } = read(podspec, text);
    expect(project).toEqual({ name: 'Own', version: '1.0', license: 'MIT' });
    expect(
      dependencies.map(({ name, requirement, type, local, condition }) => [
        name,
        requirement,
        type,
        local,
        condition,
      ]),
    ).toEqual([
      ['A', '~> 2.0', 'runtime', null, null],
      ['B', '= 1.5', 'runtime', null, 'ios'],
      ['Own', '>= 0', 'runtime', true, 'subspec Extra'],
      ['C', '>= 0', 'runtime', null, 'subspec Extra'],
      ['D', '>= 0', 'test', null, null],
    ]);
  });

  it('in JSON', () => {
    const { dependencies, project } = read(podspecJson, {
      name: 'Own',
      version: '1.0',
      license: { type: 'MIT' },
      dependencies: { A: ['~> 1.0', '!= 1.2'], B: [] },
      ios: { dependencies: { C: [] } },
      subspecs: [{ name: 'Extra', dependencies: { 'D/Core': ['>= 2'] } }],
      testspecs: [{ name: 'Tests', dependencies: { E: null } }],
    });
    expect(project?.license).toBe('MIT');
    expect(
      dependencies.map(({ name, requirement, type, condition }) => [name, requirement, type, condition]),
    ).toEqual([
      ['A', '~> 1.0, != 1.2', 'runtime', null],
      ['B', '>= 0', 'runtime', null],
      ['C', '>= 0', 'runtime', 'ios'],
      ['D', '>= 2', 'runtime', 'subspec Extra'],
      ['E', '>= 0', 'test', 'subspec Tests'],
    ]);
  });
});

describe('Podfile.lock', () => {
  const text = `PODS:
  - A (1.0)
  - "B+X/Core (2.0-beta)":
    - A (~> 1.0)
    - "C"
  - C (3.0)

DEPENDENCIES:
  - "B+X/Core (~> 2.0)"
  - C (from \`../c\`)

EXTERNAL SOURCES:
  "B+X":
    :git: https://example.com/b.git
    :branch: main
  C:
    :path: "../c"

CHECKOUT OPTIONS:
  "B+X":
    :commit: 0123
    :git: https://example.com/b.git

SPEC CHECKSUMS:
  A: aa
  "B+X": bb

COCOAPODS: 1.12.0
`;
  const parsed = read(podfileLock, text);

  it('gives pods with their checksums and sources', () => {
    expect(
      parsed.dependencies.map(({ name, requirement, alias, direct, local, source, integrity }) => [
        name,
        requirement,
        alias,
        direct,
        local,
        source,
        integrity,
      ]),
    ).toEqual([
      ['A', '1.0', null, false, null, null, 'sha1=aa'],
      ['B+X', '2.0-beta', 'B+X/Core', true, null, 'https://example.com/b.git#0123', 'sha1=bb'],
      ['C', '3.0', null, true, true, '../c', null],
    ]);
  });

  it('knows who requires whom', () => {
    expect(parsed.graph?.()).toMatchObject({
      edges: [
        [1, 0],
        [1, 2],
      ],
      roots: [1, 2],
    });
  });

  it('is refused where it is none', () => {
    expect(() => read(podfileLock, 'nothing: here\n')).toThrow('no section PODS');
  });
});

// https://guides.cocoapods.org/syntax/podfile.html#pod, "Build configurations".
it('Podfile: pods of some build configurations only', () => {
  const text = `target 'App' do
  pod 'A', :configurations => ['Debug', 'Beta']
end
pod 'B', configurations: 'Debug'
`;
  expect(read(podfile, text).dependencies.map(({ name, condition }) => [name, condition])).toEqual([
    ['A', 'target App and configuration Debug, Beta'],
    ['B', 'configuration Debug'],
  ]);
});

it('Podfile: options in brackets of their own', () => {
  const text = "pod 'A', '1.0', {:git => 'https://host.example/a.git', :tag => 'v1'}\n";
  expect(read(podfile, text).dependencies).toMatchObject([
    { name: 'A', requirement: '= 1.0', source: 'https://host.example/a.git#v1', unresolved: false },
  ]);
});

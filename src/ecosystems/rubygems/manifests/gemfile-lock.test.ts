import { describe, expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { gemMetadata } from './gem-metadata.ts';
import { gemfileLock } from './gemfile-lock.ts';

const LOCK = `GIT
  remote: https://git.example/g.git
  revision: 0123abc
  specs:
    g (1.0)
      rack (>= 1)

PATH
  remote: .
  specs:
    own (0.1)

GEM
  remote: https://rubygems.org/
  specs:
    nokogiri (1.16.0-arm64-darwin)
      rack (~> 3)
    nokogiri (1.16.0-x86_64-linux)
      rack (~> 3)
    rack (3.0)

PLATFORMS
  ruby

DEPENDENCIES
  g!
  nokogiri (~> 1.16)
  own!

CHECKSUMS
  nokogiri (1.16.0-arm64-darwin) sha256=aa
  nokogiri (1.16.0-x86_64-linux) sha256=bb
  own (0.1)
  bundler (2.6.2) sha256=cc

BUNDLED WITH
   2.6.2
`;

describe('Gemfile.lock', () => {
  for (const [ends, text] of [
    ['\\n', LOCK],
    ['\\r\\n', LOCK.replaceAll('\n', '\r\n')],
  ] as const)
    it(`reads every gem, with lines ended by ${ends}`, () => {
      const { dependencies } = gemfileLock.parse(manifestInput('Gemfile.lock', Buffer.from(text)));
      const git = 'https://git.example/g.git#0123abc';
      expect(
        dependencies.map(d => [d.name, d.requirement, d.direct, d.local, d.source, d.condition, d.integrity]),
      ).toEqual([
        ['g', '1.0', true, null, git, null, null],
        ['own', '0.1', true, true, '.', null, null],
        ['nokogiri', '1.16.0', true, null, null, 'platform arm64-darwin', 'sha256=aa'],
        ['nokogiri', '1.16.0', true, null, null, 'platform x86_64-linux', 'sha256=bb'],
        ['rack', '3.0', false, null, null, null, null],
        ['bundler', '2.6.2', false, null, null, null, 'sha256=cc'],
      ]);
    });

  it('holds who requires whom', () => {
    const graph = gemfileLock.parse(manifestInput('Gemfile.lock', Buffer.from(LOCK))).graph?.();
    expect(graph).toEqual({
      nodes: [
        { id: 'g', name: 'g', version: '1.0' },
        { id: 'own', name: 'own', version: '0.1' },
        { id: 'nokogiri', name: 'nokogiri', version: '1.16.0' },
        { id: 'rack', name: 'rack', version: '3.0' },
      ],
      edges: [
        [0, 3],
        [2, 3],
      ],
      roots: [0, 2, 1],
    });
  });
});

it('reads the metadata of a built gem', () => {
  const text = `--- !ruby/object:Gem::Specification
name: a
version: !ruby/object:Gem::Version
  version: 1.10
platform: ruby
dependencies:
- !ruby/object:Gem::Dependency
  name: b
  requirement: &id001 !ruby/object:Gem::Requirement
    requirements:
    - - "~>"
      - !ruby/object:Gem::Version
        version: '2.0'
    - - "<"
      - !ruby/object:Gem::Version
        version: 2.5
  type: :runtime
  version_requirements: *id001
- !ruby/object:Gem::Dependency
  name: c
  requirement: *id001
  type: :development
licenses:
- MIT
`;
  const { dependencies, project } = gemMetadata.parse(manifestInput('metadata', Buffer.from(text)));
  expect(project).toEqual({ name: 'a', version: '1.10', license: 'MIT' });
  expect(dependencies.map(d => [d.name, d.requirement, d.type])).toEqual([
    ['b', '~> 2.0, < 2.5', 'runtime'],
    ['c', '~> 2.0, < 2.5', 'development'],
  ]);
});

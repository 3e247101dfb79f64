import { describe, expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { gemfile } from './gemfile.ts';
import { gemspec } from './gemspec.ts';

const read = (text: string) => gemfile.parse(manifestInput('Gemfile', Buffer.from(text)));
const lines = (text: string) =>
  read(text).dependencies.map(({ name, requirement, type }) => `${name} ${requirement} ${type}`);

describe('Gemfile', () => {
  it('reads names, requirements and groups', () => {
    expect(
      lines(`source "https://rubygems.org"
ruby "3.3.0"
gem "a"
gem "b", "1.0"
gem('c', '>= 1', '<2')
gem "d", ["~> 2.1", "!= 2.2"], require: false
group :development, :test do
  gem "e" # gem "no"
end
gem "f", group: [:development]
gem "g", group: :test
# gem "h"`),
    ).toEqual([
      'a >= 0 runtime',
      'b = 1.0 runtime',
      'c >= 1, < 2 runtime',
      'd ~> 2.1, != 2.2 runtime',
      'e >= 0 development',
      'f >= 0 development',
      'g >= 0 runtime',
    ]);
  });

  it('says where gems come from', () => {
    const { dependencies, includes } = read(`source "https://rubygems.org"
gem "a", git: "https://git.example/a.git", tag: "v1"
gem "b", github: "owner/b", branch: "main"
gem "c", github: "rails"
gem "d", path: "../d"
source "https://gems.example" do
  gem "e"
end
path "components" do gem "f" end
git "https://git.example/g.git", ref: "abc" do
  gem "g", "1"
end
gem "h", source: "https://other.example"
gemspec
gemspec path: "x", name: "y"
eval_gemfile "Gemfile.local"
`);
    expect(dependencies.map(({ name, source, local }) => [name, source, local])).toEqual([
      ['a', 'https://git.example/a.git#v1', null],
      ['b', 'https://github.com/owner/b.git#main', null],
      ['c', 'https://github.com/rails/rails.git', null],
      ['d', '../d', true],
      ['e', 'https://gems.example', null],
      ['f', 'components', true],
      ['g', 'https://git.example/g.git#abc', null],
      ['h', 'https://other.example', null],
    ]);
    expect(includes).toEqual(['*.gemspec', 'x/y.gemspec', 'Gemfile.local']);
  });

  it('knows a registry of its own for all gems', () => {
    expect(read('source "https://gems.example"\ngem "a"').dependencies[0]?.source).toBe(
      'https://gems.example',
    );
  });

  it('says when gems are used', () => {
    const { dependencies } = read(`gem "a", platforms: [:ruby, :mswin] if RUBY_VERSION < "3"
group :test do
  platform :jruby do gem "b" end
end
group(:x, optional: true) { gem "c" }
install_if -> { linux? } do
  gem "d"
end`);
    expect(dependencies.map(({ condition }) => condition)).toEqual([
      'platform ruby, mswin and if RUBY_VERSION < "3"',
      'group test and platform jruby',
      'group x',
      'install_if -> { linux? }',
    ]);
    expect(dependencies.map(({ optional }) => optional)).toEqual([null, null, true, null]);
  });

  it('guesses nothing that is computed', () => {
    const found = read(`v = "~> 7"
gem "a", v
gem "b", ENV["B"]
gem "c", "~> #{v}"
%w[d e].each { |name| gem name }
eval_gemfile ENV["F"]`);
    expect(
      found.dependencies.map(({ name, requirement, unresolved }) => [name, requirement, unresolved]),
    ).toEqual([
      ['a', '~> 7', false],
      ['b', '>= 0', true],
      ['c', '>= 0', true],
    ]);
    expect(found.unresolved).toEqual([
      { what: 'the requirement of b is computed', line: 3 },
      { what: 'the requirement of c is computed', line: 4 },
      { what: 'the name of a gem is computed', line: 5 },
      { what: 'which further file is read is computed', line: 6 },
    ]);
  });
});

describe('gemspec', () => {
  it('reads dependencies in all forms, and the project', () => {
    const { dependencies, project, unresolved } = gemspec.parse(
      manifestInput(
        'a.gemspec',
        Buffer.from(`Gem::Specification.new do |s|
  s.name = "a".freeze
  s.version = A::VERSION
  s.licenses = ["MIT", "Ruby"]
  s.add_dependency "b"
  s.add_runtime_dependency(%q<c>.freeze, ["~> 1.0", ">= 1.0.2"])
  s.add_development_dependency "d", "1.2"
  if RUBY_ENGINE == "jruby"
    s.add_dependency "e", ">= 1", "< 3"
  end
end`),
      ),
    );
    expect(dependencies.map(d => [d.name, d.requirement, d.type, d.condition])).toEqual([
      ['b', '>= 0', 'runtime', null],
      ['c', '~> 1.0, >= 1.0.2', 'runtime', null],
      ['d', '= 1.2', 'development', null],
      ['e', '>= 1, < 3', 'runtime', 'if RUBY_ENGINE == "jruby"'],
    ]);
    expect(project).toEqual({ name: 'a', version: null, license: 'MIT, Ruby' });
    expect(unresolved).toEqual([{ what: 'the version of the gem is computed', line: 3 }]);
  });
});

// https://bundler.io/man/gemfile.5.html, "CUSTOM GIT SOURCES".
it('tells of gems whose repository a block of the Gemfile makes', () => {
  const { dependencies, unresolved } = read(`git_source(:github) { |name| "https://github.com/#{name}.git" }
git_source(:corp) { |name| "https://git.example/#{name}.git" }
gem "a", corp: "x/a"
gem "b", github: "x/b"
`);
  expect(dependencies.map(({ name, source }) => [name, source])).toEqual([
    ['a', null],
    ['b', 'https://github.com/x/b.git'],
  ]);
  expect(unresolved).toEqual([{ what: 'where a comes from is computed', line: 3 }]);
});

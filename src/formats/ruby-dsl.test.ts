import { describe, expect, it } from 'vitest';
import { type RubyCall, rubyCalls, rubyCallsAround, rubyCondition, rubyText, rubyTexts } from './ruby-dsl.ts';

const named = (text: string, name: string) => rubyCalls(text).filter(call => call.name === name);
const first = (text: string, name: string) => named(text, name)[0] as RubyCall;
const texts = (call: RubyCall) => call.args.map(rubyText);

describe('arguments', () => {
  it.each([
    ['gem "a"', ['a']],
    ["gem 'a', '~> 1'", ['a', '~> 1']],
    ["gem('a', '~> 1')", ['a', '~> 1']],
    ["gem ('a'), '~> 1'", ['a', '~> 1']],
    ["gem 'a',\n  # why\n  '1'", ['a', '1']],
    ["gem 'a', \\\n '1'", ['a', '1']],
    ['gem %q(a), %(1)', ['a', '1']],
    ["gem 'a'.freeze, '1'.freeze", ['a', '1']],
    ['gem "a" "b"', ['ab']],
    ["gem :a # '2'", ['a']],
    ["gem 'it\\'s'", ["it's"]],
    ["gem 'a' ; gem 'b'", ['a']],
    ['gem "a\nb"', ['a\nb']],
  ])('%j', (source, expected) => {
    expect(texts(first(source, 'gem'))).toEqual(expected);
  });

  it('reads options in both forms, lists and hashes', () => {
    const { args, options } = first(
      `gem 'a', '1', :git => 'u', require: false, "x" => :y, platforms: %i[ruby jruby], env: { a: [1, 'z'] }`,
      'gem',
    );
    expect(args.length).toBe(2);
    expect([...options.keys()]).toEqual(['git', 'require', 'x', 'platforms', 'env']);
    expect(rubyText(options.get('git'))).toBe('u');
    expect(options.get('require')).toEqual({ kind: 'code', text: 'false' });
    expect(rubyText(options.get('x'))).toBe('y');
    expect(rubyTexts(options.get('platforms'))).toEqual(['ruby', 'jruby']);
    const env = options.get('env');
    const list = env?.kind === 'hash' ? env.entries.get('a') : undefined;
    expect(list).toEqual({
      kind: 'list',
      items: [
        { kind: 'code', text: '1' },
        { kind: 'text', text: 'z', computed: false },
      ],
    });
  });

  it('keeps as source what is not literal', () => {
    expect(first('gem name, ENV["V"] || "~> 1", "x" + y', 'gem').args).toEqual([
      { kind: 'code', text: 'name' },
      { kind: 'code', text: 'ENV["V"] || "~> 1"' },
      { kind: 'code', text: '"x" + y' },
    ]);
    expect(first('gem "a", "~> #{v["x"]}"', 'gem').args[1]).toEqual({
      kind: 'text',
      text: '~> #{v["x"]}',
      computed: true,
    });
    expect(rubyText(first('gem "a#{1}"', 'gem').args[0])).toBeNull();
  });

  it('reads receivers and assignments', () => {
    const calls = rubyCalls(
      's.ios.dependency "a"\ns.version = "1"\nfoo ||= "x", "y"\nGem::Specification.new("b")',
    );
    expect(calls.map(({ receiver, name }) => [receiver, name])).toEqual([
      ['s.ios', 'dependency'],
      ['s', 'version='],
      [null, 'foo='],
      ['Gem::Specification', 'new'],
    ]);
    expect(texts(calls[2] as RubyCall)).toEqual(['x', 'y']);
  });
});

describe('blocks', () => {
  const source = `
source 'https://a' do
  gem 'a'
  group :development, :test do gem 'b' end
  group(:x) { gem 'c' }
end
gem 'd'
`;
  it('knows the calls around a call', () => {
    const around = named(source, 'gem').map(call => rubyCallsAround(call).map(({ name }) => name));
    expect(around).toEqual([['source'], ['group', 'source'], ['group', 'source'], []]);
    expect(named(source, 'gem').map(({ line }) => line)).toEqual([3, 4, 5, 7]);
    const group = rubyCallsAround(named(source, 'gem')[1] as RubyCall)[0] as RubyCall;
    expect(texts(group)).toEqual(['development', 'test']);
  });

  it.each([
    ["if a\n gem 'x'\nend", 'if a'],
    ["unless a then gem 'x' end", 'unless a'],
    ["if a\n y\nelsif b\n gem 'x'\nend", 'elsif b'],
    ["if a\n y\nelse\n gem 'x'\nend", 'else of if a'],
    ["case v\nwhen 1\n gem 'x'\nend", 'case v when 1'],
    ["gem 'x', '1' if a && b", 'if a && b'],
    ["if a\n gem 'x' unless b\nend", 'if a and unless b'],
    ["y = if a\n gem 'x'\nend", 'if a'],
    ["while a do\n gem 'x'\nend", null],
    ["if a\nend\ngem 'x'", null],
    ["z if a\ngem 'x'", null],
    ["a.each do |b|\n y\nend\ngem 'x'", null],
    ["def a = 1\ndef b\nend\nbegin\nrescue E\nend\ngem 'x'", null],
    ["a = b ? :c : { d: 1 }\ngem 'x'", null],
  ])('%j', (text, condition) => {
    const call = first(text, 'gem');
    expect(texts(call)[0]).toBe('x');
    expect(rubyCondition(call)).toBe(condition);
  });

  it('closes what it opened', () => {
    const text = `
Gem::Specification.new do |s|
  s.files = Dir['lib/**/*'].select { |f| f =~ /end do {/ }
  s.x = [1, 2].map do |y|
    y
  end
  s.description = <<~TEXT
    gem 'no' do
  TEXT
  %w[a].each { |z| s.add_dependency z }
  return if $".include?('"')
end
gem 'after'`;
    expect(named(text, 'gem').map(({ block, line }) => [block, line])).toEqual([[null, 13]]);
    expect(rubyText(first(text, 'description=').args[0])).toBe("    gem 'no' do\n");
    expect(first(text, 'add_dependency').args[0]).toEqual({ kind: 'code', text: 'z' });
  });
});

describe('what is no code', () => {
  it('passes over comments, heredocs, regular expressions and data', () => {
    const text = `=begin
gem 'a'
=end
# gem 'b'
x = /gem "c/
y 10 / 2 # / "
puts <<-A, <<'B'
gem 'd'
  A
gem 'e'
B
gem 'f'
__END__
gem 'g'`;
    expect(named(text, 'gem').map(texts)).toEqual([['f']]);
    expect(first(text, 'gem').line).toBe(12);
  });

  it('counts lines whatever ends them', () => {
    expect(named("\r\ngem 'a'\rgem 'b'\n\n", 'gem').map(({ line }) => line)).toEqual([2, 3]);
  });
});

describe('hostile text', () => {
  it.each([
    'a',
    ' ',
    '(',
    '[',
    '{',
    '"',
    "'",
    '-',
    '\t',
    '/',
    '(/\\/',
    '<<A ',
    '%',
    '#{',
    '"#{',
    'do\n',
    ',',
    ':',
    '?',
    'if ',
    'gem a,',
    '\0',
    'else\n',
    '=>',
    'a:',
  ])(
    'many of %j',
    piece => {
      const text = piece.repeat(Math.ceil(400_000 / piece.length));
      try {
        expect(Array.isArray(rubyCalls(text))).toBe(true);
      } catch (error) {
        expect((error as { code?: string }).code).toBe('too-large');
      }
    },
    5_000,
  );

  it('is cut off anywhere', () => {
    const text = `source "x" do\n gem 'a', %w[b], k: { "l" => [1] } if z\n s = <<~E\n t\nE\nend /x/ "#{'#{y}'}"`;
    for (let length = 0; length <= text.length; length++)
      expect(() => rubyCalls(text.slice(0, length))).not.toThrow();
  });

  it('has keys of any name', () => {
    const { options } = first("gem 'a', __proto__: 'x', constructor: 'y'", 'gem');
    expect([...options].map(([key, value]) => [key, rubyText(value)])).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });
});

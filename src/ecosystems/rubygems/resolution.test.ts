/**
 * Universes worked out by hand from https://guides.rubygems.org/patterns/, https://bundler.io/guides/gemfile.html,
 * https://bundler.io/man/gemfile.5.html (PLATFORMS, VERSION) and https://docs.ruby-lang.org/en/master/Gem/Requirement.html.
 */
import { expect, test } from 'vitest';
import { createBudget } from '../../resolving/budget.ts';
import { request, universeOf, type VersionInWords } from '../../resolving/fixtures/universe.ts';
import type { ResolveRequest } from '../../resolving/types.ts';
import { gem } from '../../versions/schemes/gem.ts';
import resolver from './resolution.ts';

interface Gem {
  needs?: string[];
  ruby?: string;
  rubygems?: string;
}
/** By number, with the platform behind a space. */
type Gems = Record<string, Record<string, string[] | Gem>>;

function universe(gems: Gems) {
  const words = Object.entries(gems).map(([name, versions]) => {
    const all = Object.entries(versions).map(([written, said]): [string, VersionInWords] => {
      const [number, platform] = written.split(' ');
      const { needs = [], ruby, rubygems }: Gem = Array.isArray(said) ? { needs: said } : said;
      const metadata = {
        ...(platform && { platform }),
        ...(ruby && { ruby_version: ruby }),
        ...(rubygems && { rubygems_version: rubygems }),
      };
      return [platform ? `${number}-${platform}` : number!, { needs, metadata }];
    });
    return [name, Object.fromEntries(all)];
  });
  return universeOf(gem, Object.fromEntries(words));
}

async function bundle(gems: Gems, roots: string[], more: Partial<ResolveRequest> = {}) {
  const resolution = await resolver.resolve(
    { ...request(...roots), ...more },
    universe(gems),
    createBudget(),
  );
  return {
    ...resolution,
    list: resolution.nodes.map(({ name, version }) => `${name} ${version}`),
    kinds: resolution.problems
      .filter(({ severity }) => severity === 'error')
      .map(({ kind, name }) => `${kind} ${name}`),
  };
}

const on = (environment: Record<string, string>) => ({ environment });
const NOKOGIRI: Gems = {
  nokogiri: {
    '1.15.0': ['mini_portile2@~> 2.8', 'racc@~> 1.4'],
    '1.15.0 x86_64-linux': { needs: ['racc@~> 1.4'], ruby: '>= 2.7, < 3.3.dev' },
    '1.15.0 java': ['racc@~> 1.4'],
    '1.16.0': { needs: ['mini_portile2@~> 2.8', 'racc@~> 1.4'], ruby: '>= 3.0' },
    '1.16.0 x86_64-linux': { needs: ['racc@~> 1.4'], ruby: '>= 3.0, < 3.4.dev' },
    '1.17.0 java': ['racc@~> 1.4'],
  },
  mini_portile2: { '2.7.0': [], '2.8.5': [], '3.0.0': [] },
  racc: { '1.4.0': [], '1.7.3': [], '2.0.0': [] },
};

/** What is asked for, and what is locked or which problem there is. */
const CASES: [string, Gems, string[], string[], Partial<ResolveRequest>?][] = [
  ['the highest', { a: { '1.9.0': [], '1.10.0': [] } }, ['a'], ['a 1.10.0']],
  ['`~>` with three numbers', { a: { '2.0.8': [], '2.0.9': [], '2.1.0': [] } }, ['a@~> 2.0.8'], ['a 2.0.9']],
  ['`~>` with two', { a: { '2.0.8': [], '2.9.0': [], '3.0.0': [] } }, ['a@~> 2.0'], ['a 2.9.0']],
  ['`~>` with one', { a: { '2.0.8': [], '2.9.0': [], '3.0.0': [] } }, ['a@~> 2'], ['a 2.9.0']],
  [
    '`~>` takes no pre-release of its end',
    { a: { '2.0.0': [], '3.0.0.rc1': [] } },
    ['a@~> 2.0'],
    ['a 2.0.0'],
  ],
  ['two requirements', { a: { '1.0': [], '1.2': [], '1.3': [], '2.0': [] } }, ['a@>= 1.1, < 1.3'], ['a 1.2']],
  ['`!=`', { a: { '1.0': [], '1.1': [] } }, ['a@!= 1.1'], ['a 1.0']],
  ['a bare version is that version', { a: { '1.0': [], '1.1': [] } }, ['a@1.0'], ['a 1.0']],
  ['zeros at the end do not count', { a: { '1.0.0': [] } }, ['a@= 1'], ['a 1.0.0']],
  ['nothing there', {}, ['a'], ['missing-package a']],
  ['no such version', { a: { '1.0': [] } }, ['a@> 1'], ['no-matching-version a']],
  [
    'what is needed',
    {
      a: { '1.0': ['b@~> 1.0'] },
      b: { '1.0': ['c'], '1.5': ['c@>= 2'], '2.0': [] },
      c: { '1.0': [], '2.1': [] },
    },
    ['a'],
    ['a 1.0', 'b 1.5', 'c 2.1'],
  ],
  [
    'an older one that suits',
    { a: { '1.0': ['b@< 2'], '2.0': ['b@>= 2'] }, b: { '1.0': [], '2.0': [] } },
    ['a', 'b@~> 1.0'],
    ['a 1.0', 'b 1.0'],
  ],
  [
    'two that exclude one another',
    { a: { '1.0': ['c@= 1'] }, b: { '1.0': ['c@= 2'] }, c: { '1': [], '2': [] } },
    ['a', 'b'],
    ['a 1.0', 'b 1.0', 'c 1', 'conflict c'],
  ],
  ['something missing below', { a: { '1.0': [], '2.0': ['gone'] } }, ['a'], ['a 1.0']],
  ['a cycle', { a: { '1.0': ['b'] }, b: { '1.0': ['a'] } }, ['a'], ['a 1.0', 'b 1.0']],
  ['the same gem twice', { a: { '1.0': [], '1.5': [], '2.0': [] } }, ['a@>= 1.1', 'a@< 2'], ['a 1.5']],
  [
    'the locked version',
    { a: { '1.0': [], '1.1': [] } },
    ['a'],
    ['a 1.0'],
    { locked: [{ name: 'a', version: '1.0', location: null }] },
  ],
  [
    'a locked version that no longer does',
    { a: { '1.0': [], '1.1': [] } },
    ['a@> 1.0'],
    ['a 1.1'],
    { locked: [{ name: 'a', version: '1.0', location: null }] },
  ],
  [
    'groups are locked together',
    { a: { '1.0': ['c@< 2'] }, b: { '1.0': ['c'] }, c: { '1.0': [], '2.0': [] } },
    ['b', 'a'],
    ['a 1.0', 'b 1.0', 'c 1.0'],
  ],

  ['no pre-release unasked', { a: { '1.0': [], '2.0.rc1': [] } }, ['a'], ['a 1.0']],
  ['nor in a range that holds one', { a: { '1.0': [], '2.0.rc1': [] } }, ['a@>= 1'], ['a 1.0']],
  ['one asked for', { a: { '1.0': [], '2.0.rc1': [], '2.0.rc2': [] } }, ['a@>= 2.0.rc1'], ['a 2.0.rc2']],
  [
    'one asked for by a gem',
    { a: { '1.0': ['b@~> 2.0.0.beta'] }, b: { '1.0': [], '2.0.0.beta2': [] } },
    ['a'],
    ['a 1.0', 'b 2.0.0.beta2'],
  ],
  ['where there is but one version', { a: { '1.0.pre': [] } }, ['a'], ['a 1.0.pre']],
  [
    'where nothing else is a solution',
    { a: { '1.0': [], '2.0.rc1': [], '2.0.rc2': [] } },
    ['a@> 1'],
    ['a 2.0.rc2'],
  ],
  [
    'rather an older release of another gem',
    { a: { '1.0': [], '1.1': ['b@> 1'] }, b: { '1.0': [], '2.0.rc1': [], '2.0.rc2': [] } },
    ['a', 'b'],
    ['a 1.0', 'b 1.0'],
  ],

  ['for any Ruby', NOKOGIRI, ['nokogiri'], ['nokogiri 1.16.0', 'mini_portile2 2.8.5', 'racc 1.7.3']],
  [
    'built for the platform',
    NOKOGIRI,
    ['nokogiri'],
    ['nokogiri 1.16.0-x86_64-linux', 'racc 1.7.3'],
    on({ platform: 'x86_64-linux' }),
  ],
  [
    'not built for the platform',
    NOKOGIRI,
    ['nokogiri'],
    ['nokogiri 1.16.0', 'mini_portile2 2.8.5', 'racc 1.7.3'],
    on({ platform: 'arm64-darwin-23' }),
  ],
  [
    'a version for one platform alone',
    NOKOGIRI,
    ['nokogiri'],
    ['nokogiri 1.17.0-java', 'racc 1.7.3'],
    on({ platform: 'java' }),
  ],
  [
    'built, but not for this Ruby',
    NOKOGIRI,
    ['nokogiri@< 1.16'],
    ['nokogiri 1.15.0', 'mini_portile2 2.8.5', 'racc 1.7.3'],
    on({ platform: 'x86_64-linux', ruby: '3.3.0' }),
  ],
  [
    'built for this Ruby',
    NOKOGIRI,
    ['nokogiri@< 1.16'],
    ['nokogiri 1.15.0-x86_64-linux', 'racc 1.7.3'],
    on({ platform: 'x86_64-linux', ruby: '3.2.2' }),
  ],
  [
    'an older one for an older Ruby',
    NOKOGIRI,
    ['nokogiri'],
    ['nokogiri 1.15.0', 'mini_portile2 2.8.5', 'racc 1.7.3'],
    on({ ruby: '2.7.8' }),
  ],
  ['for no Ruby there is', { a: { '1.0': { ruby: '>= 3.4' } } }, ['a'], ['a 1.0', 'environment a']],
  [
    'a Ruby with a development version as bound',
    { a: { '1.0': { ruby: '>= 2.7, < 3.4.dev' }, '0.9': [] } },
    ['a'],
    ['a 0.9'],
    on({ ruby: '3.4.0' }),
  ],
  [
    'an older one for an older RubyGems',
    { a: { '1.0': [], '2.0': { rubygems: '>= 4.0' } } },
    ['a'],
    ['a 1.0'],
  ],
  [
    'a gem that asks for an older Bundler',
    { a: { '1.0': [], '2.0': ['bundler@~> 1.0'] }, bundler: { '1.17.3': [] } },
    ['a'],
    ['a 1.0'],
  ],
  ['a gem that asks for this Bundler', { a: { '2.0': ['bundler@>= 1.15'] } }, ['a'], ['a 2.0']],
  [
    'musl is no glibc',
    { a: { '1.0': [], '1.0 x86_64-linux-gnu': [] } },
    ['a'],
    ['a 1.0'],
    on({ platform: 'x86_64-linux-musl' }),
  ],
  [
    'an exact platform before one of its kind',
    { a: { '1.0 x86_64-darwin': [], '1.0 universal-darwin': [], '1.0 x86_64-darwin-23': [] } },
    ['a'],
    ['a 1.0-x86_64-darwin-23'],
    on({ platform: 'x86_64-darwin-23' }),
  ],
  [
    'the order is that of numbers, not of their platforms',
    { a: { '1.9.0 x86_64-linux': [], '1.10.0': [], '1.10.0 java': [] } },
    ['a@>= 1.9'],
    ['a 1.10.0'],
    on({ platform: 'x86_64-linux' }),
  ],
];

test.each(CASES)('%s', async (_, gems, roots, expected, more) => {
  const { list, kinds } = await bundle(gems, roots, more);
  expect([...list, ...kinds].sort()).toEqual([...expected].sort());
});

test('the explanation of two Rails that want different things', async () => {
  const { problems } = await bundle(
    {
      rails: { '7.0.0': ['activesupport@= 7.0.0'] },
      old: { '1.0.0': ['activesupport@< 7'] },
      activesupport: { '6.1.0': [], '7.0.0': [] },
    },
    ['rails@~> 7.0', 'old'],
  );
  expect(problems[0]!.kind).toBe('conflict');
  expect(problems[0]!.explanation.at(-1)).toMatch(/^So, because .*, there is no solution\.$/);
  expect(problems[0]!.explanation.join(' ')).toContain('old 1.0.0 depends on activesupport < 7');
  expect(problems[0]!.explanation.join(' ')).toContain('rails 7.0.0 depends on activesupport = 7.0.0');
});

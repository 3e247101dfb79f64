/**
 * Universes worked out by hand from https://learn.microsoft.com/nuget/concepts/dependency-resolution (rules),
 * https://learn.microsoft.com/nuget/concepts/package-versioning (ranges) and the pages of the codes of
 * https://learn.microsoft.com/nuget/reference/errors-and-warnings.
 */
import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/errors.ts';
import type { DependencyRecord } from '../../core/records.ts';
import { BudgetError, createBudget } from '../../resolving/budget.ts';
import { needs, request, universeOf, type VersionInWords } from '../../resolving/fixtures/universe.ts';
import type { ResolveRequest, Universe } from '../../resolving/types.ts';
import { nuget as scheme } from '../../versions/schemes/nuget.ts';
import { randomUniverse, walkTree } from './resolution/fixtures/tree-walk.ts';
import resolver from './resolution.ts';

type Packages = Record<string, Record<string, VersionInWords>>;

interface Case {
  name: string;
  packages: Packages;
  roots: (string | DependencyRecord)[];
  more?: Partial<ResolveRequest>;
  expected: string[];
  /** Codes of NuGet in the messages, or kinds where NuGet has none. */
  problems?: string[];
}

/** A dependency for some frameworks. */
const on = (said: string, frameworks: string): DependencyRecord => ({
  ...needs(said),
  qualifiers: { frameworks },
});
const grouped = (target_frameworks: string[], ...list: DependencyRecord[]): VersionInWords => ({
  metadata: { target_frameworks },
  needs: list,
});
const leaves = (...numbers: string[]) => Object.fromEntries(numbers.map(number => [number, []]));

const CASES: Case[] = [
  // "Lowest applicable version".
  {
    name: 'the lowest version of a range',
    packages: { a: leaves('1.0.0', '1.1.0', '2.0.0') },
    roots: ['a@1.0'],
    expected: ['a@1.0.0'],
  },
  {
    name: 'the next one where the lowest is not there',
    packages: { a: leaves('1.1.0', '1.2.0', '2.0.0') },
    roots: ['a@1.0'],
    expected: ['a@1.1.0'],
    problems: ['NU1603'],
  },
  {
    name: 'the lowest above an exclusive bound',
    packages: { a: leaves('1.0.0', '1.1.0', '2.0.0') },
    roots: ['a@(1.0,2.0]'],
    expected: ['a@1.1.0'],
  },
  {
    name: 'a dependency without a range is the lowest of all',
    packages: { a: { '1.0.0': ['b'] }, b: leaves('0.1.0', '0.2.0') },
    roots: ['a@1.0'],
    expected: ['a@1.0.0', 'b@0.1.0'],
  },
  {
    name: 'a root without a version is the latest',
    packages: { a: leaves('1.0.0', '2.0.0', '3.0.0-rc.1') },
    roots: ['a'],
    expected: ['a@2.0.0'],
  },
  // "Floating versions".
  {
    name: '1.* is the highest 1',
    packages: { a: leaves('1.0.0', '1.9.0', '2.0.0') },
    roots: ['a@1.*'],
    expected: ['a@1.9.0'],
  },
  {
    name: '* is the highest release',
    packages: { a: leaves('1.0.0', '2.0.0', '3.0.0-beta') },
    roots: ['a@*'],
    expected: ['a@2.0.0'],
  },
  {
    name: '*-* is the highest of all',
    packages: { a: leaves('1.0.0', '2.0.0', '3.0.0-beta') },
    roots: ['a@*-*'],
    expected: ['a@3.0.0-beta'],
  },
  {
    name: '1.1.0-beta* takes its pre-releases',
    packages: { a: leaves('1.1.0-alpha', '1.1.0-beta.1', '1.1.0-beta.2', '1.2.0') },
    roots: ['a@1.1.0-beta*'],
    expected: ['a@1.1.0-beta.2'],
  },
  // Pre-releases.
  {
    name: 'a range of releases takes no pre-release',
    packages: { a: leaves('1.1.0-beta', '1.2.0') },
    roots: ['a@1.0'],
    expected: ['a@1.2.0'],
    problems: ['NU1603'],
  },
  {
    name: 'a range that begins with a pre-release takes it',
    packages: { a: leaves('1.0.0-beta', '1.0.0') },
    roots: ['a@1.0.0-beta'],
    expected: ['a@1.0.0-beta'],
  },
  {
    name: 'pre-releases by wish',
    packages: { a: leaves('1.1.0-beta', '1.2.0') },
    roots: ['a@1.0'],
    more: { prereleases: true },
    expected: ['a@1.1.0-beta'],
    problems: ['NU1603'],
  },
  // "Direct dependency wins".
  {
    name: 'what the project says wins, though it is a downgrade',
    packages: { a: leaves('1.0.0', '2.0.0'), b: { '1.0.0': ['a@2.0'] } },
    roots: ['b@1.0', 'a@1.0'],
    expected: ['a@1.0.0', 'b@1.0.0'],
    problems: ['NU1605'],
  },
  {
    name: 'a package above decides for what is below it',
    packages: { a: { '1.0.0': ['b@1.0', 'c@1.0'] }, c: { '1.0.0': ['b@2.0'] }, b: leaves('1.0.0', '2.0.0') },
    roots: ['a@1.0'],
    expected: ['a@1.0.0', 'b@1.0.0', 'c@1.0.0'],
    problems: ['NU1605'],
  },
  {
    name: 'but not for what is also elsewhere',
    packages: {
      a: { '1.0.0': ['b@1.0', 'c@1.0'] },
      c: { '1.0.0': ['b@2.0'] },
      d: { '1.0.0': ['c@1.0'] },
      b: leaves('1.0.0', '2.0.0'),
    },
    roots: ['a@1.0', 'd@1.0'],
    expected: ['a@1.0.0', 'b@2.0.0', 'c@1.0.0', 'd@1.0.0'],
  },
  {
    name: 'what the project says above the upper bound of another',
    packages: { a: { '1.0.0': ['b@[1.0,2.0)'] }, b: leaves('1.0.0', '3.0.0') },
    roots: ['a@1.0', 'b@3.0'],
    expected: ['a@1.0.0', 'b@3.0.0'],
    problems: ['NU1608'],
  },
  // "Cousin dependencies".
  {
    name: 'of cousins the lowest version that satisfies all',
    packages: { a: { '1.0.0': ['c@1.0'] }, b: { '1.0.0': ['c@2.0'] }, c: leaves('1.0.0', '2.0.0', '3.0.0') },
    roots: ['a@1.0', 'b@1.0'],
    expected: ['a@1.0.0', 'b@1.0.0', 'c@2.0.0'],
  },
  {
    name: 'cousins that exclude each other',
    packages: { a: { '1.0.0': ['c@[1.0]'] }, b: { '1.0.0': ['c@2.0'] }, c: leaves('1.0.0', '2.0.0') },
    roots: ['a@1.0', 'b@1.0'],
    expected: ['a@1.0.0', 'b@1.0.0', 'c@2.0.0'],
    problems: ['NU1107'],
  },
  {
    name: 'what only a version that lost needs is not there, and has no say',
    packages: {
      a: { '1.0.0': ['c@1.0'] },
      b: { '1.0.0': ['d@1.0'] },
      d: { '1.0.0': ['c@2.0'] },
      c: { '1.0.0': ['e@1.0', 'f@2.0'], '2.0.0': ['f@1.0'] },
      ...{ e: leaves('1.0.0'), f: leaves('1.0.0', '2.0.0') },
    },
    roots: ['a@1.0', 'b@1.0'],
    expected: ['a@1.0.0', 'b@1.0.0', 'c@2.0.0', 'd@1.0.0', 'f@1.0.0'],
  },
  {
    name: 'a rise brings another rise',
    packages: {
      a: { '1.0.0': ['c@1.0', 'd@1.0'] },
      b: { '1.0.0': ['c@2.0'] },
      c: { '1.0.0': [], '2.0.0': ['d@2.0'] },
      d: leaves('1.0.0', '2.0.0'),
    },
    roots: ['a@1.0', 'b@1.0'],
    expected: ['a@1.0.0', 'b@1.0.0', 'c@2.0.0', 'd@2.0.0'],
  },
  // Frameworks.
  {
    name: 'the nearest group: net6.0 before .NET Standard for net8.0',
    packages: {
      a: {
        '1.0.0': grouped(
          ['net6.0', '.NETStandard2.0', '.NETFramework4.5'],
          on('b@1.0', 'net6.0'),
          on('c@1.0', '.NETStandard2.0'),
          on('d@1.0', '.NETFramework4.5'),
        ),
      },
      ...{ b: leaves('1.0.0'), c: leaves('1.0.0'), d: leaves('1.0.0') },
    },
    roots: ['a@1.0'],
    expected: ['a@1.0.0', 'b@1.0.0'],
  },
  {
    name: 'a nearest group that needs nothing',
    packages: {
      a: { '1.0.0': grouped(['net6.0', 'netstandard2.0'], on('c@1.0', 'netstandard2.0')) },
      c: leaves('1.0.0'),
    },
    roots: ['a@1.0'],
    expected: ['a@1.0.0'],
  },
  {
    name: 'for another framework, another group',
    packages: {
      a: {
        '1.0.0': grouped(
          ['net6.0', '.NETStandard2.0', '.NETFramework4.5'],
          on('b@1.0', 'net6.0'),
          on('c@1.0', '.NETStandard2.0'),
          on('d@1.0', '.NETFramework4.5'),
        ),
      },
      ...{ b: leaves('1.0.0'), c: leaves('1.0.0'), d: leaves('1.0.0') },
    },
    roots: ['a@1.0'],
    more: { environment: { framework: 'net472' } },
    expected: ['a@1.0.0', 'd@1.0.0'],
  },
  {
    name: '.NET Framework alone, for .NET: with a warning',
    packages: {
      a: {
        '1.0.0': grouped(
          ['.NETFramework4.5', 'uap10.0'],
          on('d@1.0', '.NETFramework4.5'),
          on('e@1.0', 'uap10.0'),
        ),
      },
      d: leaves('1.0.0'),
    },
    roots: ['a@1.0'],
    expected: ['a@1.0.0', 'd@1.0.0'],
    problems: ['NU1701'],
  },
  {
    name: 'no group that the framework can use',
    packages: {
      a: { '1.0.0': grouped(['net9.0', 'netstandard2.1'], on('d@1.0', 'net9.0')) },
      d: leaves('1.0.0'),
    },
    roots: ['a@1.0'],
    more: { environment: { framework: 'net48' } },
    expected: ['a@1.0.0'],
    problems: ['environment'],
  },
  // Standing.
  {
    name: 'what is not listed is installed by a range that begins with it, and floats do not take it',
    packages: {
      a: { '1.0.0': { status: 'unlisted' }, '1.1.0': [] },
      b: { '1.0.0': [], '1.1.0': { status: 'unlisted' } },
    },
    roots: ['a@1.0', 'b@1.*'],
    expected: ['a@1.0.0', 'b@1.0.0'],
    problems: ['standing'],
  },
  {
    name: 'what is deprecated is installed with a warning',
    packages: { a: { '1.0.0': { status: 'deprecated' } } },
    roots: ['a@1.0'],
    expected: ['a@1.0.0'],
    problems: ['standing'],
  },
  // Central package management, overrides, locks.
  {
    name: 'central versions are those of what the project names',
    packages: { a: { '1.0.0': ['c@1.0'], '2.0.0': ['c@1.0'] }, c: leaves('1.0.0', '2.0.0') },
    roots: ['a', { ...needs('a@2.0'), kind: 'central' }, { ...needs('c@2.0'), kind: 'central' }],
    expected: ['a@2.0.0', 'c@1.0.0'],
  },
  {
    name: 'central versions pin what packages name, where that is wished',
    packages: { a: { '2.0.0': ['c@1.0'] }, c: leaves('1.0.0', '2.0.0') },
    roots: ['a', { ...needs('a@2.0'), kind: 'central' }, { ...needs('c@2.0'), kind: 'central' }],
    more: { options: { 'transitive-pinning': 'true' } },
    expected: ['a@2.0.0', 'c@2.0.0'],
  },
  {
    name: 'an override within a package',
    packages: { a: { '1.0.0': ['c@1.0'] }, b: { '1.0.0': ['c@1.0'] }, c: leaves('1.0.0', '3.0.0') },
    roots: ['a@1.0', 'b@1.0'],
    more: { overrides: [{ within: ['a'], name: 'c', requirement: '[3.0]' }] },
    expected: ['a@1.0.0', 'b@1.0.0', 'c@3.0.0'],
  },
  {
    name: 'a locked version that the range holds',
    packages: { a: leaves('1.0.0', '1.1.0', '2.0.0') },
    roots: ['a@[1.0,2.0)'],
    more: { locked: [{ name: 'a', version: '1.1.0', location: null }] },
    expected: ['a@1.1.0'],
  },
  // What is not there.
  {
    name: 'a package that is not there',
    packages: { a: { '1.0.0': ['x@1.0'] } },
    roots: ['a@1.0'],
    expected: ['a@1.0.0'],
    problems: ['NU1101'],
  },
  {
    name: 'a version that is not there',
    packages: { a: leaves('1.0.0') },
    roots: ['a@2.0'],
    expected: [],
    problems: ['NU1102'],
  },
  {
    name: 'a range that is none',
    packages: { a: leaves('1.0.0') },
    roots: ['a@$(Version)'],
    expected: [],
    problems: ['unsupported'],
  },
  // Circles.
  {
    name: 'a circle',
    packages: { a: { '1.0.0': ['b@1.0'] }, b: { '1.0.0': ['a@1.0'] } },
    roots: ['a@1.0'],
    expected: ['a@1.0.0', 'b@1.0.0'],
    problems: ['NU1108'],
  },
  {
    name: 'a package that needs itself',
    packages: { a: { '1.0.0': ['a@2.0'], '2.0.0': [] } },
    roots: ['a@1.0'],
    expected: ['a@1.0.0'],
    problems: ['NU1108'],
  },
];

const resolve = (universe: Universe, asked: ResolveRequest) =>
  resolver.resolve(asked, universe, createBudget());

describe('of a project', () => {
  it.each(CASES.map(one => [one.name, one] as const))('%s', async (_, one) => {
    const { nodes, problems } = await resolve(universeOf(scheme, one.packages), {
      ...request(...one.roots),
      ...one.more,
    });
    expect(nodes.map(({ name, version }) => `${name}@${version}`).sort()).toEqual(one.expected);
    expect(problems.map(({ kind, message }) => /NU\d{4}/.exec(message)?.[0] ?? kind)).toEqual(
      one.problems ?? [],
    );
  });

  it('refuses what it cannot read', async () => {
    const universe = universeOf(scheme, {});
    await expect(resolve(universe, { ...request('a'), environment: { framework: '!' } })).rejects.toThrow(
      InputError,
    );
    const override = { within: ['a', 'b'], name: 'c', requirement: '1.0' };
    await expect(resolve(universe, { ...request('a'), overrides: [override] })).rejects.toThrow(InputError);
  });

  it('names what is still being fetched', async () => {
    const universe: Universe = { load: async () => {}, get: () => 'pending' };
    expect(await resolve(universe, request('a@1.0'))).toMatchObject({
      nodes: [],
      pending: ['a'],
      problems: [],
    });
  });
});

describe('universes by chance', () => {
  it('are resolved as the rules say, walked through the whole tree', async () => {
    for (let seed = 1; seed <= 500; seed++) {
      const { universe, roots } = randomUniverse(seed);
      const { nodes } = await resolve(universeOf(scheme, universe), request(...roots));
      const found = nodes.map(({ name, version }) => `${name}@${version}`).sort();
      expect(found, `${seed}: ${roots}`).toEqual(walkTree(universe, roots));
    }
  });
});

describe('hostile universes', () => {
  it('a chain of 5,000 packages', async () => {
    const packages: Packages = {};
    for (let i = 0; i < 5_000; i++) packages[`p${i}`] = { '1.0.0': i < 4_999 ? [`p${i + 1}@1.0`] : [] };
    expect((await resolve(universeOf(scheme, packages), request('p0@1.0'))).nodes).toHaveLength(5_000);
  });

  it('10,000 versions, each with a range of 10,000 others', async () => {
    const packages: Packages = { a: {}, b: {} };
    for (let i = 0; i < 10_000; i++) {
      packages.a![`1.${i}.0`] = [`b@[1.${i}.0]`];
      packages.b![`1.${i}.0`] = [`a@(1.${i},)`];
    }
    const { nodes, problems } = await resolve(universeOf(scheme, packages), request('a@1.*'));
    expect(nodes.map(({ name, version }) => `${name}@${version}`)).toEqual(['a@1.9999.0', 'b@1.9999.0']);
    expect(problems.map(({ kind }) => kind)).toContain('no-matching-version');
  });

  it('500 packages, nearly all of them asked for in several versions, end with what is in the way', {
    timeout: 60_000,
  }, async () => {
    let state = 2_654_435_761;
    const below = (bound: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * bound);
    };
    const packages: Packages = {};
    const needed = () => {
      const version = `${1 + below(10)}.0`;
      return `p${below(500)}@${below(3) === 0 ? `[${version}]` : version}`;
    };
    for (let i = 0; i < 500; i++)
      packages[`p${i}`] = Object.fromEntries(
        Array.from({ length: 10 }, (_, v) => [`${v + 1}.0.0`, Array.from({ length: 20 }, needed)]),
      );
    const started = process.cpuUsage();
    const { nodes, problems } = await resolve(universeOf(scheme, packages), request('p0@1.0', 'p1@1.0'));
    const { user } = process.cpuUsage(started);
    expect(user / 1e6).toBeLessThan(10);
    expect(nodes.length).toBeGreaterThan(490);
    const conflict = problems.find(({ message }) => message.includes('NU1107'))!;
    expect(conflict.explanation[0]).toMatch(/^(?:p\d+ \d+\.0\.0(?: > )?)+ asks for p\d+ \[\d+\.0\]\.$/);
    expect(conflict.explanation.at(-1)).toMatch(
      /^Of these the highest is taken, \d+\.0\.0, which \[\d+\.0\] excludes\.$/,
    );
  });

  it('says what was not settled where the budget ends', async () => {
    const packages: Packages = { a: {}, b: {} };
    for (let i = 0; i < 1_000; i++) {
      packages.a![`1.${i}.0`] = [`b@1.${(i * 7 + 1) % 1_000}`];
      packages.b![`1.${i}.0`] = [`a@1.${(i * 11 + 3) % 1_000}`];
    }
    packages.c = { '1.0.0': ['a@1.0'] };
    packages.d = { '1.0.0': ['b@1.0'] };
    const asked = request('c@1.0', 'd@1.0');
    const error = await resolver
      .resolve(asked, universeOf(scheme, packages), createBudget({ steps: 250 }))
      .then(
        () => null,
        reason => reason,
      );
    expect(error).toBeInstanceOf(BudgetError);
    expect(error.explanation).toEqual([
      expect.stringMatching(/^The search ended without an answer after \d+ rounds over 4 packages\.$/),
      expect.stringMatching(/^Their versions still changed in the last one: (?:a|b|b, a|a, b)\.$/),
    ]);
  });

  it('says who asks for both', async () => {
    const packages: Packages = {
      a: { '1.0.0': ['c@[1.0]'] },
      b: { '1.0.0': ['d@1.0'] },
      c: { '1.0.0': [], '2.0.0': [] },
      d: { '1.0.0': ['c@2.0'] },
    };
    const { problems } = await resolve(universeOf(scheme, packages), request('a@1.0', 'b@1.0'));
    expect(problems[0]!.explanation).toEqual([
      'a 1.0.0 asks for c [1.0].',
      'b 1.0.0 > d 1.0.0 asks for c 2.0.',
      'Of these the highest is taken, 2.0.0, which [1.0] excludes.',
    ]);
  });

  it('versions that would chase each other for ever', async () => {
    // Each version of a asks for another b, each of b for another a.
    const packages: Packages = { a: {}, b: {}, c: { '1.0.0': ['a@1.0'] }, d: { '1.0.0': ['b@1.0'] } };
    for (let i = 0; i < 100; i++) {
      packages.a![`1.${i}.0`] = [`b@1.${(i * 7 + 1) % 100}`];
      packages.b![`1.${i}.0`] = [`a@1.${(i * 11 + 3) % 100}`];
    }
    const { nodes, problems } = await resolve(universeOf(scheme, packages), request('c@1.0', 'd@1.0'));
    expect(nodes.map(({ name }) => name).sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(problems.some(({ message }) => message.includes('NU1108'))).toBe(true);
  });
});

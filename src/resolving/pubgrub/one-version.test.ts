import { describe, expect, test } from 'vitest';
import { npm } from '../../versions/schemes/npm.ts';
import { BudgetError, createBudget } from '../budget.ts';
import { request, universeOf, type VersionInWords } from '../fixtures/universe.ts';
import type { Resolver } from '../types.ts';
import { oneVersion } from './one-version.ts';
import { positionsIn } from './positions.ts';
import { asWanted, type Need, type Policy } from './rules.ts';

/** Semantic versions, the highest first: what the examples of the description are written in. */
function rules(more: Partial<Policy> = {}): Resolver {
  return oneVersion({
    id: 'pubgrub',
    description: 'For tests.',
    kinds: ['runtime'],
    environment: [],
    options: [],
    begin: () => ({
      admitted: (requirement, versions) => positionsIn(npm, versions, npm.parseRange(requirement).intervals),
      ...more,
    }),
  });
}

type Packages = Record<string, Record<string, VersionInWords>>;

async function resolve(
  packages: Packages,
  roots: string[],
  { resolver = rules(), ...more }: { resolver?: Resolver; [key: string]: unknown } = {},
) {
  const universe = universeOf(npm, packages);
  const resolution = await resolver.resolve({ ...request(...roots), ...more }, universe, createBudget());
  return { ...resolution, list: resolution.nodes.map(({ name, version }) => `${name}@${version}`) };
}

// https://github.com/dart-lang/pub/blob/master/doc/solver.md, "Examples"
describe('the examples of the description', () => {
  test('no conflicts', async () => {
    const { list, problems, edges } = await resolve(
      { foo: { '1.0.0': ['bar@^1.0.0'] }, bar: { '1.0.0': [], '2.0.0': [] } },
      ['foo@^1.0.0'],
    );
    expect(list).toEqual(['foo@1.0.0', 'bar@1.0.0']);
    expect(problems).toEqual([]);
    expect(
      edges.map(({ from, to, name, requirement, satisfied }) => [from, to, name, requirement, satisfied]),
    ).toEqual([
      [null, 0, 'foo', '^1.0.0', true],
      [0, 1, 'bar', '^1.0.0', true],
    ]);
  });

  test('avoiding conflict during decision making', async () => {
    const { list } = await resolve(
      {
        foo: { '1.1.0': ['bar@^2.0.0'], '1.0.0': [] },
        bar: { '1.0.0': [], '1.1.0': [], '2.0.0': [] },
      },
      ['foo@^1.0.0', 'bar@^1.0.0'],
    );
    expect(list).toEqual(['foo@1.0.0', 'bar@1.1.0']);
  });

  test('performing conflict resolution', async () => {
    const { list } = await resolve(
      { foo: { '2.0.0': ['bar@^1.0.0'], '1.0.0': [] }, bar: { '1.0.0': ['foo@^1.0.0'] } },
      ['foo@>=1.0.0'],
    );
    expect(list).toEqual(['foo@1.0.0']);
  });

  test('conflict resolution with a partial satisfier', async () => {
    const { list } = await resolve(
      {
        foo: { '1.1.0': ['left@^1.0.0', 'right@^1.0.0'], '1.0.0': [] },
        left: { '1.0.0': ['shared@>=1.0.0'] },
        right: { '1.0.0': ['shared@<2.0.0'] },
        shared: { '2.0.0': [], '1.0.0': ['target@^1.0.0'] },
        target: { '2.0.0': [], '1.0.0': [] },
      },
      ['foo@^1.0.0', 'target@^2.0.0'],
    );
    expect(list).toEqual(['foo@1.0.0', 'target@2.0.0']);
  });

  test('linear error reporting', async () => {
    const { problems } = await resolve(
      {
        foo: { '1.0.0': ['bar@^2.0.0'] },
        bar: { '2.0.0': ['baz@^3.0.0'] },
        baz: { '1.0.0': [], '3.0.0': [] },
      },
      ['foo@^1.0.0', 'baz@^1.0.0'],
    );
    expect(problems.map(({ kind, severity }) => [kind, severity])).toEqual([['conflict', 'error']]);
    expect(problems[0]!.explanation).toEqual([
      'Because foo 1.0.0 depends on bar ^2.0.0 which depends on baz ^3.0.0, foo 1.0.0 requires baz ^3.0.0.',
      'So, because the project depends on foo ^1.0.0 and the project depends on baz ^1.0.0, there is no solution.',
    ]);
  });

  test('branching error reporting', async () => {
    const { problems } = await resolve(
      {
        foo: { '1.0.0': ['a@^1.0.0', 'b@^1.0.0'], '1.1.0': ['x@^1.0.0', 'y@^1.0.0'] },
        a: { '1.0.0': ['b@^2.0.0'] },
        b: { '1.0.0': [], '2.0.0': [] },
        x: { '1.0.0': ['y@^2.0.0'] },
        y: { '1.0.0': [], '2.0.0': [] },
      },
      ['foo@^1.0.0'],
    );
    expect(problems[0]!.explanation).toEqual([
      'Because foo 1.0.0 depends on a ^1.0.0 which depends on b ^2.0.0, foo 1.0.0 requires b ^2.0.0.',
      'And, because foo 1.0.0 depends on b ^1.0.0, foo 1.0.0 cannot be used. (1)',
      'Because foo 1.1.0 depends on x ^1.0.0 which depends on y ^2.0.0, foo 1.1.0 requires y ^2.0.0.',
      'And, because foo 1.1.0 depends on y ^1.0.0, foo 1.1.0 cannot be used.',
      'And, because foo 1.0.0 cannot be used (1), no version of foo can be used.',
      'So, because the project depends on foo ^1.0.0, there is no solution.',
    ]);
  });
});

test('every problem is said, and the rest is resolved beside it', async () => {
  const { list, problems, edges } = await resolve(
    {
      a: { '1.0.0': ['gone'], '2.0.0': ['b@^9'] },
      b: { '1.0.0': [], '2.0.0': [] },
      c: { '1.0.0': ['b@^1'], '2.0.0': ['d@^1'] },
      d: { '1.0.0': [] },
    },
    ['a', 'b@2', 'nowhere@1', 'c'],
  );
  expect(list).toEqual(['a@2.0.0', 'b@2.0.0', 'c@2.0.0', 'd@1.0.0']);
  expect(problems.map(({ kind, name, requirement, from }) => [kind, name, requirement, from])).toEqual([
    ['missing-package', 'nowhere', '1', null],
    ['no-matching-version', 'b', '^9', 0],
  ]);
  expect(problems.map(({ message }) => message)).toEqual([
    'the project depends on nowhere 1, which does not exist',
    'a 2.0.0 depends on b ^9, which no version satisfies',
  ]);
  expect(problems[1]!.explanation).toEqual([
    'Because a 2.0.0 depends on b ^9, which no version satisfies, and a 1.0.0 depends on gone, which does not exist, no version of a can be used.',
    'So, because the project depends on a, there is no solution.',
  ]);
  expect(edges.filter(({ satisfied }) => !satisfied).map(({ from, to, name }) => [from, to, name])).toEqual([
    [null, null, 'nowhere'],
    [0, 1, 'b'],
  ]);
});

describe('what rules may say', () => {
  test('locked versions come first, overrides replace requirements', async () => {
    const packages = {
      a: { '1.0.0': ['b@^1'], '1.1.0': ['b@^1'] },
      b: { '1.0.0': [], '1.5.0': [], '2.0.0': [] },
    };
    const locked = [{ name: 'b', version: '1.0.0', location: null }];
    expect((await resolve(packages, ['a'], { locked })).list).toEqual(['a@1.1.0', 'b@1.0.0']);
    const overrides = [{ within: [], name: 'b', requirement: '2' }];
    const { list, edges } = await resolve(packages, ['a'], { overrides });
    expect(list).toEqual(['a@1.1.0', 'b@2.0.0']);
    expect(
      edges.map(({ requirement, overridden, satisfied }) => [requirement, overridden, satisfied]),
    ).toEqual([
      ['*', null, true],
      ['^1', '2', true],
    ]);
    const within = [{ within: ['a'], name: 'b', requirement: '1.5.0' }];
    expect((await resolve(packages, ['a', 'b'], { overrides: within })).list).toEqual(['a@1.1.0', 'b@1.5.0']);
  });

  test('of alternatives the first that can be, which need not be the first', async () => {
    const either = { needs: [{ ...asNeed('b@^1') }, { ...asNeed('c@*'), alternative: true }] };
    const packages = {
      a: { '1.0.0': either },
      b: { '1.0.0': ['d@^1'], '2.0.0': [] },
      c: { '1.0.0': [] },
      d: { '1.0.0': [], '2.0.0': [] },
    };
    expect((await resolve(packages, ['a'])).list).toEqual(['a@1.0.0', 'b@1.0.0', 'd@1.0.0']);
    expect((await resolve(packages, ['a', 'd@2'])).list).toEqual(['a@1.0.0', 'd@2.0.0', 'c@1.0.0']);
    // What is selected anyway is taken.
    expect((await resolve(packages, ['a', 'c'])).list).toEqual(['a@1.0.0', 'c@1.0.0']);
    expect((await resolve(packages, ['a', 'c', 'b@2'])).list).toEqual(['a@1.0.0', 'c@1.0.0', 'b@2.0.0']);
  });

  test('features: what is turned on needs more', async () => {
    const dependencies: Record<string, Record<string, string[]>> = {
      'b@2.0.0': { x: ['c@^1'] },
      'b@1.0.0': { x: [] },
    };
    const needOf = (said: string): Need => {
      const dependency = asNeed(said);
      const [name, feature] = dependency.name.split('#');
      return {
        dependency,
        options: [{ ...asWanted(dependency), name: name!, features: feature ? [feature] : [] }],
      };
    };
    const resolver = rules({
      roots: undefined as never,
      needs: candidate =>
        (candidate.dependencies ?? []).map(({ name, requirement }) =>
          needOf(`${name}@${requirement ?? '*'}`),
        ),
      featureNeeds: ({ name, number }, feature) =>
        dependencies[`${name}@${number}`]?.[feature]?.map(needOf) ?? null,
    });
    const packages = {
      a: { '1.0.0': ['b#x@*'] },
      b: { '1.0.0': [], '2.0.0': [] },
      c: { '1.0.0': [], '2.0.0': [] },
    };
    const on = await resolve(packages, ['a'], { resolver });
    expect(on.list).toEqual(['a@1.0.0', 'b@2.0.0', 'c@1.0.0']);
    expect(on.nodes[1]!.features).toEqual(['x']);
    expect((await resolve(packages, ['a', 'c@2'], { resolver })).list).toEqual([
      'a@1.0.0',
      'c@2.0.0',
      'b@1.0.0',
    ]);
    expect((await resolve(packages, ['b', 'c@2'], { resolver })).list).toEqual(['b@2.0.0', 'c@2.0.0']);
  });

  test('refusals, bars and tiers', async () => {
    const packages = { a: { '1.0.0': [], '2.0.0': [], '3.0.0': [], '4.0.0': [] } };
    const refusing = rules({
      refusal: ({ number }) =>
        number === '4.0.0' ? { kind: 'environment', because: 'needs more than there is' } : null,
      tier: ({ number }) => (number === '3.0.0' ? 1 : 0),
    });
    expect((await resolve(packages, ['a'], { resolver: refusing })).list).toEqual(['a@2.0.0']);
    expect((await resolve(packages, ['a@>=3'], { resolver: refusing })).list).toEqual(['a@3.0.0']);
    const { problems } = await resolve(packages, ['a@4'], { resolver: refusing });
    expect(problems.map(({ kind, message }) => [kind, message])).toEqual([
      ['environment', 'a 4.0.0 needs more than there is'],
    ]);
    const barring = rules({
      bar: ({ number }, { requirements }) =>
        number === '4.0.0' && !requirements.includes('4.0.0')
          ? { kind: 'standing', because: 'is yanked' }
          : null,
    });
    expect((await resolve(packages, ['a'], { resolver: barring })).list).toEqual(['a@3.0.0']);
    expect((await resolve(packages, ['a', 'a@4.0.0'], { resolver: barring })).list).toEqual(['a@4.0.0']);
    expect((await resolve(packages, ['a@>3'], { resolver: barring })).problems[0]!.message).toBe(
      'a 4.0.0 is yanked',
    );
    // Whoever names it may come later.
    const later = { ...packages, b: { '1.0.0': ['c'] }, c: { '1.0.0': ['a@4.0.0'] } };
    expect((await resolve(later, ['a@>3', 'b'], { resolver: barring })).list).toEqual([
      'a@4.0.0',
      'b@1.0.0',
      'c@1.0.0',
    ]);
  });

  test('providers answer to other names, and may be met after what they provide was asked for', async () => {
    const providing = rules({
      provides: ({ metadata }) =>
        typeof metadata.provides === 'string' ? [{ name: metadata.provides, version: '1.0.0' }] : [],
      provided: (requirement, version) => version !== null && npm.satisfies(version, requirement),
    });
    const packages = {
      a: { '1.0.0': ['virtual@^1'] },
      b: { '1.0.0': ['c'] },
      c: { '1.0.0': { metadata: { provides: 'virtual' } }, '2.0.0': [] },
      strict: { '1.0.0': ['virtual@^2'] },
    };
    const { list, edges } = await resolve(packages, ['a', 'b'], { resolver: providing });
    expect(list).toEqual(['a@1.0.0', 'b@1.0.0', 'c@1.0.0']);
    expect(edges.filter(({ name }) => name === 'virtual')).toMatchObject([
      { from: 0, to: 2, satisfied: true },
    ]);
    expect(
      (await resolve(packages, ['strict', 'c'], { resolver: providing })).problems.map(({ kind, name }) => [
        kind,
        name,
      ]),
    ).toEqual([['missing-package', 'virtual']]);
  });

  test('what forbids another cannot stand beside it', async () => {
    const forbidding = rules({
      needs: ({ name, number }) =>
        name === 'a' && number === '2.0.0'
          ? [{ dependency: asNeed('b@^1'), options: [{ name: 'b', requirement: '^1' }], forbids: true }]
          : [],
    });
    const packages = { a: { '1.0.0': [], '2.0.0': [] }, b: { '1.0.0': [], '2.0.0': [] } };
    expect((await resolve(packages, ['a', 'b'], { resolver: forbidding })).list).toEqual([
      'a@2.0.0',
      'b@2.0.0',
    ]);
    expect((await resolve(packages, ['a', 'b@1'], { resolver: forbidding })).list).toEqual([
      'a@1.0.0',
      'b@1.0.0',
    ]);
    const { problems } = await resolve(packages, ['a@2', 'b@1'], { resolver: forbidding });
    expect(problems[0]!.explanation).toEqual([
      'Because a 2.0.0 conflicts with b ^1 and the project depends on a 2, b 1.0.0 cannot be used.',
      'So, because the project depends on b 1, there is no solution.',
    ]);
  });
});

function asNeed(said: string) {
  return request(said).roots[0]!;
}

describe('universes that want to keep a solver busy', () => {
  test('a package that needs itself, cycles, and nothing at all', async () => {
    expect((await resolve({ a: { '1.0.0': ['a@1'], '2.0.0': ['a@1'] } }, ['a'])).list).toEqual(['a@1.0.0']);
    expect(
      (await resolve({ a: { '1.0.0': ['b'] }, b: { '1.0.0': ['c'] }, c: { '1.0.0': ['a'] } }, ['a'])).list,
    ).toEqual(['a@1.0.0', 'b@1.0.0', 'c@1.0.0']);
    expect((await resolve({}, [])).list).toEqual([]);
    const nothing = await resolve({}, ['a', 'b']);
    expect(nothing.problems.map(({ kind, name }) => [kind, name])).toEqual([
      ['missing-package', 'b'],
      ['missing-package', 'a'],
    ]);
  });

  test('10,000 versions, each with a requirement of its own, of which the last one tried fits', async () => {
    const a: Packages[string] = {};
    const b: Packages[string] = {};
    for (let i = 0; i < 10_000; i++) {
      a[`1.${i}.0`] = [`b@1.${9_999 - i}.0`];
      b[`1.${i}.0`] = [];
    }
    expect((await resolve({ a, b }, ['a', 'b@>=1.9999.0'])).list).toEqual(['a@1.0.0', 'b@1.9999.0']);
  });

  test('layers in which every choice is wrong but the last', async () => {
    const packages: Packages = {};
    for (let layer = 0; layer < 30; layer++) {
      packages[`p${layer}`] = {};
      for (let version = 1; version <= 10; version++)
        packages[`p${layer}`]![`${version}.0.0`] = [`p${layer + 1}@*`, `q@<=${version}`];
    }
    packages.p30 = { '1.0.0': ['q@0'] };
    packages.q = Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`${i}.0.0`, []]));
    expect((await resolve(packages, ['p0'])).list).toHaveLength(32);
    packages.p30 = { '1.0.0': ['q@99'] };
    const { problems } = await resolve(packages, ['p0']);
    expect(problems.map(({ kind, name }) => [kind, name])).toEqual([['no-matching-version', 'q']]);
  });

  test('holes and pigeons: what cannot be shown within the budget ends with it', async () => {
    const packages: Packages = {};
    const holes = 9;
    for (let pigeon = 0; pigeon <= holes; pigeon++) {
      packages[`pigeon${pigeon}`] = {};
      for (let hole = 1; hole <= holes; hole++)
        packages[`pigeon${pigeon}`]![`${hole}.0.0`] = [`hole${hole}@${pigeon + 1}`];
    }
    for (let hole = 1; hole <= holes; hole++)
      packages[`hole${hole}`] = Object.fromEntries(
        Array.from({ length: holes + 1 }, (_, i) => [`${i + 1}.0.0`, []]),
      );
    const roots = Array.from({ length: holes + 1 }, (_, i) => `pigeon${i}`);
    const universe = universeOf(npm, packages);
    const error = await rules()
      .resolve(request(...roots), universe, createBudget({ steps: 200_000 }))
      .then(
        () => null,
        reason => reason as BudgetError,
      );
    expect(error).toBeInstanceOf(BudgetError);
    const [ended, selected, , troubled, certain, ...steps] = error!.explanation;
    expect(ended).toMatch(
      /^The search ended without an answer after \d{2,} decisions and [\d,]{3,} conflicts\.$/,
    );
    expect(selected).toMatch(
      /^When it ended \d+ of the \d+ packages known to be needed were selected: pigeon/,
    );
    expect(troubled).toMatch(
      /^Most often in conflict: (?:(?:pigeon|hole)\d \([\d,]+\)(?:, )?){8} and \d+ more\.$/,
    );
    expect(certain).toMatch(/^This is certain so far(?:, in \d+ steps)?:$/);
    expect(steps.at(-1)).toMatch(/hole\d|pigeon\d/);
    expect(error!.explanation.length).toBeLessThan(500);
  });

  test('what one search has found out before its end is no more than what follows', async () => {
    // z 9 needs y 1, which needs z 1: whatever else is so, z 9 is out.
    const packages: Packages = {
      a: { '1.0.0': ['x', 'z'] },
      x: { '2.0.0': ['y@2'], '1.0.0': ['y@1'] },
      y: { '1.0.0': ['z@1'], '2.0.0': ['z@9'] },
      z: { '1.0.0': [], '9.0.0': ['y@1'] },
    };
    const found: string[][] = [];
    for (let steps = 10; steps < 200; steps++) {
      const ended = await rules()
        .resolve(request('a'), universeOf(npm, packages), createBudget({ steps }))
        .then(
          () => null,
          reason => reason as BudgetError,
        );
      if (ended === null) break;
      if (ended.explanation.some(line => line.startsWith('This is certain')))
        found.push([...ended.explanation]);
    }
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map(lines => lines.slice(-2).join(' ')))).toEqual(
      new Set([
        'This is certain so far: Because z 9.0.0 depends on y 1 which depends on z 1, z 9.0.0 cannot be used.',
      ]),
    );
    expect(found.at(-1)![1]).toContain('a 1.0.0, z 1.0.0, x 1.0.0, y 1.0.0');
  });
});

/**
 * Hand-made universes. Expected sets follow from Debian Policy 7 (https://www.debian.org/doc/debian-policy/ch-relationships.html) and
 * from apt-get(8); where several answers would satisfy the policy, from the order in which the alternatives are written. Each was put
 * to `apt-get --simulate` of apt 2.6 over a repository of the same stanzas as well.
 */
import { expect, test } from 'vitest';
import { createBudget } from '../../../../resolving/budget.ts';
import { debianRequest, debianUniverse } from './fixtures/universe.ts';
import { debianResolver } from './index.ts';

interface Case {
  name: string;
  universe: string;
  roots?: string;
  options?: Record<string, string>;
  /** Names, or `name@version`, sorted. */
  expected: string;
  /** Kinds of the errors. */
  errors?: string[];
}

const OFF = { recommends: 'false' };

const CASES: Case[] = [
  {
    name: '7.2: Depends and Pre-Depends are installed, and what they depend on',
    universe: `root 1 : a, b
      a 1 : c
      b 1 : ; Pre-Depends: d
      c 1 :
      d 1 :
      e 1 :`,
    expected: 'a b c d root',
  },
  {
    name: '7.2: Recommends is followed unless that is turned off',
    universe: `root 1 : ; Recommends: a
      a 1 :`,
    expected: 'a root',
  },
  {
    name: 'Recommends turned off',
    universe: `root 1 : ; Recommends: a
      a 1 :`,
    options: OFF,
    expected: 'root',
  },
  {
    name: '7.2: Suggests is not followed unless that is turned on',
    universe: `root 1 : ; Suggests: a
      a 1 :`,
    expected: 'root',
  },
  {
    name: 'Suggests turned on',
    universe: `root 1 : ; Suggests: a
      a 1 :`,
    options: { suggests: 'true' },
    expected: 'a root',
  },
  {
    name: 'a recommendation that cannot be installed is left out',
    universe: `root 1 : a; Recommends: b, none
      a 1 :
      b 1 : none`,
    expected: 'a root',
  },
  {
    name: '7.1: of alternatives the first',
    universe: `root 1 : a | b
      a 1 :
      b 1 :`,
    expected: 'a root',
  },
  {
    name: '7.1: an alternative that is installed anyway',
    universe: `root 1 : b, a | b
      a 1 :
      b 1 :`,
    expected: 'b root',
  },
  {
    name: 'what comes later does not change a choice that was made',
    universe: `root 1 : a | b, b
      a 1 :
      b 1 :`,
    expected: 'a b root',
  },
  {
    name: 'an alternative that does not exist is passed over',
    universe: `root 1 : none | b
      b 1 :`,
    expected: 'b root',
  },
  {
    name: 'an alternative that is too old is passed over',
    universe: `root 1 : a (>= 2) | b
      a 1 :
      b 1 :`,
    expected: 'b root',
  },
  {
    name: 'an alternative that needs what does not exist is passed over, however deep',
    universe: `root 1 : a | b
      a 1 : extra, c
      extra 1 :
      c 1 : d
      d 1 : none
      b 1 :`,
    expected: 'b root',
  },
  {
    name: '7.1: relations << <= = >= >>',
    universe: `root 1 : a (<< 2), b (<= 1), c (= 1), d (>= 1), e (>> 0.9)
      a 1 :
      b 1 :
      c 1 :
      d 1 :
      e 1 :`,
    expected: 'a b c d e root',
  },
  {
    name: 'a tilde sorts before the end: 2~rc1 is earlier than 2',
    universe: `root 1 : a (<< 2) | b
      a 2~rc1 :
      b 1 :`,
    expected: 'a root',
  },
  {
    name: 'an epoch outweighs all else',
    universe: `root 1 : a (>= 1:0) | b
      a 9 :
      b 1 :`,
    expected: 'b root',
  },
  {
    name: 'the candidate is the highest version, and only that one',
    universe: `root 1 : a (<< 2)
      a 1 :
      a 2 :`,
    expected: '',
    errors: ['conflict'],
  },
  {
    name: 'the highest version, with what that one needs',
    universe: `root 1 : a
      a 1 : old
      a 2 : new
      old 1 :
      new 1 :`,
    expected: 'a@2 new@1 root@1',
  },
  {
    name: 'a version that is asked for becomes the candidate',
    universe: `a 1 : old
      a 2 : new
      old 1 :
      new 1 :`,
    roots: 'a (= 1)',
    expected: 'a@1 old@1',
  },
  {
    name: '7.5: a virtual package is satisfied by who provides it',
    universe: `root 1 : mail
      exim 1 : ; Provides: mail`,
    expected: 'exim root',
  },
  {
    name: '7.5: the real package before those who provide it',
    universe: `root 1 : mail
      exim 1 : ; Provides: mail; Priority: required
      mail 1 :`,
    expected: 'mail root',
  },
  {
    name: '7.5: provided without a version, no relation with a version holds',
    universe: `root 1 : mail (>= 1) | b
      exim 1 : ; Provides: mail
      b 1 :`,
    expected: 'b root',
  },
  {
    name: '7.5: provided with a version, it does',
    universe: `root 1 : mail (>= 1) | b
      exim 1 : ; Provides: mail (= 1.5)
      b 1 :`,
    expected: 'exim root',
  },
  {
    name: '7.5: a real package that is too old leaves it to who provides it',
    universe: `root 1 : mail (>= 2)
      mail 1 :
      exim 1 : ; Provides: mail (= 3)`,
    expected: 'exim root',
  },
  {
    name: 'only the candidate counts as provider',
    universe: `root 1 : v | b
      a 1 : ; Provides: v
      a 2 :
      b 1 :`,
    expected: 'b root',
  },
  {
    name: 'a provider that is installed already',
    universe: `root 1 : q, v
      q 1 : pa
      pa 1 : ; Provides: v; Priority: extra
      pc 1 : ; Provides: v`,
    expected: 'pa q root',
  },
  {
    name: 'of providers the essential one',
    universe: `root 1 : v
      pa 1 : ; Provides: v; Essential: yes; Priority: extra
      pb 1 : ; Provides: v; Priority: required`,
    expected: 'pa root',
  },
  {
    name: 'of providers the one of the better priority',
    universe: `root 1 : v
      pa 1 : ; Provides: v; Priority: standard
      pb 1 : ; Provides: v; Priority: important
      pc 1 : ; Provides: v; Priority: optional`,
    expected: 'pb root',
  },
  {
    name: 'a provider that cannot be installed is passed over',
    universe: `root 1 : v
      pa 1 : ; Provides: v; Priority: extra
      pb 1 : none; Provides: v`,
    expected: 'pa root',
  },
  {
    name: '7.4: what conflicts with something needed is passed over',
    universe: `root 1 : x, a | b
      x 1 :
      a 1 : ; Conflicts: x
      b 1 :`,
    expected: 'b root x',
  },
  {
    name: '7.3: Breaks counts alike, for the versions that it names',
    universe: `root 1 : x, y, a | b
      x 1 :
      y 3 :
      a 1 : ; Breaks: x (<< 1), y (>= 3)
      b 1 :`,
    expected: 'b root x y',
  },
  {
    name: '7.4: what was chosen gives way to what is needed',
    universe: `root 1 : a | b, c
      a 1 : lib
      lib 1 :
      b 1 :
      c 1 : ; Conflicts: a`,
    expected: 'b c root',
  },
  {
    name: 'a choice two steps away gives way as well',
    universe: `root 1 : a | b, c
      a 1 : x | y
      b 1 :
      x 1 :
      y 1 :
      c 1 : ; Conflicts: x, y`,
    expected: 'b c root',
  },
  {
    name: '7.5: a conflict with a virtual package spares the one that provides it itself',
    universe: `root 1 : exim
      exim 1 : ; Provides: mail; Conflicts: mail
      postfix 1 : ; Provides: mail; Conflicts: mail`,
    expected: 'exim root',
  },
  {
    name: '7.5: and excludes all others that provide it',
    universe: `root 1 : exim, postfix
      exim 1 : ; Provides: mail; Conflicts: mail
      postfix 1 : ; Provides: mail`,
    expected: '',
    errors: ['conflict'],
  },
  {
    name: '7.5: a conflict with versions of a virtual package spares who provides it without one',
    universe: `root 1 : exim, postfix
      exim 1 : ; Conflicts: mail (<< 2)
      postfix 1 : ; Provides: mail`,
    expected: 'exim postfix root',
  },
  {
    name: '7.4: two that are needed and conflict',
    universe: `root 1 : a, b
      a 1 :
      b 1 : ; Conflicts: a`,
    expected: '',
    errors: ['conflict'],
  },
  {
    name: 'a recommendation that conflicts with what is needed gives way, and its alternative is taken',
    universe: `root 1 : x; Recommends: c | d
      x 1 :
      c 1 : ; Conflicts: x
      d 1 :`,
    expected: 'd root x',
  },
  {
    name: 'of two recommendations that conflict the later one',
    universe: `root 1 : ; Recommends: a, b
      a 1 :
      b 1 : ; Conflicts: a`,
    expected: 'b root',
  },
  {
    name: 'what is recommended stays once it is there, also without recommendations',
    universe: `root 1 : a | b, c; Recommends: lib
      a 1 : lib
      lib 1 :
      b 1 :
      c 1 : ; Conflicts: a`,
    options: OFF,
    expected: 'b c lib root',
  },
  {
    name: '7.2: a circle of dependencies',
    universe: `root 1 : a
      a 1 : b
      b 1 : a, root`,
    expected: 'a b root',
  },
  {
    name: 'a package that depends on itself',
    universe: 'root 1 : root (>= 1)',
    expected: 'root',
  },
  {
    name: 'name:any is satisfied by a package that allows it',
    universe: `root 1 : p:any
      p 1 : ; Multi-Arch: allowed`,
    expected: 'p root',
  },
  {
    name: 'name:any is not satisfied by one that does not',
    universe: `root 1 : p:any | q
      p 1 : ; Multi-Arch: foreign
      q 1 :`,
    expected: 'q root',
  },
  {
    name: 'essential packages are not installed by themselves',
    universe: `root 1 :
      dpkg 1 : ; Essential: yes`,
    expected: 'root',
  },
  {
    name: 'the only provider of a name that is asked for',
    universe: 'exim 1 : ; Provides: mail',
    roots: 'mail',
    expected: 'exim',
  },
];

const run = async (universe: string, roots: string, options: Record<string, string> = {}) =>
  debianResolver.resolve(debianRequest(roots, options), debianUniverse(universe), createBudget());

test.each(CASES)('$name', async ({ universe, roots = 'root', options, expected, errors = [] }) => {
  const { nodes, problems } = await run(universe, roots, options);
  const shown = nodes.map(({ name, version }) => (expected.includes('@') ? `${name}@${version}` : name));
  expect(shown.sort().join(' ')).toBe(expected);
  expect(problems.map(({ kind }) => kind)).toEqual(errors);
});

test('essential packages come with what they need where that is asked for', async () => {
  const universe = `root 1 :
    dpkg 1 : tar; Essential: yes
    tar 1 :`;
  const { nodes } = await run(universe, 'root', { essential: 'true' });
  expect(nodes.map(({ name }) => name).sort()).toEqual(['dpkg', 'root', 'tar']);
});

test('a name that several provide has to be chosen of: one is taken, and the problem says so', async () => {
  const universe = `a 1 : ; Provides: mail
    b 1 : ; Provides: mail; Priority: important`;
  const { nodes, problems } = await run(universe, 'mail');
  expect(nodes.map(({ name }) => name)).toEqual(['b']);
  expect(problems).toMatchObject([{ kind: 'missing-package', severity: 'error', name: 'mail' }]);
});

test('a package that there is not, and one that there is not in that version', async () => {
  const { nodes, problems } = await run('a 1 :', 'none, a (>= 2)');
  expect(nodes).toEqual([]);
  expect(problems.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'missing-package none',
    'no-matching-version a',
  ]);
});

test('a conflict is explained by the relations that exclude every answer', async () => {
  const universe = `root 1 : a, b
    a 1 : c | d
    b 1 : ; Conflicts: c, d
    c 1 :
    d 1 :`;
  const { problems } = await run(universe, 'root');
  expect(problems[0]?.explanation.toSorted()).toEqual([
    'a 1 depends on c | d: c 1, d 1',
    'b 1 conflicts with c 1',
    'b 1 conflicts with d 1',
    'root 1 depends on a: a 1',
    'root 1 depends on b: b 1',
    'the request asks for root: root 1',
  ]);
});

test('edges name what was asked for, and by whom it is satisfied', async () => {
  const universe = `root 1 : none | mail (>= 1); Recommends: gone
    exim 1 : ; Provides: mail (= 2)`;
  const { nodes, edges } = await run(universe, 'root');
  expect(nodes.map(({ name }) => name)).toEqual(['root', 'exim']);
  expect(edges).toMatchObject([
    { from: null, to: 0, name: 'root', requirement: '*', kind: 'depends', satisfied: true },
    { from: 0, to: 1, name: 'mail', requirement: '>= 1', kind: 'depends', optional: false },
    { from: 0, to: null, name: 'gone', kind: 'recommends', optional: true, satisfied: false },
  ]);
});

test('what only recommendations need is optional', async () => {
  const universe = `root 1 : a; Recommends: b
    a 1 :
    b 1 : c
    c 1 :`;
  const { nodes } = await run(universe, 'root');
  expect(nodes.filter(({ optional }) => optional).map(({ name }) => name)).toEqual(['b', 'c']);
});

test('a locked version is the candidate', async () => {
  const request = { ...debianRequest('root'), locked: [{ name: 'a', version: '1', location: null }] };
  const universe = debianUniverse(`root 1 : a
    a 1 :
    a 2 :`);
  const { nodes } = await debianResolver.resolve(request, universe, createBudget());
  expect(nodes.map(({ name, version }) => `${name} ${version}`)).toEqual(['root 1', 'a 1']);
});

test('a source package needs what it is built with, without build profiles', async () => {
  const universe = `src:tool 1 : ; Build-Depends: make, doc <doc>, check <!nocheck>, other [i386], here [amd64 arm64]
    make 1 :
    doc 1 :
    check 1 :
    other 1 :
    here 1 :`;
  const request = {
    ...debianRequest('make'),
    roots: [{ ...debianRequest('make').roots[0]!, name: 'src:tool' }],
  };
  const { nodes } = await debianResolver.resolve(request, debianUniverse(universe), createBudget());
  expect(nodes.map(({ name }) => name)).toEqual(['src:tool', 'make', 'check', 'here']);
});

test('an unknown setting, a wrong value and a requirement that is none are refused by name', async () => {
  await expect(run('a 1 :', 'a', { colour: 'red' })).rejects.toThrow(/recommends, suggests, essential/);
  await expect(run('a 1 :', 'a', { recommends: 'maybe' })).rejects.toMatchObject({
    field: 'options.recommends',
  });
  await expect(run('a 1 :', 'a (>= 1:)')).rejects.toMatchObject({ field: 'roots' });
});

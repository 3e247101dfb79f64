/**
 * Hand-made universes. Expected sets follow from what is documented of `depends`, `provides`, `provider_priority` and `install_if`:
 * https://wiki.alpinelinux.org/wiki/APKBUILD_Reference, https://man.archlinux.org/man/apk-package.5.en and
 * https://docs.postmarketos.org/pmaports/main/packaging-guidelines.html.
 */
import { expect, test } from 'vitest';
import { createBudget } from '../../../../resolving/budget.ts';
import { apkRequest, apkUniverse } from './fixtures/universe.ts';
import { apkResolver } from './index.ts';

interface Case {
  name: string;
  universe: string;
  roots?: string;
  /** Names, or `name@version`, sorted. */
  expected: string;
  errors?: string[];
}

const CASES: Case[] = [
  {
    name: 'what is asked for and what that depends on',
    universe: `root 1: a
      a 1: b
      b 1:
      c 1:`,
    expected: 'a b root',
  },
  {
    name: 'the highest version',
    universe: `root 1: a
      a 1-r0:
      a 1-r2:
      a 1-r10:`,
    expected: 'a@1-r10 root@1',
  },
  {
    name: 'the highest version that all admit',
    universe: `root 1: a b
      a 1: c
      b 1: c<2
      c 1:
      c 1.5:
      c 2:`,
    expected: 'a@1 b@1 c@1.5 root@1',
  },
  {
    name: 'an older version where the newest needs what does not exist',
    universe: `root 1: a
      a 1:
      a 2: none`,
    expected: 'a@1 root@1',
  },
  {
    name: 'an older version where the newest conflicts with what another needs',
    universe: `root 1: a b
      a 1:
      a 2: c>=2
      b 1: c<2
      c 1:
      c 2:`,
    expected: 'a@1 b@1 c@1 root@1',
  },
  {
    name: 'operators = < <= > >=',
    universe: `root 1: a=1 b<2 c<=1 d>0.9 e>=1
      a 1:
      a 2:
      b 1:
      b 2:
      c 1:
      c 2:
      d 1:
      e 1:`,
    expected: 'a@1 b@1 c@1 d@1 e@1 root@1',
  },
  {
    name: 'operator ~: all versions that start alike',
    universe: `root 1: a~1.2
      a 1.2-r0:
      a 1.2.3-r1:
      a 1.3-r0:
      a 1.20-r0:`,
    expected: 'a@1.2.3-r1 root@1',
  },
  {
    name: 'a repository in front of a version is no part of the name',
    universe: `root 1: a@edge>=1
      a 1:`,
    expected: 'a root',
  },
  {
    name: 'a library is had from the package that provides it',
    universe: `root 1: so:libz.so.1
      zlib 1.3-r0: ; p: so:libz.so.1=1.3`,
    expected: 'root zlib',
  },
  {
    name: 'a command, a module of pkg-config and a path',
    universe: `root 1: cmd:git pc:zlib>=1.2 /bin/sh
      git 2: ; p: cmd:git=2
      zlib-dev 1: ; p: pc:zlib=1.3
      busybox 1: ; p: /bin/sh`,
    expected: 'busybox git root zlib-dev',
  },
  {
    name: 'a requirement is about the version that is provided, not that of the package',
    universe: `root 1: so:libx.so>=2
      x 9: ; p: so:libx.so=1
      y 1: ; p: so:libx.so=2`,
    expected: 'root y',
  },
  {
    name: 'of providers the one that provides the higher version',
    universe: `root 1: so:libx.so
      x 9: ; p: so:libx.so=1
      y 1: ; p: so:libx.so=2`,
    expected: 'root y',
  },
  {
    name: 'of those that provide the same version the one of higher priority',
    universe: `root 1: so:libx.so
      x 1: ; p: so:libx.so=1; k: 10
      y 1: ; p: so:libx.so=1; k: 100`,
    expected: 'root y',
  },
  {
    name: 'of the same priority the first by name',
    universe: `root 1: so:libx.so
      y 1: ; p: so:libx.so=1
      x 1: ; p: so:libx.so=1`,
    expected: 'root x',
  },
  {
    name: 'a provider with a version before one without',
    universe: `root 1: v
      x 1: ; p: v; k: 100
      y 1: ; p: v=1`,
    expected: 'root y',
  },
  {
    name: 'without versions the one of highest priority',
    universe: `root 1: v
      x 1: ; p: v; k: 1
      y 1: ; p: v; k: 2`,
    expected: 'root y',
  },
  {
    name: 'without versions and priorities one has to be asked for',
    universe: `root 1: v
      x 1: ; p: v
      y 1: ; p: v`,
    expected: 'root',
    errors: ['missing-package'],
  },
  {
    name: 'where one is asked for that is the one',
    universe: `root 1: v
      x 1: ; p: v
      y 1: ; p: v`,
    roots: 'root y',
    expected: 'root y',
  },
  {
    name: 'the only provider needs no version',
    universe: `root 1: v
      x 1: ; p: v`,
    expected: 'root x',
  },
  {
    name: 'without a version no requirement is satisfied',
    universe: `root 1: v>=1
      x 1: ; p: v
      y 1: ; p: v=1`,
    expected: 'root y',
  },
  {
    name: 'several may provide a name without a version',
    universe: `root 1: x y
      x 1: ; p: v
      y 1: ; p: v`,
    expected: 'root x y',
  },
  {
    name: 'with versions they exclude one another',
    universe: `root 1: x y
      x 1: ; p: v=1
      y 1: ; p: v=2`,
    expected: '',
    errors: ['conflict'],
  },
  {
    name: 'what provides the name of a package with a version excludes it',
    universe: `root 1: x v
      v 1:
      x 1: ; p: v=2`,
    expected: 'root x',
  },
  {
    name: 'a conflict',
    universe: `root 1: a b
      a 1:
      b 1: !a`,
    expected: '',
    errors: ['conflict'],
  },
  {
    name: 'a conflict with some versions leaves the others',
    universe: `root 1: a b
      a 1:
      a 2:
      b 1: !a>=2`,
    expected: 'a@1 b@1 root@1',
  },
  {
    name: 'a conflict turns the choice among providers',
    universe: `root 1: v b
      x 1: ; p: v=2
      y 1: ; p: v=1
      b 1: !x`,
    expected: 'b root y',
  },
  {
    name: 'install_if: where all of it is installed',
    universe: `root 1: docs
      docs 1:
      root-doc 1: ; i: root=1 docs`,
    expected: 'docs root root-doc',
  },
  {
    name: 'install_if: not where a part is missing, or of another version',
    universe: `root 1:
      docs 1:
      root-doc 1: ; i: root=1 docs
      root-old 1: ; i: root=0.9`,
    expected: 'root',
  },
  {
    name: 'install_if: what installs itself brings its dependencies, and what waits for those',
    universe: `root 1:
      root-doc 1: man; i: root=1
      man 1:
      man-pages 1: ; i: man`,
    expected: 'man man-pages root root-doc',
  },
  {
    name: 'install_if: not against a conflict',
    universe: `root 1: !root-doc
      root-doc 1: ; i: root=1`,
    expected: 'root',
  },
  {
    name: 'a circle, and a package that depends on itself',
    universe: `root 1: a root
      a 1: root`,
    expected: 'a root',
  },
  {
    name: 'a package of another architecture is none',
    universe: `root 1: a
      a 2: ; A: aarch64
      a 1: ; A: noarch`,
    expected: 'a@1 root@1',
  },
];

const run = async (universe: string, roots: string) =>
  apkResolver.resolve(apkRequest(roots), apkUniverse(universe), createBudget());

test.each(CASES)('$name', async ({ universe, roots = 'root', expected, errors = [] }) => {
  const { nodes, problems } = await run(universe, roots);
  const shown = nodes.map(({ name, version }) => (expected.includes('@') ? `${name}@${version}` : name));
  expect(shown.sort().join(' ')).toBe(expected);
  expect(problems.map(({ kind }) => kind)).toEqual(errors);
});

test('what cannot stand together is explained, and the first that was asked for is installed', async () => {
  const { nodes, problems } = await run(
    `a 1: so:x
    b 1:
    x 1: !b; p: so:x=1`,
    'a b',
  );
  expect(nodes.map(({ name }) => name)).toEqual(['a', 'x']);
  expect(problems).toMatchObject([{ kind: 'conflict', name: 'b', severity: 'error' }]);
  expect(problems[0]?.explanation.toSorted()).toEqual([
    'a 1 depends on so:x: x 1',
    'the request asks for a: a 1',
    'the request asks for b: b 1',
    'x 1 conflicts with b 1',
  ]);
});

test('what installs itself has an edge from what it waited for', async () => {
  const { nodes, edges } = await run(
    `root 1:
    root-doc 1: ; i: root=1`,
    'root',
  );
  expect(nodes.map(({ name, optional }) => `${name} ${optional}`)).toEqual(['root false', 'root-doc true']);
  expect(edges[1]).toMatchObject({ from: 0, to: 1, kind: 'install_if', optional: true });
});

test('a locked version is taken where it satisfies', async () => {
  const request = { ...apkRequest('a'), locked: [{ name: 'a', version: '1', location: null }] };
  const universe = apkUniverse(`a 1:
    a 2:`);
  const { nodes } = await apkResolver.resolve(request, universe, createBudget());
  expect(nodes.map(({ version }) => version)).toEqual(['1']);
});

test('a requirement that is none is refused', async () => {
  await expect(run('a 1:', 'a>=nothing')).rejects.toMatchObject({ field: 'roots' });
});

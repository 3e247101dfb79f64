import { expect, it } from 'vitest';
import { type ManifestReader, manifestInput } from '../../manifest.ts';
import { description } from './description.ts';
import { packratLock } from './packrat-lock.ts';
import { pakLock } from './pak-lock.ts';
import { renvLock } from './renv-lock.ts';

const parse = (reader: ManifestReader, text: string) => reader.parse(manifestInput('x', Buffer.from(text)));
const rows = (reader: ManifestReader, text: string) =>
  parse(reader, text).dependencies.map(d => [d.name, d.requirement, d.type, d.source]);

it('reads DESCRIPTION', () => {
  const text = `Package: own
Version: 1.0
License: MIT + file LICENSE
Authors@R: c(person("x"))
Imports:
    a,
    b (>= 0.1.1),
    c(== 2)
Depends: R (>= 3.1), methods
imports: no
Suggests: d (>=
        0.4), e
LinkingTo: f
Remotes: owner/a@v1, gitlab::group/b, e=owner/e-repo/sub, git::https://git.example/d.git
Config/Needs/website: g
`;
  expect(rows(description, text)).toEqual([
    ['R', '>= 3.1', 'depends', null],
    ['methods', '*', 'depends', null],
    ['a', '*', 'imports', 'https://github.com/owner/a#v1'],
    ['b', '>= 0.1.1', 'imports', 'https://gitlab.com/group/b'],
    ['c', '== 2', 'imports', null],
    ['d', '>= 0.4', 'suggests', 'https://git.example/d.git'],
    ['e', '*', 'suggests', 'https://github.com/owner/e-repo'],
    ['f', '*', 'linkingto', null],
  ]);
  expect(parse(description, text).project).toEqual({
    name: 'own',
    version: '1.0',
    license: 'MIT + file LICENSE',
  });
  expect(parse(description, 'Unnamed repository; edit this file.').project).toBeNull();
});

it('reads renv.lock', () => {
  const text = JSON.stringify({
    R: { Repositories: [{ Name: 'Own', URL: 'https://r.example' }] },
    Packages: {
      a: {
        Package: 'a',
        Version: '1.10',
        Source: 'Repository',
        Repository: 'CRAN',
        Requirements: ['b', 'R'],
      },
      b: { Package: 'b', Version: '2', Source: 'Repository', Repository: 'Own', Imports: ['a (>= 1)', 'c'] },
      c: { Package: 'c', Version: '3', Source: 'Bioconductor' },
      d: {
        Package: 'd',
        Version: '4',
        Source: 'GitHub',
        RemoteHost: 'api.github.com',
        RemoteUsername: 'o',
        RemoteRepo: 'd',
        RemoteSha: 'abc',
      },
      e: { Package: 'e', Version: '5', Source: 'Local' },
    },
  });
  expect(rows(renvLock, text)).toEqual([
    ['a', '1.10', 'runtime', null],
    ['b', '2', 'runtime', 'https://r.example'],
    ['d', '4', 'runtime', 'https://github.com/o/d#abc'],
  ]);
  expect(parse(renvLock, text).graph?.().edges).toEqual([
    [0, 1],
    [1, 0],
    [1, 2],
  ]);
});

it('reads packrat.lock', () => {
  const text = `PackratFormat: 1.4
RVersion: 4.0

Package: a
Source: CRAN
Version: 1.0
Hash: 00
Requires: b,
    c

Package: b
Source: github
Version: 2.0
GithubRepo: b
GithubUsername: o
GithubSha1: abc
`;
  expect(rows(packratLock, text)).toEqual([
    ['a', '1.0', 'runtime', null],
    ['b', '2.0', 'runtime', 'https://github.com/o/b#abc'],
  ]);
  expect(parse(packratLock, text).graph?.().edges).toEqual([[0, 1]]);
});

it('reads pkg.lock', () => {
  const text = JSON.stringify({
    lockfile_version: 1,
    packages: [
      {
        ref: 'a',
        package: 'a',
        version: '1',
        type: 'standard',
        direct: true,
        dependencies: ['b'],
        sha256: 'aa',
      },
      { ref: 'o/b', package: 'b', version: '2', type: 'github', direct: false, dependencies: [] },
    ],
  });
  expect(rows(pakLock, text)).toEqual([
    ['a', '1', 'runtime', null],
    ['b', '2', 'runtime', 'o/b'],
  ]);
  expect(parse(pakLock, text).dependencies.map(d => [d.direct, d.integrity])).toEqual([
    [true, 'sha256:aa'],
    [false, null],
  ]);
  expect(parse(pakLock, text).graph?.()).toMatchObject({ edges: [[0, 1]], roots: [0] });
});

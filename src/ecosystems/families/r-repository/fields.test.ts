/** Fields: https://cran.r-project.org/doc/manuals/r-release/R-exts.html#The-DESCRIPTION-file. */
import { describe, expect, it } from 'vitest';
import { maintainersOf, relationsOf, repositoryOf, urlsOf } from './fields.ts';
import { rNames } from './names.ts';

const relations = (fields: Record<string, string>) => relationsOf(name => fields[name]);

describe('relations', () => {
  it('have the kind of their field', () => {
    // DESCRIPTION of ggroups 2.1.0, with fields of others.
    expect(
      relations({
        suggests: 'doParallel (>= 1.0.14), foreach (>= 1.4.4)',
        depends: 'R (>= 3.5.0), methods',
        linkingto: 'Rcpp',
        imports: '\n  stats,\n  R6  ( >=   2.0 )',
        enhances: 'MASS',
      }),
    ).toEqual([
      { name: 'R', requirement: '>= 3.5.0', kind: 'depends', optional: false },
      { name: 'methods', requirement: null, kind: 'depends', optional: false },
      { name: 'stats', requirement: null, kind: 'imports', optional: false },
      { name: 'R6', requirement: '>= 2.0', kind: 'imports', optional: false },
      { name: 'Rcpp', requirement: null, kind: 'linking-to', optional: false },
      { name: 'doParallel', requirement: '>= 1.0.14', kind: 'suggests', optional: true },
      { name: 'foreach', requirement: '>= 1.4.4', kind: 'suggests', optional: true },
      { name: 'MASS', requirement: null, kind: 'enhances', optional: true },
    ]);
  });

  it('may be as on pages, come twice or be broken', () => {
    expect(relations({ depends: 'R (\u2265 2.10), R (\u2264 4.9), xtable ()' })).toEqual([
      { name: 'R', requirement: '>= 2.10, <= 4.9', kind: 'depends', optional: false },
      { name: 'xtable', requirement: null, kind: 'depends', optional: false },
    ]);
    expect(relations({ imports: ', ,x,../y, 1a, open (>= 1' })).toEqual([
      { name: 'open', requirement: '>= 1', kind: 'imports', optional: false },
    ]);
    expect(relations({})).toEqual([]);
    expect(relations({ imports: '('.repeat(1_000_000) })).toEqual([]);
  });
});

it('maintainers are told apart by their address', () => {
  const person = (name: string | null, email: string) => ({
    uuid: email.toLowerCase(),
    login: null,
    name,
    email,
    url: null,
    role: null,
  });
  expect(maintainersOf('Ada Example <ada at Example.org>')).toEqual([
    person('Ada Example', 'ada@Example.org'),
  ]);
  expect(maintainersOf('A  One <a@x.org>, B Two\n <b@x.org>; <c@x.org> A Again <A@x.org>')).toEqual([
    person('A One', 'a@x.org'),
    person('B Two', 'b@x.org'),
    person(null, 'c@x.org'),
  ]);
  for (const nobody of [
    'ORPHANED',
    '',
    null,
    'No Address',
    'x <>',
    'x <not an address>',
    '<'.repeat(100_000),
  ])
    expect(maintainersOf(nobody)).toEqual([]);
});

it('addresses are http only, and a repository is one of a known forge', () => {
  expect(urlsOf('https://a.example/x,\n http://b.example ftp://c.example, none')).toEqual([
    'https://a.example/x',
    'http://b.example',
  ]);
  const site = 'https://pack.example';
  const url = (...said: Parameters<typeof repositoryOf>) => repositoryOf(...said).repositoryUrl;
  expect(url([site, 'https://github.com/a/b/tree/main'], null)).toBe('https://github.com/a/b');
  expect(url([site], 'https://gitlab.com/a/b/-/issues')).toBe('https://gitlab.com/a/b');
  expect(url([site], 'https://pack.example/bugs')).toBeNull();
  const limma = 'https://git.bioconductor.org/packages/limma';
  expect(url([], null, [['git_url', limma]])).toBe(limma);
  expect(url(['https://github.com/a/b'], null, [['git_url', limma]])).toBe('https://github.com/a/b');
});

it.each(['R', 'x', '1a', 'a_b', 'a-b', 'a.', '.a', 'a b', 'é1', ''])('%j is no name', name => {
  expect(rNames.problem(name)).not.toBeNull();
});

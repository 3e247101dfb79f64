import { expect, test } from 'vitest';
import { repackaging } from './repackaging.ts';

// Pairs as they are in Debian 12: the source of each names that upstream.
test.each([
  ['python3-requests', 'pypi', 'requests'],
  ['node-semver', 'npm', 'semver'],
  ['node-babel-core', 'npm', '@babel/core'],
  ['librust-serde-dev', 'cargo', 'serde'],
  ['librust-rand-core+std-dev', 'cargo', 'rand_core'],
  ['librust-rand-core-0.5-dev', 'cargo', 'rand_core'],
  ['ruby-rack', 'rubygems', 'rack'],
  ['golang-github-spf13-cobra-dev', 'go', 'github.com/spf13/cobra'],
  ['golang-github-go-logr-logr-dev', 'go', 'github.com/go-logr/logr'],
  ['libghc-aeson-dev', 'hackage', 'aeson'],
  ['elpa-magit', 'elpa', 'magit'],
])('%s may be %s %s', (name, ecosystem, upstream) => {
  expect(repackaging.upstreamsOf(name)).toContainEqual({ ecosystem, name: upstream });
});

test.each(['curl', 'python3', 'libc6-dev', 'node-', 'librust-dev', 'golang-github--dev'])(
  '%s names no upstream beyond doubt',
  name => {
    for (const upstream of repackaging.upstreamsOf(name)) expect(upstream.name).not.toBe('');
    if (!name.startsWith('golang')) expect(repackaging.upstreamsOf(name)).toEqual([]);
  },
);

test.each([
  [{ ecosystem: 'pypi', name: 'zope.interface' }, ['python3-zope-interface']],
  [{ ecosystem: 'npm', name: '@babel/core' }, ['node-babel-core']],
  [{ ecosystem: 'cpan', name: 'HTTP-Message' }, ['libhttp-message-perl']],
  [{ ecosystem: 'cran', name: 'Rcpp' }, ['r-cran-rcpp']],
  [{ ecosystem: 'go', name: 'golang.org/x/net' }, []],
  [{ ecosystem: 'debian', name: 'curl' }, []],
])('%o is called %j', (upstream, names) => {
  expect(repackaging.namesOf(upstream)).toEqual(names);
});

test('the security tracker knows a package by its source', () => {
  expect(repackaging.sourceOf('python3-urllib3', { source: 'python-urllib3' })).toBe('python-urllib3');
  expect(repackaging.sourceOf('src:python-urllib3', {})).toBe('python-urllib3');
  expect(repackaging.sourceOf('curl', {})).toBe('curl');
});

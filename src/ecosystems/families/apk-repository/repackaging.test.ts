import { expect, test } from 'vitest';
import { repackaging } from './repackaging.ts';

// py3-libxml2 and perl-xml-parser are the policy's own examples; the others are packages of Alpine 3.22.
test.each([
  ['py3-libxml2', [{ ecosystem: 'pypi', name: 'libxml2' }]],
  ['py3-jaraco.classes', [{ ecosystem: 'pypi', name: 'jaraco.classes' }]],
  ['perl-xml-parser', []],
  ['lua-posix', []],
  ['py3-', []],
  ['curl', []],
  ['python3', []],
])('%s may be %j', (name, upstreams) => {
  expect(repackaging.upstreamsOf(name)).toEqual(upstreams);
});

test.each([
  [{ ecosystem: 'pypi', name: 'requests' }, ['py3-requests']],
  [{ ecosystem: 'pypi', name: 'jaraco.classes' }, ['py3-jaraco.classes', 'py3-jaraco-classes']],
  [{ ecosystem: 'cpan', name: 'XML-Parser' }, ['perl-xml-parser']],
  [{ ecosystem: 'cpan', name: '' }, []],
  [{ ecosystem: 'npm', name: 'semver' }, []],
])('%o is called %j', (upstream, names) => {
  expect(repackaging.namesOf(upstream)).toEqual(names);
});

test('the security database knows a package by what it is built from', () => {
  expect(repackaging.sourceOf('py3-urllib3-pyc', { origin: 'py3-urllib3' })).toBe('py3-urllib3');
  expect(repackaging.sourceOf('curl', {})).toBe('curl');
});

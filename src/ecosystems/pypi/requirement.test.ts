/** Examples of https://packaging.python.org/en/latest/specifications/dependency-specifiers/ and of releases as they are. */
import { expect, it } from 'vitest';
import { dependencyOf } from './requirement.ts';

const runtime = { kind: 'runtime', optional: false };

it('reads names, extras, specifiers and URLs', () => {
  expect(dependencyOf('blinker>=1.9.0')).toEqual({ name: 'blinker', requirement: '>=1.9.0', ...runtime });
  expect(dependencyOf('A.B-C_D')).toEqual({ name: 'a-b-c-d', requirement: null, ...runtime });
  expect(dependencyOf('pandas (>=0.24.0)')).toEqual({ name: 'pandas', requirement: '>=0.24.0', ...runtime });
  expect(dependencyOf('name>=3,<2')).toEqual({ name: 'name', requirement: '>=3,<2', ...runtime });
  expect(dependencyOf('name@http://foo.com')).toEqual({
    name: 'name',
    requirement: '@ http://foo.com',
    ...runtime,
  });
  expect(dependencyOf("name [fred,bar] @ http://foo.com/a;b ; python_version=='2.7'")).toEqual({
    name: 'name',
    requirement: '@ http://foo.com/a;b',
    ...runtime,
    qualifiers: { extras: 'fred,bar', marker: "python_version=='2.7'" },
  });
});

it('tells what an extra needs from what an environment needs', () => {
  expect(dependencyOf('importlib-metadata>=3.6.0; python_version < "3.10"')).toEqual({
    name: 'importlib-metadata',
    requirement: '>=3.6.0',
    ...runtime,
    qualifiers: { marker: 'python_version < "3.10"' },
  });
  const marker = '(python_version >= "3.9" and sys_platform != "cygwin") and extra == "test"';
  expect(dependencyOf(`jaraco.develop>=7.21; ${marker}`)).toEqual({
    name: 'jaraco-develop',
    requirement: '>=7.21',
    kind: 'extra',
    optional: true,
    qualifiers: { marker },
  });
});

it('reads what is not written by the specification as far as it goes', () => {
  expect(dependencyOf('legacy >=1.0.* ; nonsense')).toEqual({
    name: 'legacy',
    requirement: '>=1.0.*',
    ...runtime,
    qualifiers: { marker: 'nonsense' },
  });
  expect(dependencyOf("old (1.0) ; extra is 'x'")).toMatchObject({
    name: 'old',
    kind: 'extra',
    optional: true,
  });
  for (const text of ['', '[x]', '>=1.0', '-', null, 5, 'x'.repeat(5000)])
    expect(dependencyOf(text)).toBeNull();
});

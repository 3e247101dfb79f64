import { expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { metadata } from './metadata.ts';
import { scriptBlock } from './script-block.ts';
import { setupCfg } from './setup-cfg.ts';
import { setupPy } from './setup-py.ts';

const input = (text: string) => manifestInput('x', Buffer.from(text));
const rows = ({ dependencies }: ReturnType<typeof setupPy.parse>) =>
  dependencies.map(d => [d.name, d.requirement, d.type, d.condition]);

it('reads setup.py where its lists are literal', () => {
  const parsed = setupPy.parse(
    input(`import setuptools
base = [
    # comment >= 1
    'a>=1,<2', "b[x] == 1.0",
]
VERSION = '1.2'
setuptools.setup(
    name="own", version=VERSION, license='MIT',
    install_requires=base + ['c; python_version<"3"', 'd'
        '>=4'],
    tests_require=('e',),
    extras_require={
        'docs': ['f'],
        ':os_name=="nt"': ['g'],
        'all': base,
    },
)
`),
  );
  expect(rows(parsed)).toEqual([
    ['a', '>=1,<2', 'runtime', null],
    ['b', '==1.0', 'runtime', null],
    ['c', '*', 'runtime', 'python_version<"3"'],
    ['d', '>=4', 'runtime', null],
    ['e', '*', 'test', null],
    ['f', '*', 'optional', 'extra == "docs"'],
    ['g', '*', 'optional', 'os_name=="nt"'],
    ['a', '>=1,<2', 'optional', 'extra == "all"'],
    ['b', '==1.0', 'optional', 'extra == "all"'],
  ]);
  expect(parsed.project).toEqual({ name: 'own', version: '1.2', license: 'MIT' });
  expect(parsed.unresolved).toEqual([]);
});

it('guesses nothing that setup.py computes', () => {
  const parsed = setupPy.parse(
    input(`setup(
  version=read('VERSION'),
  install_requires=['a', f'b=={v}'] + read('requirements.txt'),
  extras_require=make(),
)`),
  );
  expect(rows(parsed)).toEqual([['a', '*', 'runtime', null]]);
  expect(parsed.unresolved).toEqual([
    { what: 'install_requires is computed', line: 3 },
    { what: 'extras_require is computed', line: 4 },
  ]);
  expect(parsed.project?.version).toBeNull();
});

it('finds the keywords in a dict and at the margin', () => {
  expect(rows(setupPy.parse(input(`setup(**{'install_requires': ['a']})`)))).toEqual([
    ['a', '*', 'runtime', null],
  ]);
  expect(rows(setupPy.parse(input(`install_requires = ["a"]\nsetup(**kw)`)))).toEqual([
    ['a', '*', 'runtime', null],
  ]);
});

it('reads setup.cfg', () => {
  const parsed = setupCfg.parse(
    input(`[metadata]
name = own
version = attr: own.__version__
license = MIT

[options]
install_requires =
    a >= 1
    b; os_name == "nt"
    # no
    file: more.txt
setup-requires = c
[options.extras_require]
x = d
  e==1
`),
  );
  expect(rows(parsed)).toEqual([
    ['a', '>=1', 'runtime', null],
    ['b', '*', 'runtime', 'os_name == "nt"'],
    ['c', '*', 'build', null],
    ['d', '*', 'optional', 'extra == "x"'],
    ['e', '==1', 'optional', 'extra == "x"'],
  ]);
  expect(parsed.includes).toEqual(['more.txt']);
  expect(parsed.project).toEqual({ name: 'own', version: null, license: 'MIT' });
});

it('reads the metadata of a distribution', () => {
  const parsed = metadata.parse(
    input(`Metadata-Version: 2.4
Name: own
Version: 1.0
License-Expression: MIT
Requires-Dist: A_b[x] (>=1)
Requires-Dist: c>=1; extra == "docs" and os_name == "nt"
Requires-Dist: d @ https://files.example/d.zip

Requires-Dist: not-this
`),
  );
  expect(rows(parsed)).toEqual([
    ['a-b', '[x] (>=1)', 'runtime', null],
    ['c', '>=1', 'optional', 'extra == "docs" and os_name == "nt"'],
    ['d', '@ https://files.example/d.zip', 'runtime', null],
  ]);
  expect(parsed.dependencies.map(d => [d.alias, d.optional, d.source])).toEqual([
    ['A_b', null, null],
    [null, true, null],
    [null, null, 'https://files.example/d.zip'],
  ]);
  expect(parsed.project).toEqual({ name: 'own', version: '1.0', license: 'MIT' });
  expect(() => metadata.parse(input('hello'))).toThrowError(
    expect.objectContaining({ reason: 'not-this-format' }),
  );
});

it('reads the block of a script', () => {
  const parsed = scriptBlock.parse(
    input(`#!/usr/bin/env python
# /// script
# requires-python = ">=3.11"
# dependencies = [
#   "a<3",
#   "b",
# ]
#
# [tool.uv.sources]
# b = { git = "https://git.example/b", tag = "1" }
# ///
import a
`),
  );
  expect(parsed.dependencies.map(d => [d.name, d.requirement, d.source])).toEqual([
    ['a', '<3', null],
    ['b', '*', 'https://git.example/b#1'],
  ]);
  expect(() => scriptBlock.parse(input('# /// script\n# x = 1\n'))).toThrowError(
    expect.objectContaining({ reason: 'not-this-format' }),
  );
});

// https://setuptools.pypa.io/en/latest/userguide/declarative_config.html has `pdf = ReportLab>=1.2; RXP`.
it('reads lists of setup.cfg in one line', () => {
  const parsed = setupCfg.parse(
    input(`[options]
install_requires = a; b>=1,<2 ; os_name == "nt"; c
[options.extras_require]
pdf = ReportLab>=1.2; RXP
test =
    d; e == 'x'
`),
  );
  expect(rows(parsed)).toEqual([
    ['a', '*', 'runtime', null],
    ['b', '>=1,<2', 'runtime', 'os_name == "nt"'],
    ['c', '*', 'runtime', null],
    ['ReportLab', '>=1.2', 'optional', 'extra == "pdf"'],
    ['RXP', '*', 'optional', 'extra == "pdf"'],
    ['d', '*', 'optional', `extra == "test" and e == 'x'`],
  ]);
});

it('tells of lists in setup.py that grow', () => {
  const parsed = setupPy.parse(
    input(`base = ['a']
more = ['b']
if old:
    base.append('c')
setup(install_requires=base, tests_require=more)
more += ['d']
`),
  );
  expect(rows(parsed).map(([name]) => name)).toEqual(['a', 'b']);
  expect(parsed.unresolved).toEqual([
    { what: 'install_requires is computed', line: 5 },
    { what: 'tests_require is computed', line: 5 },
  ]);
});

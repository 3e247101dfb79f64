import { expect, test } from 'vitest';
import { type ManifestReader, manifestInput } from '../../manifest.ts';
import { hatchToml, noxfile, toxIni } from './environments.ts';

const read = (reader: ManifestReader, text: string) => reader.parse(manifestInput('x', Buffer.from(text)));
const short = (reader: ManifestReader, text: string) =>
  read(reader, text).dependencies.map(one => [one.name, one.requirement, one.type, one.condition]);

test('hatch.toml: environments', () => {
  const text = '[envs.default]\ndependencies = ["pytest>=7"]\n[envs.docs]\ndependencies = ["mkdocs"]\n';
  expect(short(hatchToml, text)).toEqual([
    ['pytest', '>=7', 'develop', null],
    ['mkdocs', '*', 'docs', null],
  ]);
});

test('tox.ini: deps of sections, factors, files and what is filled in', () => {
  const text = [
    '[tox]',
    'requires =',
    '    tox>=4',
    'envlist = py39,docs',
    '[testenv]',
    'deps =',
    '    pytest >=7,<9  # runner',
    '    py39,lint: flake8==6.0.0',
    '    -r{toxinidir}/requirements/test.txt',
    '    {[base]deps}',
    '    numpy=={env:NUMPY}',
    '[testenv:docs]',
    'deps = sphinx; python_version >= "3.9"',
    '[base]',
    'deps =',
    '    -c constraints.txt',
    '    coverage',
  ].join('\n');
  expect(short(toxIni, text)).toEqual([
    ['tox', '>=4', 'build', null],
    ['pytest', '>=7,<9', 'test', null],
    ['flake8', '==6.0.0', 'test', 'py39,lint'],
    ['numpy', '*', 'test', null],
    ['sphinx', '*', 'test', 'testenv:docs and python_version >= "3.9"'],
    ['coverage', '*', 'test', 'base'],
  ]);
  const parsed = read(toxIni, text);
  expect(parsed.includes).toEqual(['requirements/test.txt', 'constraints.txt']);
  expect(parsed.dependencies[3]?.unresolved).toBe(true);
  expect(parsed.unresolved).toHaveLength(1);
});

test('noxfile.py: what sessions install', () => {
  const text = [
    'import nox',
    '@nox.session(python=["3.9"])',
    'def tests(session):',
    '    session.install("pytest>=7", "-r", "requirements.txt", silent=False)',
    '    session.install("-e", ".[dev]", f"django=={VERSION}")',
    '@nox.session',
    'def lint(session):',
    "    session.install('ruff')",
    '    session.run("ruff", "check")',
  ].join('\n');
  expect(short(noxfile, text)).toEqual([
    ['pytest', '>=7', 'develop', 'tests'],
    ['ruff', '*', 'develop', 'lint'],
  ]);
  expect(read(noxfile, text).includes).toEqual(['requirements.txt', '.[dev]']);
  expect(read(noxfile, text).unresolved).toEqual([{ what: 'what a session installs is computed', line: 5 }]);
});

/** What the files of a project ask for together: several requirements of one package, and projects that ask for one another. */
import { describe, expect, it } from 'vitest';
import { universeOf } from '../../resolving/fixtures/universe.ts';
import { cargo } from '../../versions/schemes/cargo.ts';
import { npm } from '../../versions/schemes/npm.ts';
import { pypi } from '../../versions/schemes/pypi.ts';
import { contentsOfTexts } from './file-contents.ts';
import { directory, installed } from './fixtures/installed.ts';
import { wantedOfFile } from './input.ts';

const three = { '1.0': [], '2.0': [], '3.0': [] };

describe('a package that is asked for twice', () => {
  // "If multiple requirements are given for the same package, all of them have to be satisfied", each where its marker holds:
  // https://packaging.python.org/en/latest/specifications/dependency-specifiers/#environment-markers
  it.each([
    ['3.7', ['a@1.0']],
    ['3.12', ['a@2.0']],
  ])('of PyPI by conditions, for Python %s', async (python_version, nodes) => {
    const text = "a==1.0; python_version < '3.8'\na==2.0; python_version >= '3.8'\n";
    const found = await installed({ 'requirements.txt': text }, universeOf(pypi, { a: three }), {
      environment: { python_version },
    });
    expect(found).toEqual({ nodes, problems: [] });
  });

  it('of PyPI in two files: what satisfies both', async () => {
    const found = await installed(
      { 'requirements.txt': 'a>=1.0\n', 'requirements-dev.txt': 'a<3.0\n' },
      universeOf(pypi, { a: three }),
    );
    expect(found).toEqual({ nodes: ['a@2.0'], problems: [] });
  });

  it('of Cargo for two platforms', async () => {
    const text = `[package]
name = "x"
version = "0.1.0"
[target.'cfg(unix)'.dependencies]
a = ">=1.0.0"
[target.'cfg(windows)'.dependencies]
a = "<1.2.0"
`;
    const universe = universeOf(cargo, { a: { '1.1.0': [], '1.3.0': [] } });
    expect((await installed({ 'Cargo.toml': text }, universe)).nodes).toEqual(['a@1.1.0']);
  });

  // Of several sections of one package.json the later kind counts: what a library wants as a peer it has as its own for development.
  it('of npm as a peer and for development', async () => {
    const text = JSON.stringify({ peerDependencies: { a: '>=1' }, devDependencies: { a: '^2.0.0' } });
    const universe = universeOf(npm, { a: { '1.0.0': [], '2.0.0': [], '3.0.0': [] } });
    expect(await installed({ 'package.json': text }, universe)).toEqual({ nodes: ['a@2.0.0'], problems: [] });
  });
});

describe('members of a workspace', () => {
  const universe = () =>
    universeOf(npm, {
      a: { '1.0.0': [], '2.0.0': [] },
      two: { '1.0.7': ['stranger'] },
      stranger: { '1.0.0': [] },
    });
  const files = {
    'package.json': JSON.stringify({
      name: 'all',
      workspaces: ['packages/*'],
      dependencies: { a: '^2.0.0' },
    }),
    'packages/one/package.json': JSON.stringify({
      name: 'one',
      dependencies: { two: '^1.0.0', a: '^1.0.0' },
    }),
    'packages/two/package.json': JSON.stringify({ name: 'two', version: '1.0.0' }),
  };

  it('are not asked of a registry, where somebody else may have a package of that name', async () => {
    const { nodes, problems } = await installed(files, universe());
    expect(nodes).toEqual(['a@2.0.0']);
    expect(problems).toContain('two is the project of another of the files: no registry is asked for it');
  });

  it('may be sent by a browser, which names no folders', async () => {
    const contents = await contentsOfTexts(
      Object.values(files).map(text => ({ name: 'package.json', text })),
    );
    const { roots, problems } = wantedOfFile(directory, contents, {});
    expect(roots.map(({ name, requirement }) => `${name}@${requirement}`)).toEqual(['a@^2.0.0']);
    expect(problems.map(({ message }) => message)).toContain(
      'a is asked for by several files: ^2.0.0 of package.json counts, ^1.0.0 of package.json does not',
    );
  });

  it('say whose requirement does not count', async () => {
    const { problems } = await installed(files, universe());
    expect(problems).toContain(
      'a is asked for by several files: ^2.0.0 of package.json counts, ^1.0.0 of packages/one/package.json does not',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { constraints, frozenRequirements, requirements } from './requirements.ts';
import { requiresTxt } from './requires-txt.ts';

const read = (text: string, path = 'requirements.txt') =>
  requirements.parse(manifestInput(path, Buffer.from(text)));
const lines = (text: string, path?: string) =>
  read(text, path).dependencies.map(({ name, requirement }) => `${name} ${requirement}`);

describe('requirements', () => {
  it('reads names and versions, whatever stands beside them', () => {
    expect(
      lines(`Flask == 0.8 # why
#no==1
a
b[x, y]>=1, <2
c~=1.4.2 ; python_version < "3.8"
d!=1.5.*
e (>=1.0)
f==1.0 --hash=sha256:aa \\
    --hash=sha256:bb
g === weird+local
a
`),
    ).toEqual([
      'Flask ==0.8',
      'a *',
      'b >=1,<2',
      'c ~=1.4.2',
      'd !=1.5.*',
      'e >=1.0',
      'f ==1.0',
      'g ===weird+local',
    ]);
  });

  it('keeps markers and hashes', () => {
    const [a, b] = read('a==1;os_name=="nt"\nb==2 --hash=sha256:aa --hash=sha256:bb').dependencies;
    expect(a?.condition).toBe('os_name=="nt"');
    expect(b?.integrity).toBe('sha256:aa');
  });

  it('reads URLs', () => {
    const { dependencies, unresolved } = read(`git+https://git.example/a.git@v1#egg=a
-e git+ssh://git@git.example/b.git#egg=b&subdirectory=x
c @ https://files.example/c-2.zip ; os_name == "nt"
d[x] @ git+https://git.example/d@main
https://files.example/e-1.5-py3-none-any.whl
https://files.example/nameless.zip
git+https://git.example/f.git@feature/x#egg=f
`);
    expect(dependencies.map(d => [d.name, d.requirement, d.source, d.condition])).toEqual([
      ['a', 'v1', 'git+https://git.example/a.git@v1', null],
      ['b', '*', 'git+ssh://git@git.example/b.git', null],
      ['c', '*', 'https://files.example/c-2.zip', 'os_name == "nt"'],
      ['d', 'main', 'git+https://git.example/d@main', null],
      ['e', '==1.5', 'https://files.example/e-1.5-py3-none-any.whl', null],
      ['f', 'feature/x', 'git+https://git.example/f.git@feature/x', null],
    ]);
    expect(unresolved).toEqual([{ what: 'a line that names no package', line: 6 }]);
  });

  it('names further files and paths, and another index', () => {
    const { dependencies, includes } = read(`--index-url https://index.example/simple
-r base.txt
--constraint=limits.txt
-e .[dev]
./lib/local
./w/x-1.0-py3-none-any.whl
a
--no-binary :all:
`);
    expect(includes).toEqual(['base.txt', 'limits.txt', '.', './lib/local']);
    expect(dependencies.map(d => [d.name, d.requirement, d.source, d.local])).toEqual([
      ['x', '==1.0', './w/x-1.0-py3-none-any.whl', true],
      ['a', '*', 'https://index.example/simple', null],
    ]);
  });

  it.each([
    ['requirements-dev.txt', 'development'],
    ['dev/requirements.txt', 'development'],
    ['requirements/test.txt', 'test'],
    ['tests/requirements.txt', 'test'],
    ['requirements/docs.txt', 'runtime'],
    ['devices/requirements.txt', 'runtime'],
    ['latest/requirements.txt', 'runtime'],
  ])('%s is of type %s', (path, type) => {
    expect(read('a', path).dependencies[0]?.type).toBe(type);
  });

  it('reports what is no requirement', () => {
    const { dependencies, unresolved } = read('These are words.\na==1\n');
    expect(dependencies.map(({ name }) => name)).toEqual(['a']);
    expect(unresolved).toEqual([{ what: 'a line that names no package', line: 1 }]);
  });

  it('marks what comes from the environment', () => {
    expect(read('a @ https://u:$\u007bTOKEN}@files.example/a.zip').dependencies[0]?.unresolved).toBe(true);
  });
});

it('does not call what is frozen or constrained direct', () => {
  const input = manifestInput('constraints.txt', Buffer.from('a==1'));
  expect(frozenRequirements.parse(input).dependencies[0]).toMatchObject({ type: 'runtime', direct: null });
  expect(constraints.parse(input).dependencies[0]).toMatchObject({ type: 'constraint', direct: false });
});

it('reads requires.txt of an egg', () => {
  const text = 'a>=1\n\n[:python_version < "3"]\nb\n\n[x]\nc\n\n[x:os_name == "nt"]\nd==1\n';
  const { dependencies } = requiresTxt.parse(manifestInput('requires.txt', Buffer.from(text)));
  expect(dependencies.map(d => [d.name, d.requirement, d.type, d.condition])).toEqual([
    ['a', '>=1', 'runtime', null],
    ['b', '*', 'runtime', 'python_version < "3"'],
    ['c', '*', 'optional', 'extra == "x"'],
    ['d', '==1', 'optional', 'extra == "x" and os_name == "nt"'],
  ]);
});

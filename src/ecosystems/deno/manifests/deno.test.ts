import { describe, expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { denoJson } from './deno-json.ts';
import { denoLock } from './deno-lock.ts';
import { specifierOf } from './specifier.ts';

const input = (value: unknown) =>
  manifestInput('x', Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));

it('reads specifiers', () => {
  expect(specifierOf('npm:chalk')).toEqual({ name: 'chalk', requirement: null, source: 'npm' });
  expect(specifierOf('npm:/@scope/a@^1.2/sub/path.js')).toEqual({
    name: '@scope/a',
    requirement: '^1.2',
    source: 'npm',
  });
  expect(specifierOf('jsr:@std/path/posix')).toEqual({ name: '@std/path', requirement: null, source: 'jsr' });
  expect(specifierOf('https://deno.land/std@0.120.0/fmt/colors.ts')).toMatchObject({
    name: 'std',
    requirement: '0.120.0',
  });
  expect(specifierOf('https://deno.land/x/oak@v12.6.0/mod.ts')).toMatchObject({
    name: 'oak',
    requirement: 'v12.6.0',
  });
  for (const text of [
    '',
    'npm:',
    'jsr:@',
    './mod.ts',
    'https://host.example/a@1/b.ts',
    'https://deno.land/manual',
  ])
    expect(specifierOf(text)).toBeNull();
});

it('reads deno.jsonc with comments and trailing commas', () => {
  const { dependencies, project, includes } = denoJson.parse(
    input(`{
      // the project
      "name": "@scope/app", "version": "1.0.0", "workspace": ["./a", "./b"], "importMap": "map.json",
      "imports": {"colour": "npm:chalk@5", "chalk/": "npm:/chalk@5/", "@std/path": "jsr:@std/path@^1.0.0", "x": "./x.ts",},
      "scopes": {"./old/": {"chalk": "npm:chalk@4"}},
    }`),
  );
  expect(dependencies).toMatchObject([
    { name: 'chalk', requirement: '5', alias: 'colour', source: 'npm' },
    { name: 'chalk', requirement: '5', alias: null },
    { name: '@std/path', requirement: '^1.0.0', alias: null, source: 'jsr' },
    { name: 'chalk', requirement: '4', alias: null },
  ]);
  expect(project?.name).toBe('@scope/app');
  expect(includes).toEqual(['map.json', './a', './b']);
});

describe('deno.lock', () => {
  const brief = (value: unknown) =>
    denoLock
      .parse(input(value))
      .dependencies.map(one => [one.name, one.requirement, one.integrity, one.direct]);

  it('is read in versions 4 and 5, with what only packages ask for', () => {
    const lock = {
      version: '5',
      specifiers: {
        'jsr:@std/fs@1': '1.0.3',
        'npm:react-dom@18': '18.0.0_react@18.0.0',
        'npm:react@18': '18.0.0',
      },
      jsr: { '@std/fs@1.0.3': { integrity: 'f5', dependencies: ['jsr:@std/path'] }, '@std/path@1.0.6': {} },
      npm: {
        'react-dom@18.0.0_react@18.0.0': {
          integrity: 'sha512-d',
          dependencies: ['react', 'l@npm:loose-envify@1.4.0'],
        },
        'react@18.0.0': { integrity: 'sha512-r' },
        'loose-envify@1.4.0': {},
      },
      workspace: { dependencies: ['npm:react-dom@18'], members: { a: { dependencies: ['jsr:@std/fs@1'] } } },
    };
    expect(brief(lock)).toEqual([
      ['@std/fs', '1.0.3', 'f5', true],
      ['react-dom', '18.0.0', 'sha512-d', true],
      ['react', '18.0.0', 'sha512-r', false],
      ['loose-envify', '1.4.0', null, false],
      ['@std/path', '1.0.6', null, false],
    ]);
    const graph = denoLock.parse(input(lock)).graph?.();
    const names = graph?.edges.map(pair => pair.map(at => graph.nodes[at]?.id));
    expect(names).toEqual([
      ['npm:react-dom@18.0.0_react@18.0.0', 'npm:react@18.0.0'],
      ['npm:react-dom@18.0.0_react@18.0.0', 'npm:loose-envify@1.4.0'],
      ['jsr:@std/fs@1.0.3', 'jsr:@std/path@1.0.6'],
    ]);
    expect(graph?.roots?.map(at => graph.nodes[at]?.name)).toEqual(['react-dom', '@std/fs']);
  });

  it('is read in version 3', () => {
    const npm = {
      'chalk@5.3.0': { integrity: 'sha512-c', dependencies: { a: 'ansi@1.0.0' } },
      'ansi@1.0.0': {},
    };
    const lock = { version: '3', packages: { specifiers: { 'npm:chalk@5': 'npm:chalk@5.3.0' }, npm } };
    expect(brief(lock)).toEqual([
      ['chalk', '5.3.0', 'sha512-c', null],
      ['ansi', '1.0.0', null, null],
    ]);
    expect(denoLock.parse(input(lock)).graph?.().edges).toEqual([[0, 1]]);
  });

  it('is read in version 2, with modules of deno.land', () => {
    const npm = {
      specifiers: { 'chalk@5': 'chalk@5.3.0' },
      packages: { 'chalk@5.3.0': { integrity: 'sha512-c' } },
    };
    const remote = {
      'https://deno.land/std@0.1.0/a.ts': 'f00',
      'https://deno.land/std@0.1.0/b.ts': 'f01',
      'https://host.example/c.ts': 'f02',
    };
    expect(brief({ version: '2', npm, remote })).toEqual([
      ['chalk', '5.3.0', 'sha512-c', null],
      ['std', '0.1.0', null, null],
    ]);
  });

  it('of the wrong shape gives nothing', () => {
    for (const value of [
      {},
      { npm: [], specifiers: 1, workspace: [] },
      { specifiers: { '': '1', 'npm:': '2' } },
    ])
      expect(brief(value)).toEqual([]);
    expect(() => denoLock.parse(input('[]'))).toThrow('no JSON object');
  });
});

/** Values as the documentation of npm, yarn and pnpm has them. */
import { expect, it } from 'vitest';
import { aliasTarget, isLocal, pathOf, remoteOf, specified } from './specifier.ts';

it('gives aliases by the name of the real package', () => {
  expect(aliasTarget('a', 'npm:zod@^3.0.0')).toEqual({ name: 'zod', requirement: '^3.0.0' });
  expect(aliasTarget('a', 'npm:zod')).toEqual({ name: 'zod', requirement: '*' });
  expect(aliasTarget('a', 'npm:@scope/b@1')).toEqual({ name: '@scope/b', requirement: '1' });
  expect(aliasTarget('a', 'npm:@scope/b')).toEqual({ name: '@scope/b', requirement: '*' });
  expect(aliasTarget('a', 'npm:^1.0.0')).toEqual({ name: 'a', requirement: '^1.0.0' });
  expect(aliasTarget('a', 'workspace:b@*')).toEqual({ name: 'b', requirement: 'workspace:b@*' });
  for (const value of ['^1', 'npm:', 'workspace:*', 'file:a@b']) expect(aliasTarget('a', value)).toBeNull();
});

it('tells what lies in the project', () => {
  for (const value of ['file:../a', 'link:a', 'portal:a', 'workspace:^', './a', '../a', '/a', '~/a'])
    expect(isLocal(value)).toBe(true);
  for (const value of ['^1.0.0', '~1.0.0', 'github:a/b', '', '*']) expect(isLocal(value)).toBe(false);
  expect(['file:../a', '../a', 'workspace:*'].map(pathOf)).toEqual(['../a', '../a', null]);
});

it('tells what comes from elsewhere', () => {
  expect(remoteOf('git+https://user:token@host.example/a.git#v1')).toBe('git+https://host.example/a.git#v1');
  for (const value of [
    'owner/repo',
    'owner/repo#v1',
    'github:owner/repo',
    'git@host.example:a/b.git',
    'jsr:@std/path@1',
  ])
    expect(remoteOf(value)).toBe(value);
  for (const value of ['^1.0.0', 'latest', '>=1 <2 || 3', 'catalog:', '']) expect(remoteOf(value)).toBeNull();
});

it('gives all members of a dependency', () => {
  expect(specified('a', 'npm:b@1', 'runtime', null)).toMatchObject({
    name: 'b',
    requirement: '1',
    alias: 'a',
  });
  expect(specified('a', 'file:../a', 'runtime', null)).toMatchObject({
    requirement: 'file:../a',
    local: true,
    source: '../a',
    alias: null,
  });
});

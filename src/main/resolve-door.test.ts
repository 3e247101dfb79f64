import { expect, test } from 'vitest';
import { resolve, resolverOf } from './resolve-door.ts';

const needs = (name: string, requirement: string, kind = 'runtime') => ({
  name,
  requirement,
  kind,
  optional: false,
});

const packages = [
  {
    name: 'app',
    versions: [
      { number: '1.0.0', dependencies: [needs('lib', '^1.0.0')], publishedAt: '2020-01-01T00:00:00Z' },
    ],
  },
  {
    name: 'lib',
    versions: [
      { number: '1.0.0', publishedAt: '2020-01-01T00:00:00Z' },
      { number: '1.1.0', publishedAt: '2022-01-01T00:00:00Z' },
    ],
  },
];

const listOf = async (more: object) =>
  (await resolve('npm', packages, { roots: [needs('app', '*')], ...more })).nodes
    .map(({ name, version }) => `${name}@${version}`)
    .sort();

test('resolves packages that the caller describes', async () => {
  expect(await listOf({})).toEqual(['app@1.0.0', 'lib@1.1.0']);
});

test('as of a day', async () => {
  expect(await listOf({ before: '2021-01-01' })).toEqual(['app@1.0.0', 'lib@1.0.0']);
  await expect(listOf({ before: 'then' })).rejects.toMatchObject({ field: 'before' });
});

test('finds who provides a name, by the ecosystem’s own rules', async () => {
  const { nodes } = await resolve(
    'debian',
    [
      {
        name: 'a',
        versions: [{ number: '1', dependencies: [needs('mail-transport-agent', null as never, 'depends')] }],
      },
      { name: 'exim4', versions: [{ number: '4', metadata: { provides: 'mail-transport-agent' } }] },
    ],
    { roots: [needs('a', null as never, 'depends')] },
  );
  expect(nodes.map(({ name }) => name).sort()).toEqual(['a', 'exim4']);
});

test('an ecosystem without rules of its own takes the highest version, and one that is none is refused', async () => {
  expect((await resolverOf('bower')).id).toBe('highest');
  expect((await resolverOf('cargo')).id).toBe('cargo');
  await expect(resolverOf('toString')).rejects.toMatchObject({ field: 'ecosystem' });
});

import { expect, test } from 'vitest';
import type { JsonObject } from '../../core/records.ts';
import { createBudget } from '../../resolving/budget.ts';
import { request, universeOf, type VersionInWords } from '../../resolving/fixtures/universe.ts';
import type { ResolveRequest } from '../../resolving/types.ts';
import { composer } from '../../versions/schemes/composer.ts';
import { CASES, LOGS, type Packages, type Version } from './resolution/fixtures/universes.ts';
import resolver from './resolution.ts';

function universe(packages: Packages) {
  const words = Object.entries(packages).map(([name, versions]) => {
    const all = Object.entries(versions).map(([number, said]): [string, VersionInWords] => {
      const { needs = [], php, alias, ...links }: Version = Array.isArray(said) ? { needs: said } : said;
      const metadata = {
        ...links,
        ...(php && { php_version: php }),
        ...(alias && { extra: { 'branch-alias': alias } }),
      };
      return [number, { needs, metadata: metadata as JsonObject }];
    });
    return [name, Object.fromEntries(all)];
  });
  return universeOf(composer, Object.fromEntries(words));
}

async function update(packages: Packages, roots: string[], more: Partial<ResolveRequest> = {}) {
  const resolution = await resolver.resolve(
    { ...request(...roots), ...more },
    universe(packages),
    createBudget(),
  );
  return {
    ...resolution,
    list: resolution.nodes.map(({ name, version }) => `${name} ${version}`),
    kinds: resolution.problems
      .filter(({ severity }) => severity === 'error')
      .map(({ kind, name }) => `${kind} ${name}`),
  };
}

test.each(CASES)('%s', async (_, packages, roots, expected, more) => {
  const { list, kinds } = await update(packages, roots, more);
  expect([...list, ...kinds].sort()).toEqual([...expected].sort());
});

test('who provides is where the edge leads', async () => {
  const { edges, nodes } = await update(LOGS, ['a/a@*', 'm/monolog@^1.0']);
  const edge = edges.find(({ name }) => name === 'psr/log-implementation')!;
  expect([nodes[edge.from!]!.name, nodes[edge.to!]!.name, edge.satisfied]).toEqual([
    'a/a',
    'm/monolog',
    true,
  ]);
});

test('the explanation names PHP', async () => {
  const { problems } = await update({ 'a/a': { '1.0.0': { php: '^7.2' } } }, ['a/a@*']);
  expect(problems[0]!.explanation).toEqual([
    'Because the project depends on a/a which depends on php ^7.2, and 8.3.0 is given, there is no solution.',
  ]);
});

test('names of the request are read in any case', async () => {
  expect((await update({ 'a/a': { '1.0.0': [] } }, ['A/A@*'])).list).toEqual(['a/a 1.0.0']);
});

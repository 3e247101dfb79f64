import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Edge, packageRecord, startEdge, versionRecord } from '../../api/fixtures/edge.ts';
import index from './index.ts';
import type { SearchAnswer } from './schemas.ts';

let edge: Edge;

beforeAll(async () => {
  edge = await startEdge({ services: [{ ...index, pages: [] }] });
  const uses = (...names: string[]) => ({ versions: [versionRecord('1.0.0', names)] });
  await edge.write(
    'npm',
    packageRecord('react', { description: 'A library for building user interfaces' }),
    packageRecord('react-dom', { description: 'The entry point to the DOM' }),
    packageRecord('react-router', { description: 'Routing' }),
    packageRecord('preact', { description: 'Fast alternative to React with the same interface' }),
    packageRecord('@types/react', { description: 'TypeScript definitions' }),
    packageRecord('left-pad', { description: 'String left pad' }),
    packageRecord('100%_sure', { description: 'Odd name' }),
    packageRecord('the-answer', { description: 'Forty-two' }),
    packageRecord('gone', { status: 'removed', description: 'Painting walls' }),
    packageRecord('paint', { description: 'Paints the wall' }),
    packageRecord('app-1', uses('react-router', 'left-pad')),
    packageRecord('app-2', uses('react-router')),
    packageRecord('app-3', uses('react-dom', '@types/react')),
  );
  await edge.write(
    'debian-13',
    packageRecord('curl', { description: 'command line tool' }),
    packageRecord('react'),
  );
});
afterAll(() => edge.stop());

const ask = (parameters: Record<string, string>) =>
  fetch(`${edge.url}/api/v1/search?${new URLSearchParams(parameters)}`);
const found = async (parameters: Record<string, string>) => {
  const answer = await ask(parameters);
  expect(answer.status).toBe(200);
  return ((await answer.json()) as SearchAnswer).results.map(
    hit => `${hit.match} ${hit.registry} ${hit.name}`,
  );
};

describe('search', () => {
  test('the name itself, then names that begin so by use, then words', async () => {
    expect(await found({ q: 'React', registry: 'npm' })).toEqual([
      'exact npm react',
      'prefix npm react-router',
      'prefix npm react-dom',
      // In the name and used, before in the description and not used.
      'words npm @types/react',
      'words npm preact',
    ]);
  });

  test('an unfinished word is enough', async () => {
    expect(await found({ q: 'left p' })).toEqual(['words npm left-pad']);
    expect(await found({ q: 'left-p' })).toEqual(['prefix npm left-pad']);
    expect(await found({ q: 'build interf' })).toEqual(['words npm react']);
  });

  test('words in other forms, and words that are too common', async () => {
    expect(await found({ q: 'painting wall' })).toEqual(['words npm paint', 'words npm gone']);
    expect(await found({ q: 'building the user interfaces' })).toEqual(['words npm react']);
    expect(await found({ q: 'the' })).toContain('prefix npm the-answer');
  });

  test('by registry and ecosystem', async () => {
    expect(await found({ q: 'react', ecosystem: 'debian' })).toEqual(['exact debian-13 react']);
    expect(await found({ q: 'react', registry: 'DEBIAN-13', ecosystem: 'debian' })).toEqual([
      'exact debian-13 react',
    ]);
    for (const [parameters, status, parameter] of [
      [{ registry: 'none' }, 404, 'registry'],
      [{ ecosystem: 'none' }, 404, 'ecosystem'],
      [{ registry: 'npm', ecosystem: 'debian' }, 400, 'ecosystem'],
      [{ page: '101' }, 400, 'page'],
      [{ per_page: '101' }, 400, 'per_page'],
      [{ q: 'x'.repeat(501) }, 400, 'q'],
    ] as const) {
      const answer = await ask({ q: 'react', ...parameters });
      expect([answer.status, ((await answer.json()) as { parameter: string }).parameter]).toEqual([
        status,
        parameter,
      ]);
    }
  });

  test('page by page, each once', async () => {
    const all = await found({ q: 'react' });
    const pages: string[] = [];
    for (let page = 1; page <= all.length; page++)
      pages.push(...(await found({ q: 'react', per_page: '1', page: `${page}` })));
    expect(pages).toEqual(all);
    expect(await found({ q: 'react', page: '50' })).toEqual([]);
    const answer = await ask({ q: 'react', per_page: '2' });
    expect(answer.headers.get('link')).toContain('page=2>; rel="next"');
    expect(answer.headers.get('page-items')).toBe('2');
  });

  test('a package URL is that package, fetched when it is not here', async () => {
    expect(await found({ q: ' pkg:npm/react ' })).toEqual(['exact npm react']);
    edge.sync.outcomes.set('npm/brand-new', 'indexed').set('npm/slow', 'pending');
    expect(await found({ q: 'pkg:npm/brand-new' })).toEqual(['exact npm brand-new']);
    const pending = await ask({ q: 'pkg:npm/slow' });
    expect(await pending.json()).toMatchObject({ results: [], lookup: { status: 'pending' } });
    expect(pending.headers.get('cache-control')).toBe('no-store');
    expect(((await (await ask({ q: 'pkg:nonsense' })).json()) as SearchAnswer).lookup?.status).toBe(
      'invalid',
    );
  });

  test.each([
    '',
    '   ',
    '+++',
    "';--",
    '%',
    '_',
    '\\',
    '(((',
    ':*',
    '!a & b',
    "a' | 'b",
    '<->',
    '@',
    '漢字',
    '𝕏',
    'a\u0301',
  ])('the text %j is only a text', async q => {
    const results = await found({ q });
    // No character is a wildcard.
    expect(results.length).toBeLessThan(8);
  });

  test('odd names are found as they are', async () => {
    expect(await found({ q: '100%_' })).toEqual(['prefix npm 100%_sure']);
    expect(await found({ q: '@types/re' })).toEqual(['prefix npm @types/react']);
  });
});

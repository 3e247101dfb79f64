/** Nothing that can be sent as a URL gives a 5xx. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import index from '../services/index-api/index.ts';
import { type Edge, packageRecord, startEdge } from './fixtures/edge.ts';
import { tinyService } from './fixtures/tiny-service.ts';
import { get } from './fixtures/wire.ts';

let edge: Edge;

beforeAll(async () => {
  const tiny = tinyService();
  tiny.routes = tiny.routes.filter(route => !/fail|slow/.test(route.path));
  tiny.pages = tiny.pages.map(page => ({ ...page, path: page.path }));
  edge = await startEdge({ services: [tiny, { ...index, pages: [] }] });
  await edge.write('npm', packageRecord('react'));
});
afterAll(() => edge.stop());

const piece = fc.oneof(
  fc.constantFrom(
    ...[
      'registries',
      'npm',
      'packages',
      'versions',
      'api',
      'v1',
      'docs',
      'hello',
      'assets',
      'search',
      'events',
    ],
    ...[
      '..',
      '.',
      '',
      '%2e%2e',
      '%00',
      '%ff',
      '%',
      '%C3%A9',
      '@a%2Fb',
      '%ed%a0%80',
      '*',
      '{name}',
      'null',
      '-1',
      '\u00ff\u00fe',
    ],
  ),
  fc.string({ unit: 'grapheme-ascii', maxLength: 12 }).map(text => text.replace(/[\s#]/g, '~')),
);
const parameter = fc
  .tuple(
    fc.constantFrom(
      'page',
      'per_page',
      'q',
      'after',
      'limit',
      'types',
      'registry',
      'sort',
      'foo',
      'q%00',
      '%ff',
      'wait',
    ),
    fc.constantFrom(
      ...[
        '0',
        '-1',
        '1',
        '99999999999999999999',
        '1e9',
        'NaN',
        '%00',
        '%ff',
        "' or 1=1 --",
        '%27%3B',
        'pkg:npm/%40',
        'pkg:',
      ],
      ...[
        'a&b',
        '',
        '1-2-3',
        '18446744073709551616-1-1',
        '%F0%9F%98%80',
        '%25',
        '_',
        '\\',
        "''",
        '()',
        '!',
        ':*',
        '<->',
      ],
    ),
  )
  .map(([name, value]) => `${name}=${value.replaceAll(' ', '+')}`);
const target = fc
  .tuple(
    fc.constantFrom(
      '',
      '/packages/api/v1',
      '/api/v1',
      '/api/v1/search',
      '/api/v1/events',
      '/packages/api/v1/list',
    ),
    fc.array(piece, { maxLength: 6 }),
    fc.array(parameter, { maxLength: 4 }),
  )
  .map(([base, pieces, parameters]) => {
    const path = [base, ...pieces].join('/');
    return `${path.startsWith('/') ? path : `/${path}`}${parameters.length > 0 ? `?${parameters.join('&')}` : ''}`;
  });

test('any target is answered below 500', async () => {
  const seen = new Set<number>();
  await fc.assert(
    fc.asyncProperty(target, async url => {
      const { status } = await get(edge.port, url.replace(/wait=\d+/g, 'wait=0'));
      seen.add(status);
      expect(status).toBeGreaterThanOrEqual(200);
      expect(status).toBeLessThan(500);
    }),
    { numRuns: 600 },
  );
  // The generator reaches both what exists and what does not.
  expect([...seen]).toEqual(expect.arrayContaining([200, 400, 404]));
  expect(edge.log.filter(line => line.level === 'error')).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import { createRouter, type Match } from './router.ts';

const patterns = [
  'GET /',
  'GET /registries',
  'GET /registries/{r}',
  'GET /registries/{r}/packages/critical',
  'GET /registries/{r}/packages/{p+}',
  'GET /registries/{r}/packages/{p+}/versions',
  'GET /registries/{r}/packages/{p+}/versions/{v+}',
  'GET /registries/{r}/packages/{p+}/versions/{v+}/codemeta',
  'GET /registries/{r}/packages/{p+}/codemeta',
  'POST /lookup',
  'GET /lookup',
  'DELETE /things/{x}',
];

const router = createRouter(
  patterns.map(text => {
    const [method = '', pattern = ''] = text.split(' ');
    return { method, pattern, value: pattern };
  }),
);

const found = (path: string) => {
  const match: Match<string> = router.match('GET', path);
  return match.kind === 'found' ? [match.value, match.params] : match.kind;
};

describe('raw paths', () => {
  const base = '/registries/npm/packages';
  test.each([
    ['/', ['/', {}]],
    ['/registries', ['/registries', {}]],
    ['/registries/npm', ['/registries/{r}', { r: 'npm' }]],
    [`${base}/react`, ['/registries/{r}/packages/{p+}', { r: 'npm', p: 'react' }]],
    [`${base}/@babel/core`, ['/registries/{r}/packages/{p+}', { r: 'npm', p: '@babel/core' }]],
    [`${base}/@babel%2Fcore`, ['/registries/{r}/packages/{p+}', { r: 'npm', p: '@babel%2Fcore' }]],
    [`${base}/critical`, ['/registries/{r}/packages/critical', { r: 'npm' }]],
    [`${base}/a/b/versions`, ['/registries/{r}/packages/{p+}/versions', { r: 'npm', p: 'a/b' }]],
    [`${base}/@s%2Fversions`, ['/registries/{r}/packages/{p+}', { r: 'npm', p: '@s%2Fversions' }]],
    [
      `${base}/a/versions/1.0/x`,
      ['/registries/{r}/packages/{p+}/versions/{v+}', { r: 'npm', p: 'a', v: '1.0/x' }],
    ],
    [
      `${base}/a/versions/b/versions/c`,
      ['/registries/{r}/packages/{p+}/versions/{v+}', { r: 'npm', p: 'a/versions/b', v: 'c' }],
    ],
    [
      `${base}/a/versions/1/codemeta`,
      ['/registries/{r}/packages/{p+}/versions/{v+}/codemeta', { r: 'npm', p: 'a', v: '1' }],
    ],
    [`${base}/a/codemeta`, ['/registries/{r}/packages/{p+}/codemeta', { r: 'npm', p: 'a' }]],
    // A package of the name "versions".
    [`${base}/versions`, ['/registries/{r}/packages/{p+}', { r: 'npm', p: 'versions' }]],
    ['/registries/', 'none'],
    ['/registries//packages/a', 'none'],
    [`${base}/a//b`, 'none'],
    ['//evil.example/registries', 'none'],
    ['/Registries', 'none'],
    ['/nothing', 'none'],
  ])('%s', (path, expected) => expect(found(path)).toEqual(expected));

  test('a known path with another method says which there are', () => {
    expect(router.match('PUT', '/lookup')).toEqual({ kind: 'method', allowed: ['POST', 'GET'] });
    expect(router.match('GET', '/things/1')).toEqual({ kind: 'method', allowed: ['DELETE'] });
  });

  test('a path of more segments than anything has is refused at once', () => {
    const started = performance.now();
    expect(found(`${base}${'/versions'.repeat(900)}`)).toBe('none');
    expect(found(`${base}${'/versions'.repeat(60)}`)).not.toBe('none');
    expect(performance.now() - started).toBeLessThan(200);
  });

  test('two routes of one shape are a mistake', () => {
    const entry = (pattern: string) => ({ method: 'GET', pattern, value: 1 });
    expect(() => createRouter([entry('/a/{x}'), entry('/a/{y}')])).toThrow('two routes for GET /a/{y}');
    expect(() => createRouter([entry('/a/{x}.json')])).toThrow('neither a literal nor a parameter');
  });
});

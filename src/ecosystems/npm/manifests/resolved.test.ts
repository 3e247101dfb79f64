import { expect, it } from 'vitest';
import { sourceOf } from './resolved.ts';

it('says nothing of what npm has, and where all else comes from', () => {
  for (const host of ['npmjs.org', 'any.npmjs.org', 'any.npmjs.com', 'registry.yarnpkg.com'])
    expect(sourceOf(`https://${host}/a/-/a-1.0.0.tgz`)).toBeNull();
  for (const host of ['registry.example', 'npmjs.org.example', 'othernpmjs.org'])
    expect(sourceOf(`https://${host}/a/-/a-1.0.0.tgz`)).toBe(`https://${host}/a/-/a-1.0.0.tgz`);
  expect(sourceOf('git+https://npmjs.org/a.git#c0ffee')).toBe('git+https://npmjs.org/a.git#c0ffee');
  // The host is what stands behind the user.
  expect(sourceOf('https://npmjs.org@host.example/a.tgz')).toBe('https://host.example/a.tgz');
  expect(sourceOf('https://npmjs.org')).toBeNull();
  expect(sourceOf(undefined)).toBeNull();
});

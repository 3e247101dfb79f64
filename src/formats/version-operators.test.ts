import { expect, test } from 'vitest';
import { splitAtOperator } from './version-operators.ts';

test('a name, and what follows from the first operator on', () => {
  expect(splitAtOperator('glibc>=2.17')).toEqual({ name: 'glibc', requirement: '>=2.17' });
  expect(splitAtOperator('d~=1')).toEqual({ name: 'd', requirement: '~=1' });
  expect(splitAtOperator('libfoo.so=1-64')).toEqual({ name: 'libfoo.so', requirement: '=1-64' });
  expect(splitAtOperator('so:libc.musl-x86_64.so.1')).toEqual({
    name: 'so:libc.musl-x86_64.so.1',
    requirement: null,
  });
  expect(splitAtOperator('')).toEqual({ name: '', requirement: null });
});

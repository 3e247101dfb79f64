import { expect, test } from 'vitest';
import { remarksOn } from './remarks.ts';
import type { Candidate } from './types.ts';

const one: Candidate = {
  name: 'a',
  number: '1.0',
  publishedAt: null,
  status: null,
  metadata: {},
  dependencies: [],
};
const kinds = (candidate: Candidate) => remarksOn(candidate, 3).map(({ kind }) => kind);

test('nothing is said of a version in good standing whose dependencies are known', () => {
  expect(remarksOn(one, 3)).toEqual([]);
});

test('a standing and unknown dependencies are warnings of the node', () => {
  expect(remarksOn({ ...one, status: 'yanked' }, 3)).toEqual([
    {
      kind: 'standing',
      severity: 'warning',
      message: 'a 1.0 is yanked',
      name: 'a',
      requirement: null,
      from: 3,
      explanation: [],
    },
  ]);
  expect(kinds({ ...one, dependencies: null })).toEqual(['unknown-dependencies']);
  expect(kinds({ ...one, dependencies: null, status: 'yanked' })).toEqual([
    'unknown-dependencies',
    'standing',
  ]);
});

import { expect, it } from 'vitest';
import { freeId } from './node-ids.ts';

it('gives no id twice', () => {
  const taken = new Map<string, number>();
  expect(['a', 'b', 'a', 'a#2', 'a', 'a#2'].map(id => freeId(taken, id))).toEqual([
    'a',
    'b',
    'a#2',
    'a#2#2',
    'a#3',
    'a#2#3',
  ]);
});

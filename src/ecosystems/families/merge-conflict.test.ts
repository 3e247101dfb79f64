import { expect, it } from 'vitest';
import { refuseConflict } from './merge-conflict.ts';

it('finds what git writes between two sides, at the beginning of a line only', () => {
  expect(() => refuseConflict('a\nb\n<<<<<<< HEAD\nc\n=======\n', 'x.lock')).toThrow(
    expect.objectContaining({ reason: 'malformed', message: 'x.lock: holds a merge conflict', line: 3 }),
  );
  expect(() => refuseConflict('<<<<<<< HEAD\n', 'x.lock')).toThrow('merge conflict');
  expect(() => refuseConflict('a <<<<<<< b\n', 'x.lock')).not.toThrow();
});

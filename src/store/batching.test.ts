import { describe, expect, it } from 'vitest';
import { batched } from './batching.ts';
import type { Queryable } from './database.ts';
import { inTurns } from './database-turns.ts';

const database = (): Queryable => ({ query: async () => ({ rows: [], rowCount: 0 }) });

describe('batched', () => {
  it('asks once for all keys of a turn, and gives each caller its own answer', async () => {
    const asked: number[][] = [];
    const double = batched(async (_db, keys: readonly number[]) => {
      asked.push([...keys]);
      return keys.map(key => key * 2);
    });
    const db = database();
    expect(await Promise.all([double(db, 1), double(db, 2), double(db, 1)])).toEqual([2, 4, 2]);
    expect(await double(db, 3)).toBe(6);
    expect(asked).toEqual([[1, 2, 1], [3]]);
  });

  it('keeps databases apart, and splits what is too much for one statement', async () => {
    const sizes: number[] = [];
    const same = batched(async (_db, keys: readonly number[]) => {
      sizes.push(keys.length);
      return [...keys];
    });
    const [a, b] = [database(), database()];
    const many = Array.from({ length: 450 }, (_, n) => n);
    expect(await Promise.all([same(a, -1), ...many.map(n => same(b, n))])).toEqual([-1, ...many]);
    expect(sizes.sort((x, y) => x - y)).toEqual([1, 50, 200, 200]);
  });

  it('fails all who shared the statement, and only those', async () => {
    const picky = batched(async (_db, keys: readonly string[]) => {
      if (keys.includes('bad')) throw new Error('no');
      return [...keys];
    });
    const db = database();
    const results = await Promise.allSettled([picky(db, 'good'), picky(db, 'bad')]);
    expect(results.map(r => r.status)).toEqual(['rejected', 'rejected']);
    expect(await picky(db, 'good')).toBe('good');
  });

  it('waits for the turn of each caller before it shares a statement, which then waits for nobody', async () => {
    const asked: number[][] = [];
    const used: Queryable[] = [];
    const same = batched(async (db, keys: readonly number[]) => {
      asked.push([...keys]);
      used.push(db);
      return [...keys];
    });
    const db = { ...database(), transaction: async () => undefined as never };
    let begin = () => {};
    const turn = new Promise<void>(resolve => {
      begin = resolve;
    });
    const late = inTurns(db, async work => {
      await turn;
      return work();
    });
    const waiting = same(late, 1);
    expect(
      await Promise.all([
        same(db, 2),
        same(
          inTurns(db, work => work()),
          3,
        ),
      ]),
    ).toEqual([2, 3]);
    begin();
    expect(await waiting).toBe(1);
    expect(asked).toEqual([[2, 3], [1]]);
    expect(used).toEqual([db, db]);
  });
});

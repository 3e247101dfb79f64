import { afterEach, describe, expect, it } from 'vitest';
import { createThreads, type Threads } from './threads.ts';

let threads: Threads;
const make = (size = 1) => {
  threads = createThreads({ entry: new URL('./fixtures/thread.mjs', import.meta.url), size, heapMb: 32 });
  return threads;
};
const run = (task: object, timeoutMs = 5_000, signal?: AbortSignal) =>
  threads.run(task, { timeoutMs, signal });

afterEach(() => threads.close());

describe('threads', () => {
  it('answer one task after the other, more tasks than threads', async () => {
    make(2);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, value) => run({ do: 'echo', value })));
    expect(answers).toEqual(Array.from({ length: 20 }, (_, value) => value));
  });

  it('give errors by name, and go on', async () => {
    make();
    await expect(run({ do: 'throw' })).rejects.toMatchObject({
      name: 'InputError',
      field: 'url',
      status: 422,
    });
    expect(await run({ do: 'echo', value: 1 })).toBe(1);
  });

  it('end what hangs, and are replaced', async () => {
    make();
    await expect(run({ do: 'hang' }, 100)).rejects.toMatchObject({ code: 'timeout' });
    expect(await run({ do: 'echo', value: 1 })).toBe(1);
  });

  it('end with what eats memory, and are replaced', async () => {
    make();
    await expect(run({ do: 'eat' }, 20_000)).rejects.toMatchObject({ code: 'too-large' });
    expect(await run({ do: 'echo', value: 1 })).toBe(1);
  });

  it('tell of a crash and of an exit', async () => {
    make();
    await expect(run({ do: 'crash' })).rejects.toThrow('crashed');
    await expect(run({ do: 'exit' })).rejects.toMatchObject({ code: 'malformed' });
    expect(await run({ do: 'echo', value: 1 })).toBe(1);
  });

  it('stop for a caller that leaves', async () => {
    make();
    const leaving = new AbortController();
    const hung = run({ do: 'hang' }, 10_000, leaving.signal);
    const waiting = run({ do: 'echo', value: 2 });
    leaving.abort(new Error('gone'));
    await expect(hung).rejects.toThrow('gone');
    expect(await waiting).toBe(2);
  });
});

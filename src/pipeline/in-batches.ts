/** Streams of work: cut to size, and worked on a few at a time. */

/** The same items in batches of `size`, whatever their own; the last one may be smaller. */
export async function* inBatches<T>(
  items: AsyncIterable<readonly T[]>,
  size: number,
  signal?: AbortSignal,
): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const some of items) {
    signal?.throwIfAborted();
    for (const item of some) {
      batch.push(item);
      if (batch.length < size) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** Reads on while at most `width` items are worked on. The first failure stops the reading; thrown once all have ended. */
export async function inParallel<T>(
  items: AsyncIterable<T>,
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  try {
    for await (const item of items) {
      const one: Promise<void> = work(item)
        .catch(error => void failures.push(error))
        .finally(() => running.delete(one));
      running.add(one);
      while (running.size >= width) await Promise.race(running);
      if (failures.length > 0) break;
    }
  } finally {
    await Promise.all(running);
  }
  if (failures.length > 0) throw failures[0];
}

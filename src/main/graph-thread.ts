/** The entry of the thread that holds the graph of dependencies. */
import { serveThread } from '../io/thread-entry.ts';
import type { GraphTask } from '../pipeline/graph/door.ts';
import { createGraphHolder, type GraphHolder } from '../pipeline/graph/holder.ts';
import { openDatabase } from '../store/database.ts';

let holder: GraphHolder | null = null;

serveThread(async task => {
  const { databaseUrl, kinds, question } = task as GraphTask;
  holder ??= createGraphHolder(openDatabase({ url: databaseUrl, role: 'worker', max: 2 }), {
    kinds: new Map(kinds),
  });
  return holder.answer(question);
});

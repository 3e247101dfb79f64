// Jobs a second through the real queue, network left out: each job runs one small query, as the cheapest real ones do.
//   node bench/jobs.mjs [jobs=30000]

import { createQueue, migrateQueue } from '../dist/pipeline/jobs.js';
import { createLocks } from '../dist/pipeline/locks.js';
import { startWorker } from '../dist/pipeline/worker.js';
import { openDatabase } from '../dist/store/database.js';
import { startEmbedded } from '../dist/store/embedded/index.js';
import { temporaryHome } from './program.mjs';
import { repeat } from './report.mjs';

const jobs = Number(process.argv[2] ?? 30_000);
const { home, remove } = temporaryHome();
const server = await startEmbedded({ home, log: { info() {}, warn: console.warn, error: console.error } });
const db = openDatabase({ url: server.url, role: 'worker' });
try {
  await migrateQueue(db);
  const queue = createQueue(db);
  await repeat(`${jobs} jobs through the queue`, 5, async run => {
    let started = performance.now();
    const requests = Array.from({ length: jobs }, (_, n) => ({
      task: 'nothing',
      payload: { n },
      key: `nothing:${run}:${n}`,
      lane: 'feed',
    }));
    await queue.enqueue(requests);
    const enqueued = (performance.now() - started) / 1000;

    let done = 0;
    let finish;
    const finished = new Promise(resolve => {
      finish = resolve;
    });
    started = performance.now();
    const worker = startWorker({
      db,
      url: server.url,
      locks: createLocks({ url: server.url }),
      handlers: {
        nothing: async () => {
          await db.query({ name: 'nothing', text: 'select 1' });
          if (++done === jobs) finish();
        },
      },
    });
    await finished;
    const worked = (performance.now() - started) / 1000;
    await worker.stop();
    return { 'enqueued, jobs/s': jobs / enqueued, 'worked, jobs/s': jobs / worked };
  });
} finally {
  await db.end();
  await server.stop();
  remove();
}

/**
 * Tool services as they run, for tests: a real server, database, queue and worker, and files to download on 127.0.0.1. The tools work
 * in this process rather than in threads, which run what is built.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Edge, type EdgeOptions, startEdge } from '../src/api/fixtures/edge.ts';
import type { Attester } from '../src/ecosystems/attest.ts';
import { createHttp } from '../src/io/http.ts';
import { createSpool } from '../src/io/spool.ts';
import type { Threads } from '../src/io/threads.ts';
import { createQueue, migrateQueue } from '../src/pipeline/jobs.ts';
import { createLocks } from '../src/pipeline/locks.ts';
import { toolHandlers } from '../src/pipeline/tools/handlers.ts';
import { createTools, type ToolWork } from '../src/pipeline/tools/index.ts';
import type { ToolTask } from '../src/pipeline/tools/types.ts';
import { startWorker } from '../src/pipeline/worker.ts';
import { resolveJob } from '../src/services/resolve/job.ts';
import type { ReadThrough, Service } from '../src/services/service.ts';

export interface ToolWorld {
  edge: Edge;
  /** Files by path (`/a.json`) that can be downloaded at `files`. */
  serve: Map<string, Buffer | RequestListener>;
  files: string;
  /** Requests that arrived there, with their bodies. */
  requests: { method: string; path: string; headers: IncomingMessage['headers']; body: string }[];
  /** How often a tool worked. */
  worked(): number;
  close(): Promise<void>;
}

/** Jobs find what the test has written, and nothing else. */
const noSync: ReadThrough = { package: async () => 'missing', refresh: async () => {} };

/** Like a thread's, with errors as they come from one. */
function inlineThreads(onWork: () => void): Threads {
  return {
    async run(task) {
      onWork();
      const { tool } = task as ToolTask;
      const load = toolHandlers[tool];
      if (!load) throw new Error(`no tool ${tool}`);
      return (await load())(structuredClone(task) as ToolTask);
    },
    close: async () => {},
  };
}

/**
 * @param attester checks releases; by default nothing can be checked.
 * @param gate who asks; by default nobody is limited.
 */
export async function openToolWorld(
  services: Service[],
  attester?: Attester,
  gate?: EdgeOptions['gate'],
): Promise<ToolWorld> {
  const serve: ToolWorld['serve'] = new Map();
  const requests: ToolWorld['requests'] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = request.url ?? '/';
    const { method = 'GET', headers } = request;
    requests.push({ method, path, headers, body: Buffer.concat(chunks).toString() });
    const found = serve.get(path);
    if (typeof found === 'function') found(request, response);
    else if (found) response.end(found);
    else response.writeHead(404).end('not here');
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  const folder = await mkdtemp(join(tmpdir(), 'tools-'));
  const spool = createSpool(folder);
  const http = createHttp({ userAgent: 'ecosystems-test', allowPrivateHosts: [host] });
  let worked = 0;
  const threads = inlineThreads(() => {
    worked++;
  });
  let tools: ToolWork | undefined;
  const edge: Edge = await startEdge({
    services,
    attester,
    gate,
    tools: db => {
      tools = createTools({
        db,
        http,
        spool,
        threads,
        queue: createQueue(db),
        version: 'test',
        indexTools: {
          resolve: (request, signal) =>
            resolveJob(
              { db, directory: edge.directory, sync: noSync, tools: tools as ToolWork, signal },
              request,
            ),
        },
      });
      return { tools, keepUpload: spool.receive };
    },
  });
  const { db, url } = edge.database;
  await migrateQueue(db);
  const locks = createLocks({ url });
  const handlers = (tools as unknown as ToolWork).handlers;
  const worker = startWorker({ db, url, locks, handlers, concurrency: 4, batch: 0, pollIntervalMs: 50 });

  return {
    edge,
    serve,
    files: `http://${host}`,
    requests,
    worked: () => worked,
    async close() {
      await worker.stop();
      await tools?.close();
      await locks.close();
      await edge.stop();
      await http.close();
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Asks until the job is done. */
export async function finished(location: string): Promise<{ status: string; [field: string]: unknown }> {
  for (let i = 0; i < 200; i++) {
    const reply = await fetch(location);
    const job = (await reply.json()) as { status: string };
    if (job.status === 'complete' || job.status === 'error') return job;
    await new Promise(resolve => setTimeout(resolve, 25));
  }
  throw new Error(`${location} did not finish`);
}

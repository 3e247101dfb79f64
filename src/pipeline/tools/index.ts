/**
 * Tools at work. What was sent is worked on where it arrived; what has to be downloaded is a job of the queue, so that it
 * outlives this process. Either way the work itself is done in a thread, within its limits of time and memory.
 */
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import {
  InputError,
  messageOf,
  NotFoundError,
  UnavailableError,
  UpstreamError,
  type UpstreamErrorCode,
} from '../../core/errors.ts';
import type { JsonObject } from '../../core/records.ts';
import type { ToolError, ToolInput, ToolJob, ToolRequest, Tools } from '../../core/tools.ts';
import type { Threads } from '../../io/threads.ts';
import type { Log, Queryable } from '../../store/database.ts';
import {
  beginToolJob,
  earlierAnswer,
  findToolJob,
  finishToolJob,
  insertToolJob,
  type ToolJobRow,
  toolJobStatus,
} from '../../store/tool-jobs.ts';
import type { Queue } from '../jobs.ts';
import type { Handler } from '../worker.ts';
import { checkedUrl, type FileDeps, fileOf } from './files.ts';
import type { ToolFile, ToolTask } from './types.ts';

export const TOOL_TASK = 'run-tool';
export const CALLBACK_TASK = 'tool-callback';

export interface ToolDeps extends FileDeps {
  queue: Queue;
  threads: Threads;
  /** Of the program: answers of an older one are not given again. */
  version: string;
  log?: Log;
  /**
   * Tools that ask the index, by id: they work in this process, which has the database, and take turns with what else it does. What
   * they answered is not given again, because the index has changed since.
   */
  indexTools?: Readonly<Record<string, IndexTool>>;
}

/** @returns what becomes JSON. @throws InputError, NotFoundError, UpstreamError. */
export type IndexTool = (
  request: Pick<ToolRequest, 'inputs' | 'options'>,
  signal: AbortSignal,
) => Promise<unknown>;

export interface ToolWork extends Tools {
  /** For the worker. */
  handlers: Record<string, Handler>;
  /** Waits for what is being worked on in this process. */
  close(): Promise<void>;
}

const WORK_MS = 5 * 60_000;
/** Within a request people wait for less. */
const ASK_MS = 30_000;
/** Jobs on files that were sent to this process, at once, running or waiting for a thread. */
const MAX_LOCAL = 200;
const MEMORY = 64 * 1024 * 1024;
/** A job that waits longer than this for its results' size is one that nobody can use. */
const MAX_RESULTS = 128 * 1024 * 1024;
const CALLBACK_MS = 10_000;
const LONGEST_PAUSE_MS = 100;

export function createTools(deps: ToolDeps): ToolWork {
  const { db, http, queue, spool, threads } = deps;
  const local = new Set<Promise<void>>();
  const memory = new LRUCache<string, string>({
    maxSize: MEMORY,
    sizeCalculation: (text, key) => text.length * 2 + key.length,
  });

  const answer = async (request: ToolRequest, timeoutMs: number, signal?: AbortSignal) => {
    const files: ToolFile[] = [];
    for (const input of request.inputs) files.push(await fileOf(deps, input, signal));
    const task: ToolTask = { tool: request.tool, files, options: request.options ?? {} };
    const key = answerKey(task, deps.version);
    const sha256 = files.map(file => file.sha256).join(',') || null;
    const ofIndex = deps.indexTools?.[request.tool];
    const work = async () => {
      const text = JSON.stringify(
        ofIndex
          ? await ofIndex(request, timely(timeoutMs, signal))
          : await threads.run(task, { timeoutMs, signal }),
      );
      if (text.length > MAX_RESULTS)
        throw new UpstreamError('too-large', 'the result is too large to be kept');
      return text;
    };
    return { key, sha256, work, isLasting: ofIndex === undefined };
  };

  const run = async (id: string, signal?: AbortSignal): Promise<void> => {
    const row = await beginToolJob(db, id);
    if (!row) return;
    let sha256: string | null = null;
    try {
      const asked = await answer(requestOf(row), WORK_MS, signal);
      sha256 = asked.sha256;
      const earlier = asked.isLasting ? await earlierAnswer(db, asked.key) : null;
      const results = earlier ?? (await asked.work());
      await finishToolJob(db, id, { sha256, answerKey: asked.key, results });
    } catch (error) {
      if (error instanceof UnavailableError || signal?.aborted) throw error;
      if (!isKnown(error)) deps.log?.error(`${row.tool} job ${id}: ${(error as Error)?.stack ?? error}`);
      await finishToolJob(db, id, { sha256, error: { ...toolError(error) } });
    }
    if (row.callback !== null)
      await queue.enqueue([
        {
          task: CALLBACK_TASK,
          key: `${CALLBACK_TASK}:${id}`,
          lane: 'feed',
          payload: { id, tool: row.tool },
          maxAttempts: 6,
        },
      ]);
  };

  const runHere = (id: string) => {
    const running = run(id).catch(error => deps.log?.warn(`job ${id}: ${messageOf(error)}`));
    local.add(running);
    void running.finally(() => local.delete(running));
  };

  return {
    async submit(request, { waitMs = 0, signal, priority } = {}) {
      const inputs = request.inputs.map(checkedInput);
      const callback = request.callback ? checkedUrl(request.callback, 'callback') : null;
      const here = inputs.some(input => 'upload' in input);
      if (here && local.size >= MAX_LOCAL)
        throw new UnavailableError('too many files are waiting to be read', 10);
      const id = randomUUID();
      const stored = { inputs, options: request.options ?? {} } as unknown as JsonObject;
      await insertToolJob(db, { id, tool: request.tool, request: stored, callback });
      if (here) runHere(id);
      else
        await queue.enqueue([
          {
            task: TOOL_TASK,
            key: `${TOOL_TASK}:${id}`,
            lane: 'interactive',
            priority,
            payload: { id },
            maxAttempts: 3,
          },
        ]);
      await settled(db, id, waitMs, signal);
      return jobOf((await findToolJob(db, request.tool, id)) as ToolJobRow);
    },

    async find(tool, id) {
      if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return null;
      const row = await findToolJob(db, tool, id.toLowerCase());
      return row && jobOf(row);
    },

    async ask(request, signal) {
      const asked = await answer({ ...request, inputs: request.inputs.map(checkedInput) }, ASK_MS, signal);
      const known = asked.isLasting ? memory.get(asked.key) : undefined;
      if (known !== undefined) return known;
      const text = await asked.work().catch(error => {
        throw typedError(error);
      });
      if (asked.isLasting && text.length < MEMORY / 8) memory.set(asked.key, text);
      return text;
    },

    stream: async ({ sha256 }) => spool.stream(await spool.find(sha256)),

    version: deps.version,

    handlers: {
      [TOOL_TASK]: ({ id }, { signal }) => run(String(id), signal),
      [CALLBACK_TASK]: async ({ id, tool }) => {
        const row = await findToolJob(db, String(tool), String(id));
        if (!row?.callback) return;
        await http.request({
          url: row.callback,
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            id: row.id,
            service: row.tool,
            status: row.status,
            updated_at: row.updatedAt,
          }),
          accept: [201, 202, 204],
          timeoutMs: CALLBACK_MS,
          maxBytes: 64 * 1024,
        });
      },
    },

    async close() {
      await Promise.all(local);
    },
  };
}

function timely(timeoutMs: number, signal?: AbortSignal): AbortSignal {
  const late = AbortSignal.timeout(timeoutMs);
  return signal ? AbortSignal.any([signal, late]) : late;
}

function checkedInput(input: ToolInput): ToolInput {
  return 'upload' in input ? input : { ...input, url: checkedUrl(input.url, 'url') };
}

function answerKey(task: ToolTask, version: string): string {
  const files = task.files.map(({ name, sha256 }) => [name, sha256]);
  return createHash('sha256')
    .update(JSON.stringify([version, task.tool, files, task.options]))
    .digest('hex');
}

/** Waits until the job is done, at most so long. */
async function settled(db: Queryable, id: string, waitMs: number, signal?: AbortSignal): Promise<void> {
  const until = Date.now() + waitMs;
  for (let pause = 5; Date.now() < until && !signal?.aborted; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    await sleep(Math.min(pause, Math.max(1, until - Date.now())));
    const status = await toolJobStatus(db, id);
    if (status !== 'pending' && status !== 'working') return;
  }
}

function requestOf(row: ToolJobRow): ToolRequest {
  const { inputs, options } = row.request as unknown as { inputs: ToolInput[]; options: JsonObject };
  return { tool: row.tool, inputs, options };
}

function jobOf(row: ToolJobRow): ToolJob {
  const { inputs, options } = requestOf(row) as { inputs: ToolInput[]; options: JsonObject };
  const [first] = inputs;
  return {
    id: row.id,
    tool: row.tool,
    status: row.status,
    url: first && 'url' in first ? first.url : null,
    inputs,
    names: inputs.map(input => ('upload' in input ? input.upload.name : (input.name ?? input.url))),
    options,
    sha256: row.sha256,
    results: row.results,
    error: row.error as ToolError | null,
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
  };
}

/** An error that came from a thread has lost its class and kept its name. */
function typedError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message } = error;
  const { code, field, status } = error as { code?: string; field?: string; status?: 400 | 404 | 413 | 422 };
  if (name === 'InputError' && !(error instanceof InputError))
    return new InputError(field ?? 'body', message, status);
  if (name === 'NotFoundError' && !(error instanceof NotFoundError)) return new NotFoundError(message);
  if (name === 'UpstreamError' && !(error instanceof UpstreamError))
    return new UpstreamError(code as UpstreamErrorCode, message);
  return error;
}

const KNOWN = ['InputError', 'NotFoundError', 'UpstreamError'];

function isKnown(error: unknown): boolean {
  return KNOWN.includes((error as { name?: string } | null)?.name ?? '');
}

function toolError(error: unknown): ToolError {
  const { code, field } = error as { code?: string; field?: string };
  if (!isKnown(error)) return { code: 'failed', message: 'the work failed', field: null };
  return { code: code ?? 'failed', message: messageOf(error).slice(0, 1000), field: field ?? null };
}

/**
 * Work on hostile input in threads of its own: a bomb that gets past every limit ends a thread and nothing else. A thread serves
 * one piece of work after another; one that fails badly, takes too long or too much memory is replaced.
 */
import { Worker } from 'node:worker_threads';
import { UpstreamError } from '../core/errors.ts';

export interface Threads {
  /**
   * Sends `task` to the entry's handler and gives what it answers.
   *
   * @throws UpstreamError `timeout` after `timeoutMs`, `too-large` when the thread ran out of memory; what the handler threw, by
   * name, message and code.
   */
  run(task: unknown, options: { timeoutMs: number; signal?: AbortSignal }): Promise<unknown>;
  close(): Promise<void>;
}

export interface ThreadOptions {
  /** The module that calls `serveThread`. */
  entry: URL;
  /** Threads at once. */
  size: number;
  /** Heap of one thread in MiB. */
  heapMb: number;
}

interface Waiting {
  task: unknown;
  begin(thread: Worker): void;
  signal?: AbortSignal;
}

export interface ThreadAnswer {
  ok: boolean;
  value?: unknown;
  error?: { name: string; message: string; code?: string; field?: string; status?: number };
}

/** Threads start when there is work. */
export function createThreads({ entry, size, heapMb }: ThreadOptions): Threads {
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  const queue: Waiting[] = [];
  let closed = false;

  const start = (): Worker => {
    const thread = new Worker(entry, { resourceLimits: { maxOldGenerationSizeMb: heapMb } });
    thread.unref();
    all.add(thread);
    thread.once('exit', () => {
      all.delete(thread);
      const at = idle.indexOf(thread);
      if (at >= 0) idle.splice(at, 1);
      next();
    });
    // Between two pieces of work; during one it is listened to below.
    thread.on('error', () => {});
    return thread;
  };

  const next = () => {
    while (queue.length > 0) {
      const thread = idle.pop() ?? (all.size < size ? start() : null);
      if (!thread) return;
      (queue.shift() as Waiting).begin(thread);
    }
  };

  const perform = (thread: Worker, task: unknown, timeoutMs: number, signal?: AbortSignal) =>
    new Promise<unknown>((resolve, reject) => {
      const settle = (how: () => void, replace: boolean) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', aborted);
        thread.off('message', answered);
        thread.off('error', broken);
        thread.off('exit', exited);
        if (replace) void thread.terminate();
        else {
          thread.unref();
          idle.push(thread);
        }
        how();
        next();
      };
      const answered = (answer: ThreadAnswer) =>
        settle(() => (answer.ok ? resolve(answer.value) : reject(errorOf(answer))), false);
      const broken = (error: Error) =>
        settle(() => {
          const memory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
          reject(memory ? new UpstreamError('too-large', 'it takes more memory than is allowed') : error);
        }, true);
      const exited = () =>
        settle(() => reject(new UpstreamError('malformed', 'the work ended unexpectedly')), true);
      const aborted = () => settle(() => reject(signal?.reason), true);
      const timer = setTimeout(
        () =>
          settle(
            () => reject(new UpstreamError('timeout', `it took longer than ${timeoutMs / 1000} s`)),
            true,
          ),
        timeoutMs,
      );
      thread.on('message', answered);
      thread.on('error', broken);
      thread.on('exit', exited);
      signal?.addEventListener('abort', aborted, { once: true });
      thread.ref();
      thread.postMessage(task);
    });

  return {
    run(task, { timeoutMs, signal }) {
      if (closed) return Promise.reject(new Error('the threads are closed'));
      return new Promise((resolve, reject) => {
        const begin = (thread: Worker) => {
          if (signal?.aborted) {
            idle.push(thread);
            reject(signal.reason);
            return;
          }
          perform(thread, task, timeoutMs, signal).then(resolve, reject);
        };
        queue.push({ task, begin, signal });
        next();
      });
    },
    async close() {
      closed = true;
      await Promise.all([...all].map(thread => thread.terminate()));
    },
  };
}

function errorOf({ error }: ThreadAnswer): Error {
  const { name = 'Error', message = 'failed', code, field, status } = error ?? {};
  return Object.assign(new Error(message), { name, code, field, status });
}

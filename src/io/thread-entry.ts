/** The other side of `threads.ts`: what a thread's entry module calls. */
import { parentPort } from 'node:worker_threads';
import type { ThreadAnswer } from './threads.ts';

/** Answers every message with what `handle` gives for it. */
export function serveThread(handle: (task: unknown) => Promise<unknown>): void {
  parentPort?.on('message', async (task: unknown) => {
    parentPort?.postMessage(await answerOf(handle, task));
  });
}

async function answerOf(handle: (task: unknown) => Promise<unknown>, task: unknown): Promise<ThreadAnswer> {
  try {
    return { ok: true, value: await handle(task) };
  } catch (error) {
    if (!(error instanceof Error)) return { ok: false, error: { name: 'Error', message: String(error) } };
    const { name, message } = error;
    const { code, field, status } = error as { code?: string; field?: string; status?: number };
    return { ok: false, error: { name, message, code, field, status } };
  }
}

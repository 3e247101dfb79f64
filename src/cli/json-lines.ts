/** Bulk work as a filter: one JSON object a line in, the same object with its `result` or `error` out, in order. */
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { InputError, messageOf } from '../core/errors.ts';

export type Row = Record<string, unknown>;

/** Longest line, in UTF-16 code units. A longer one gives an error, and the run goes on after it. */
export const MAX_LINE_LENGTH = 16 * 2 ** 20;

/** Written at once: few writes, and memory that does not grow with the input. */
const WRITE_SIZE = 64 * 1024;

export interface LineCounts {
  /** Lines that were answered. */
  lines: number;
  errors: number;
}

/** Answers and errors so far, and the number of the line that is being answered, blank ones included. */
interface Progress extends LineCounts {
  number: number;
}

/**
 * Answers every line that is not blank. What is wrong with a line stands in its `error`, and the next one follows. Waits for
 * the output where that is slower than the input.
 *
 * @param input decoded text, cut anywhere.
 * @param run gives the result of an object; whatever it throws becomes the error.
 */
export async function answerLines(
  input: AsyncIterable<string>,
  output: Writable,
  run: (row: Row) => unknown,
): Promise<LineCounts> {
  const counts: Progress = { lines: 0, errors: 0, number: 0 };
  let pending = '';
  let unread = '';
  let isTooLong = false;

  const take = (line: string) => {
    counts.number++;
    if (isTooLong) pending += failure(counts, `longer than ${MAX_LINE_LENGTH} characters`);
    else
      pending += answer(counts.number === 1 && line.startsWith('\uFEFF') ? line.slice(1) : line, counts, run);
    isTooLong = false;
  };
  const flush = async () => {
    const text = pending;
    pending = '';
    if (text !== '' && !output.write(text)) await once(output, 'drain');
  };

  for await (const chunk of input) {
    let start = 0;
    for (let end = chunk.indexOf('\n'); end !== -1; end = chunk.indexOf('\n', start)) {
      take(unread + chunk.slice(start, end));
      unread = '';
      start = end + 1;
      if (pending.length >= WRITE_SIZE) await flush();
    }
    unread += chunk.slice(start);
    if (unread.length > MAX_LINE_LENGTH) {
      unread = '';
      isTooLong = true;
    }
    await flush();
  }
  take(unread);
  await flush();
  return { lines: counts.lines, errors: counts.errors };
}

/** The line with its answer; empty for a blank one. */
function answer(line: string, counts: Progress, run: (row: Row) => unknown): string {
  const text = line.trim();
  if (text === '') return '';
  let row: unknown;
  try {
    row = JSON.parse(text);
  } catch (error) {
    return failure(counts, `not JSON: ${messageOf(error)}`);
  }
  if (typeof row !== 'object' || row === null || Array.isArray(row))
    return failure(counts, 'not a JSON object');
  counts.lines++;
  try {
    return extended(text, row as Row, 'result', run(row as Row) ?? null);
  } catch (error) {
    counts.errors++;
    return extended(text, row as Row, 'error', describe(error));
  }
}

/** The message, which begins with the field that it is about. */
export function describe(error: unknown): string {
  return error instanceof InputError ? `${error.field}: ${error.message}` : messageOf(error);
}

/** The object as it was written, with one more member. An answer that it brought along gives way to the new one. */
function extended(text: string, row: Row, key: 'result' | 'error', value: unknown): string {
  const member = `"${key}":${JSON.stringify(value)}`;
  if (Object.hasOwn(row, 'result') || Object.hasOwn(row, 'error')) {
    const { result: _result, error: _error, ...others } = row;
    return `${JSON.stringify({ ...others, [key]: value })}\n`;
  }
  const open = text.slice(0, -1).trimEnd();
  return `${open}${open === '{' ? '' : ','}${member}}\n`;
}

function failure(counts: Progress, why: string): string {
  counts.lines++;
  counts.errors++;
  return `${JSON.stringify({ error: `line ${counts.number}: ${why}` })}\n`;
}

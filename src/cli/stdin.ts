import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Lines that are not blank, trimmed. */
export async function* lines(input: Readable): AsyncIterable<string> {
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    const trimmed = line.trim();
    if (trimmed !== '') yield trimmed;
  }
}

/** Answers without an end: written as they come, no faster than the client reads. */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { API_HEADERS, NO_STORE } from './replies.ts';

export type TextStream = AsyncIterable<string>;

export function isStream(body: unknown): body is TextStream {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

/**
 * Writes the stream until it ends or the client goes away; either way the stream is told to stop.
 *
 * @param options.signal aborted when the client has gone.
 * @param options.own fields of the caller, names and values in turn.
 * @returns bytes written.
 */
export async function sendStream(
  response: ServerResponse,
  body: TextStream,
  options: {
    contentType: string;
    headOnly: boolean;
    signal: AbortSignal;
    own: readonly string[];
    /** Asked before each piece: false ends the stream. */
    allow(piece: string): boolean;
  },
): Promise<number> {
  const { contentType, headOnly, signal, own, allow } = options;
  const headers = {
    ...API_HEADERS,
    'content-type': contentType,
    'cache-control': NO_STORE,
    // Asks nginx not to hold the stream back.
    'x-accel-buffering': 'no',
  };
  response.writeHead(200, [...Object.entries(headers).flat(), ...own]);
  if (headOnly) {
    response.end();
    return 0;
  }
  let bytes = 0;
  response.flushHeaders();
  response.socket?.setNoDelay(true);
  try {
    for await (const chunk of body) {
      if (signal.aborted || !allow(chunk)) break;
      bytes += Buffer.byteLength(chunk);
      if (!response.write(chunk)) await once(response, 'drain', { signal });
    }
  } catch (error) {
    // Its client has gone, or what fed it failed: clients come back with the last id that they saw.
    if (!signal.aborted) {
      response.destroy();
      throw error;
    }
  }
  response.end();
  return bytes;
}

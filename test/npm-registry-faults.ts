/** Answers of a registry in trouble. */
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGzip, gzipSync } from 'node:zlib';

export type Fault =
  /** 429 with Retry-After in seconds; none when null. */
  | { kind: 'rate-limited'; retryAfter?: number | null; times?: number }
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: string; times?: number }
  /** The usual answer, after a while. */
  | { kind: 'slow'; ms: number; times?: number }
  /** Headers and a first part, then nothing more. */
  | { kind: 'stalled'; times?: number }
  /** A gzip stream that ends in the middle, in a response that ends properly. */
  | { kind: 'truncated-gzip'; times?: number }
  /** A body shorter than its Content-Length. */
  | { kind: 'short-body'; times?: number }
  /** 200 with a web page, as captive portals answer. */
  | { kind: 'wrong-type'; times?: number }
  /** 200 with these bytes as application/json. */
  | { kind: 'body'; body: string | Uint8Array; times?: number }
  | { kind: 'redirect'; to: string; status?: number; times?: number }
  /** A valid packument with a readme of this many bytes (default 50 MB), not compressed. */
  | { kind: 'huge'; bytes?: number; times?: number }
  /** Some hundred kilobytes that decompress to this many bytes (default 1 GiB). */
  | { kind: 'gzip-bomb'; bytes?: number; times?: number }
  /** The connection is reset before the headers or, with `after: 'headers'`, in the body. */
  | { kind: 'reset'; after?: 'nothing' | 'headers'; times?: number };

const MEGABYTE = 1024 * 1024;

/**
 * Answers as the fault says. False where the usual answer still has to follow (`slow`).
 * `packument` is the usual body, for faults that damage it.
 */
export async function answerFault(
  fault: Fault,
  response: ServerResponse,
  packument: string,
): Promise<boolean> {
  const json = { 'content-type': 'application/json' };
  switch (fault.kind) {
    case 'rate-limited': {
      const retryAfter = fault.retryAfter === undefined ? 7 : fault.retryAfter;
      response.writeHead(429, retryAfter === null ? json : { ...json, 'retry-after': String(retryAfter) });
      response.end('{"error":"too many requests"}');
      return true;
    }
    case 'status':
      response
        .writeHead(fault.status, { ...json, ...fault.headers })
        .end(fault.body ?? '{"error":"internal error"}');
      return true;
    case 'slow':
      await sleep(fault.ms, undefined, { ref: false });
      return false;
    case 'stalled':
      response.writeHead(200, json).write(packument.slice(0, 20));
      return true;
    case 'truncated-gzip': {
      const whole = gzipSync(packument);
      response
        .writeHead(200, { ...json, 'content-encoding': 'gzip' })
        .end(whole.subarray(0, whole.length >> 1));
      return true;
    }
    case 'short-body':
      response.writeHead(200, { ...json, 'content-length': Buffer.byteLength(packument) });
      response.write(packument.slice(0, packument.length >> 1), () => response.destroy());
      return true;
    case 'wrong-type':
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end('<!doctype html><title>Sign in</title><h1>Sign in to the network</h1>');
      return true;
    case 'body':
      response.writeHead(200, json).end(fault.body);
      return true;
    case 'redirect':
      response.writeHead(fault.status ?? 302, { location: fault.to }).end();
      return true;
    case 'huge':
      response.writeHead(200, json);
      await sent(pipeline(Readable.from(filled(packument, fault.bytes ?? 50 * MEGABYTE)), response));
      return true;
    case 'gzip-bomb': {
      response.writeHead(200, { ...json, 'content-encoding': 'gzip' });
      const source = Readable.from(filled(packument, fault.bytes ?? 1024 * MEGABYTE));
      await sent(pipeline(source, createGzip({ level: 9 }), response));
      return true;
    }
    case 'reset':
      if (fault.after === 'headers') {
        response.writeHead(200, json);
        response.write(packument.slice(0, 20), () => response.socket?.resetAndDestroy());
      } else response.socket?.resetAndDestroy();
      return true;
  }
}

/** A client that hangs up is what these answers are for. */
async function sent(sending: Promise<void>): Promise<void> {
  await sending.catch(() => undefined);
}

function* filled(packument: string, bytes: number): Generator<Buffer> {
  yield Buffer.from(`${packument.slice(0, packument.lastIndexOf('}'))},"readme":"`);
  const block = Buffer.alloc(MEGABYTE, 'readme ');
  for (let left = bytes; left > 0; left -= block.length)
    yield left >= block.length ? block : block.subarray(0, left);
  yield Buffer.from('"}');
}

/** Answers of any registry in trouble, whatever its protocol: each spoils the transfer and not the meaning. */
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

export type RegistryFault =
  /** 429 with Retry-After in seconds. */
  | { kind: 'rate-limited'; retryAfter: number }
  | { kind: 'status'; status: number }
  /** The usual answer, after a while. */
  | { kind: 'slow'; ms: number }
  /** The connection ends before Content-Length bytes have come. */
  | { kind: 'short-body' }
  | { kind: 'redirect'; to: string }
  /** Content-Encoding says gzip, and the body is not. */
  | { kind: 'wrong-encoding' }
  /** About two megabytes that decompress to two gigabytes. */
  | { kind: 'gzip-bomb' };

const MEGABYTE = 1024 * 1024;
const BOMB_MEMBERS = 128;
const CUT_MS = 60;

const OF_THE_BODY = new Set<RegistryFault['kind']>(['short-body', 'wrong-encoding', 'gzip-bomb']);

/** Answers as the fault says. False where the usual answer still has to follow: `slow`, and a body that nobody wants. */
export async function answerRegistryFault(
  fault: RegistryFault,
  response: ServerResponse,
  usual: Buffer,
): Promise<boolean> {
  if (response.req.method === 'HEAD' && OF_THE_BODY.has(fault.kind)) return false;
  switch (fault.kind) {
    case 'rate-limited':
      response.writeHead(429, { 'retry-after': String(fault.retryAfter) }).end('too many requests');
      return true;
    case 'status':
      response.writeHead(fault.status, { 'content-type': 'text/plain' }).end('out of order');
      return true;
    case 'slow':
      await sleep(fault.ms, undefined, { ref: false });
      return false;
    case 'short-body': {
      const body = usual.length > 1 ? usual : Buffer.from('two');
      response.writeHead(200, { 'content-length': body.length });
      response.write(body.subarray(0, body.length >> 1));
      // A reader has the beginning before the end: else it may see nothing but a closed connection.
      await sleep(CUT_MS);
      response.destroy();
      return true;
    }
    case 'redirect':
      response.writeHead(302, { location: fault.to }).end();
      return true;
    case 'wrong-encoding':
      response.writeHead(200, { 'content-encoding': 'gzip' }).end('{"this is": "no gzip"}');
      return true;
    case 'gzip-bomb':
      await sendBomb(response);
      return true;
  }
}

/** A gzip file of several members decompresses to all of them (RFC 1952, 2.2): one is made, and sent again and again. */
let member: Buffer | null = null;

async function sendBomb(response: ServerResponse): Promise<void> {
  member ??= gzipSync(Buffer.alloc(16 * MEGABYTE, 32), { level: 9 });
  response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/octet-stream' });
  const gone = new Promise<void>(resolve => response.once('close', resolve));
  for (let sent = 0; sent < BOMB_MEMBERS && !response.destroyed; sent++) {
    if (!response.write(member))
      await Promise.race([new Promise<void>(resolve => response.once('drain', resolve)), gone]);
  }
  response.end();
}

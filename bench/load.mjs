/**
 * A lean HTTP/1.1 load generator: keep-alive connections, one request in flight on each, no library in between, so that it
 * leaves most of the two cores to the server. Counts every answer that is not 2xx or 304 as an error.
 */
import { connect } from 'node:net';

/**
 * @param {{host: string, port: number, connections: number, seconds: number, next: () => string, headers?: Record<string, string>, pauseMs?: number}} options
 *   `next` gives the path and query of the next request; a connection waits `pauseMs` before each, none by default.
 * @returns requests, errors, seconds, bytes, latencies p50, p95, p99 and max in milliseconds, the count of each status, and all
 *   latencies in order.
 */
export async function load(options) {
  const latencies = new Float32Array(4_000_000);
  const statuses = {};
  let requests = 0;
  let bytes = 0;
  const started = performance.now();
  const until = started + options.seconds * 1000;
  const headers = Object.entries({ Host: `${options.host}:${options.port}`, ...options.headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');

  const run = () =>
    new Promise((resolve, reject) => {
      const socket = connect(options.port, options.host);
      socket.setNoDelay(true);
      let sent = 0;
      let chunks = [];
      let size = 0;
      let expected = -1;
      const send = () => {
        if (performance.now() >= until) {
          socket.end();
          resolve();
          return;
        }
        sent = performance.now();
        socket.write(`GET ${options.next()} HTTP/1.1\r\n${headers}\r\n`);
      };
      socket.on('connect', send);
      socket.on('error', reject);
      socket.on('data', chunk => {
        chunks.push(chunk);
        size += chunk.length;
        if (expected < 0) {
          const head = chunks.length === 1 ? chunk : Buffer.concat(chunks);
          const end = head.indexOf('\r\n\r\n');
          if (end < 0) return;
          const text = head.latin1Slice(0, end);
          const status = text.slice(9, 12);
          statuses[status] = (statuses[status] ?? 0) + 1;
          const length = /\r\ncontent-length: (\d+)/i.exec(text)?.[1];
          if (length === undefined && status !== '304') {
            reject(new Error(`an answer without Content-Length: ${text.slice(0, 200)}`));
            socket.destroy();
            return;
          }
          expected = end + 4 + Number(length ?? 0);
        }
        if (size < expected) return;
        latencies[requests++ % latencies.length] = performance.now() - sent;
        bytes += size;
        chunks = [];
        size = 0;
        expected = -1;
        if (options.pauseMs > 0) setTimeout(send, options.pauseMs);
        else send();
      });
    });

  await Promise.all(Array.from({ length: options.connections }, run));
  const seconds = (performance.now() - started) / 1000;
  const sorted = latencies.subarray(0, Math.min(requests, latencies.length)).sort();
  const at = share => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const good = Object.entries(statuses).reduce((sum, [s, n]) => sum + (/^2|^304/.test(s) ? n : 0), 0);
  return {
    requests,
    errors: requests - good,
    seconds,
    bytes,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    max: at(1),
    statuses,
    latencies: sorted,
  };
}

/** Picks indexes 0..n-1 with probability proportional to 1/(rank+1)^s, by inverse transform over the cumulative weights. */
export function zipf(n, s, random) {
  const cumulative = new Float64Array(n);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    sum += 1 / (i + 1) ** s;
    cumulative[i] = sum;
  }
  return () => {
    const point = random() * sum;
    let low = 0;
    let high = n - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle] < point) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** A small seeded generator (mulberry32), so that runs ask for the same sequence. */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

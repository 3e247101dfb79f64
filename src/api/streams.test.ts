import { connect } from 'node:net';
import { Type } from 'typebox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Service } from '../services/service.ts';
import { type Edge, eventually, startEdge } from './fixtures/edge.ts';
import { get, wire } from './fixtures/wire.ts';

let edge: Edge;
let produced = 0;
let ended = 0;

async function* endless(): AsyncGenerator<string> {
  try {
    for (;;) {
      produced++;
      // Lets the rest of the process run, as a real source does.
      await new Promise(resolve => setImmediate(resolve));
      yield 'x'.repeat(10_000);
    }
  } finally {
    ended++;
  }
}

async function* short(): AsyncGenerator<string> {
  yield 'one ';
  yield 'two';
}

async function* broken(): AsyncGenerator<string> {
  yield 'half';
  await new Promise(resolve => setTimeout(resolve, 50));
  throw new Error('no more');
}

const service = (): Service => ({
  id: 'streams',
  title: 'Streams',
  description: 'Streams for tests.',
  apiBase: '/streams/api/v1',
  pages: [],
  routes: Object.entries({ endless, short, broken }).map(([name, source]) => ({
    method: 'GET',
    path: `/${name}`,
    operationId: name,
    summary: name,
    tags: [],
    response: Type.String(),
    cost: 1,
    cache: 'none',
    handle: () => ({ body: source(), contentType: 'text/plain; charset=utf-8' }),
  })),
});

beforeAll(async () => {
  edge = await startEdge({ services: [service()] });
});
afterAll(() => edge.stop());

test('a stream is written whole; HEAD does not begin it', async () => {
  const answer = await fetch(`${edge.url}/streams/api/v1/short`);
  expect(await answer.text()).toBe('one two');
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.get('x-accel-buffering')).toBe('no');
  const head = await wire(edge.port, ['HEAD /streams/api/v1/endless HTTP/1.1', 'host: localhost']);
  expect([head.status, head.body, produced]).toEqual([200, '', 0]);
});

test('a reader that does not read stops the source, and one that leaves ends it', async () => {
  const socket = connect(edge.port, '127.0.0.1');
  socket.pause();
  socket.write('GET /streams/api/v1/endless HTTP/1.1\r\nhost: localhost\r\n\r\n');
  await eventually(() => expect(produced).toBeGreaterThan(5));
  let before = -1;
  // Until the buffers between the two ends are full.
  await eventually(async () => {
    const now = produced;
    const still = now === before;
    before = now;
    await new Promise(resolve => setTimeout(resolve, 200));
    expect(still).toBe(true);
  }, 15_000);
  expect(produced * 10_000).toBeLessThan(50_000_000);
  expect(
    (await (await fetch(`${edge.url}/metrics`)).text()).match(/ecosystems_http_streams (\d+)/)?.[1],
  ).toBe('1');
  socket.destroy();
  await eventually(() => expect(ended).toBe(1));
  await eventually(async () =>
    expect(
      (await (await fetch(`${edge.url}/metrics`)).text()).match(/ecosystems_http_streams (\d+)/)?.[1],
    ).toBe('0'),
  );
  expect(edge.log.filter(line => line.level === 'error')).toEqual([]);
});

test('a source that breaks breaks the connection, so that nobody takes half for the whole', async () => {
  const answer = await get(edge.port, '/streams/api/v1/broken');
  expect(answer.body).toContain('half');
  // The end of a chunked body is a chunk of length 0.
  expect(answer.body).not.toMatch(/\r\n0\r\n\r\n$/);
  expect(edge.log.map(line => line.message)).toEqual(['a request failed: no more']);
});

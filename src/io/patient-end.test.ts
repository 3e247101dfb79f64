/** Servers that close their connection while the body is still being read. */
import { type AddressInfo, createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHttp, type HttpDoor } from './http.ts';

const BODY = Buffer.alloc(256 * 1024, 'a');
let server: Server;
let http: HttpDoor;
let url: string;

beforeAll(async () => {
  server = createServer(socket => {
    socket.on('error', () => {});
    socket.once('data', request => {
      const path = request.toString().split(' ')[1];
      const length = path === '/short' ? BODY.length + 1 : BODY.length;
      const framing = path === '/until-end' ? '' : `Content-Length: ${length}\r\n`;
      socket.write(`HTTP/1.1 200 OK\r\n${framing}Connection: close\r\n\r\n`);
      socket.write(BODY);
      socket.end();
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  url = `http://${host}`;
  http = createHttp({ userAgent: 'ecosystems-test', allowPrivateHosts: [host] });
});
afterAll(async () => {
  await http.close();
  server.close();
});

async function readSlowly(path: string): Promise<number> {
  const { body } = await http.stream({ url: url + path });
  await sleep(100);
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    await sleep(5);
  }
  return length;
}

it.each(['/length', '/until-end'])('a slow reader gets all of %s', async path => {
  expect(await readSlowly(path)).toBe(BODY.length);
});

it('what is cut short is an error, also for a slow reader', async () => {
  await expect(readSlowly('/short')).rejects.toMatchObject({ name: 'UpstreamError' });
});

it('nobody need read: the connection is given up, and the next request is answered', async () => {
  const { body } = await http.stream({ url: `${url}/length`, timeoutMs: 300 });
  await sleep(400);
  await expect(body[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'timeout' });
  expect(await readSlowly('/length')).toBe(BODY.length);
});

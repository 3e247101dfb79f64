import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../core/errors.ts';
import { type Keep, readUpload } from './upload.ts';

const LIMITS = { maxFiles: 2, maxBytes: 10 };
const keep: Keep = async (source, { maxBytes, field }) => {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > maxBytes) throw new InputError(field, `${field} is too large`, 413);
    hash.update(chunk);
  }
  return { sha256: hash.digest('hex'), size };
};

let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const filename = new URL(request.url ?? '/', 'http://x').searchParams.get('filename');
    try {
      response.end(JSON.stringify(await readUpload(request, LIMITS, keep, filename)));
    } catch (error) {
      const { field, status, message } = error as InputError;
      response.writeHead(status ?? 500, { connection: 'close' }).end(JSON.stringify({ field, message }));
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const send = async (body?: BodyInit, headers: Record<string, string> = {}, path = '') => {
  const reply = await fetch(url + path, { method: 'POST', body, headers });
  return { status: reply.status, body: await reply.json() };
};
const form = (parts: [string, string | Blob, string?][]) => {
  const data = new FormData();
  for (const [name, value, filename] of parts)
    if (value instanceof Blob) data.append(name, value, filename);
    else data.append(name, value);
  return data;
};

describe('what is sent', () => {
  it('may be nothing', async () => {
    expect(await send()).toEqual({ status: 200, body: { files: [], fields: '' } });
  });

  it('may be one file as it is, named by the query or a header, compressed or not', async () => {
    const file = { sha256: sha256('hello'), size: 5 };
    expect((await send('hello', {}, '?filename=a/b.txt')).body.files).toEqual([{ name: 'a/b.txt', ...file }]);
    const curl = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await send('hello', curl, '?filename=c')).body.files).toEqual([{ name: 'c', ...file }]);
    const disposition = { 'content-disposition': 'attachment; filename="x.txt"' };
    expect((await send('hello', disposition)).body.files).toEqual([{ name: 'x.txt', ...file }]);
    expect((await send(gzipSync('hello'), { 'content-encoding': 'gzip' })).body.files).toEqual([
      { name: 'file', ...file },
    ]);
  });

  it('may be a form of files and fields; empty ones count as not filled in', async () => {
    const { body } = await send(
      form([
        ['url', ''],
        ['graph', 'true'],
        ['file', new Blob(['hello']), 'a.txt'],
        ['file', new Blob([]), ''],
      ]),
    );
    expect(body).toEqual({
      files: [{ name: 'a.txt', sha256: sha256('hello'), size: 5 }],
      fields: 'graph=true',
    });
    expect((await send(new URLSearchParams({ url: 'https://x.example/', as: '' }))).body).toEqual({
      files: [],
      fields: 'url=https%3A%2F%2Fx.example%2F',
    });
  });

  it('is bounded in size and number, by name', async () => {
    const large = 'x'.repeat(11);
    expect(await send(large)).toMatchObject({ status: 413, body: { field: 'body' } });
    expect(await send(form([['a', new Blob([large]), 'a']]))).toMatchObject({
      status: 413,
      body: { field: 'a' },
    });
    const three = ['a', 'b', 'c'].map((name): [string, Blob, string] => [name, new Blob(['x']), name]);
    expect(await send(form(three))).toMatchObject({ status: 413, body: { field: 'c' } });
    expect(await send(gzipSync('x'.repeat(1e6)), { 'content-encoding': 'gzip' })).toMatchObject({
      status: 413,
    });
  });

  it('is refused where it is damaged', async () => {
    const broken = { 'content-type': 'multipart/form-data; boundary=x' };
    expect(
      (await send('--x\r\ncontent-disposition: form-data; name="a"; filename="b"\r\n\r\nhal', broken)).status,
    ).toBe(400);
    expect((await send('no gzip', { 'content-encoding': 'gzip' })).body).toMatchObject({ field: 'body' });
  });

  it('gets names that lead nowhere', async () => {
    const names = async (name: string) =>
      (await send('x', {}, `?filename=${encodeURIComponent(name)}`)).body.files[0].name;
    expect(await names('../../etc/passwd')).toBe('etc/passwd');
    expect(await names('C:\\x\\y.txt')).toBe('C:/x/y.txt');
    expect(await names('/a\u0000b\n')).toBe('ab');
    expect(await names('..')).toBe('file');
  });
});

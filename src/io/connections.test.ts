import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { closeAll, door, failure, listen, resolver, serve } from './fixtures/loopback.ts';

afterEach(closeAll);

/** A certificate for `name` that is its own authority, or null without the openssl program. */
function certificateFor(name: string): { key: string; cert: string } | null {
  const folder = mkdtempSync(join(tmpdir(), 'tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  try {
    const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`];
    const args = [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '2',
    ];
    execFileSync('openssl', [...args, ...subject, '-keyout', key, '-out', cert], {
      stdio: 'ignore',
      timeout: 20_000,
    });
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const tls = certificateFor('registry.example');

/** A proxy that tunnels every CONNECT to `port` of this machine. */
async function tunnelTo(port: number) {
  const targets: string[] = [];
  const server = createServer();
  server.on('connect', (request, socket, head) => {
    targets.push(request.url ?? '');
    const upstream = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
    });
    for (const end of [socket, upstream]) end.on('error', () => upstream.destroy());
  });
  return { ...(await listen(server)), targets };
}

describe.skipIf(tls === null)('TLS', () => {
  const serveTls = () =>
    listen(createTlsServer({ key: tls?.key, cert: tls?.cert }, (_, r) => r.end('private')));
  const { lookup } = resolver({ 'registry.example': ['127.0.0.1'], 'other.example': ['127.0.0.1'] });
  const allowPrivateHosts = ['registry.example', 'other.example'];

  test('a certificate of an unknown authority is refused, one of the configured authority accepted', async () => {
    const server = await serveTls();
    const url = `https://registry.example:${server.port}/`;
    expect((await failure(door({ lookup, allowPrivateHosts }).request({ url }))).code).toBe('unreachable');
    const http = door({ lookup, allowPrivateHosts, ca: tls?.cert });
    expect((await http.request({ url })).body.toString()).toBe('private');
    const other = await failure(http.request({ url: `https://other.example:${server.port}/` }));
    expect([other.code, other.message]).toEqual(['unreachable', expect.stringContaining('altnames')]);
  });

  test('https goes through a CONNECT tunnel of the proxy, checked end to end', async () => {
    const server = await serveTls();
    const proxy = await tunnelTo(server.port);
    const settings = { https: proxy.url, http: null, bypass: [] };
    const url = 'https://registry.example/x';
    const http = door({ lookup, allowPrivateHosts, ca: tls?.cert, proxy: settings });
    expect((await http.request({ url })).body.toString()).toBe('private');
    expect(proxy.targets).toEqual(['registry.example:443']);
    expect((await failure(door({ lookup, allowPrivateHosts, proxy: settings }).request({ url }))).code).toBe(
      'unreachable',
    );
  });
});

describe('an http proxy', () => {
  test('gets http requests whole, except for bypassed domains', async () => {
    const direct = await serve((_, response) => response.end('direct'));
    const proxy = await serve((_, response) => response.end('by proxy'));
    const settings = { https: null, http: proxy.url, bypass: ['127.0.0.1'] };
    // A name that only the proxy can resolve.
    const http = door({ proxy: settings, lookup: resolver({}).lookup });
    expect((await http.request({ url: 'http://mirror.example/a?b' })).body.toString()).toBe('by proxy');
    expect(proxy.seen[0]?.url).toBe('http://mirror.example/a?b');
    expect(proxy.seen[0]?.headers.host).toBe('mirror.example');
    expect((await http.request({ url: direct.url })).body.toString()).toBe('direct');
  });

  test('is not asked for hosts that are known to be inside', async () => {
    const proxy = await serve((_, response) => response.end('by proxy'));
    const { lookup } = resolver({ 'inside.example': ['10.0.0.1'] });
    const http = door({
      proxy: { https: proxy.url, http: proxy.url, bypass: [] },
      lookup,
      allowPrivateHosts: [],
    });
    for (const url of [
      'http://10.0.0.1/',
      'http://[::1]/',
      'http://inside.example/',
      'https://inside.example/',
    ]) {
      expect((await failure(http.request({ url }))).code).toBe('refused');
    }
    expect(proxy.seen).toHaveLength(0);
  });

  test('a public host cannot redirect into an allowed private one, nor one that it was redirected from', async () => {
    const inner = await serve((request, response) => {
      if (request.url === '/out') response.writeHead(302, { Location: 'http://public.example/' }).end();
      else response.end('private');
    });
    const proxy = await serve((_, response) =>
      response.writeHead(302, { Location: `${inner.url}/in` }).end(),
    );
    const settings = { https: null, http: proxy.url, bypass: ['127.0.0.1'] };
    const http = door({ proxy: settings, lookup: resolver({}).lookup, allowPrivateHosts: [inner.host] });
    expect((await http.request({ url: `${inner.url}/in` })).body.toString()).toBe('private');
    for (const url of ['http://public.example/', `${inner.url}/out`]) {
      expect((await failure(http.request({ url }))).code).toBe('refused');
    }
    expect(proxy.seen).toHaveLength(2);
    expect(inner.seen.map(request => request.url)).toEqual(['/in', '/out']);
  });

  test('that refuses the tunnel makes the host unreachable', async () => {
    const server = createServer();
    server.on('connect', (_, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));
    const { url } = await listen(server);
    const http = door({ proxy: { https: url, http: null, bypass: [] }, lookup: resolver({}).lookup });
    expect((await failure(http.request({ url: 'https://public.example/' }))).code).toBe('unreachable');
  });
});

test('certificate authorities that cannot be read are reported at once', () => {
  expect(() => door({ ca: '-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n' })).toThrow(
    /certificate authorities/,
  );
});

test.each(['socks5://user:s3cret@proxy.example', 's3cret'])(
  'the proxy %s is refused, and not repeated',
  async proxy => {
    const http = door({ proxy: { https: proxy, http: proxy, bypass: [] }, lookup: resolver({}).lookup });
    const error = await failure(http.request({ url: 'http://public.example/' }));
    expect(error.code).toBe('refused');
    expect(error.message).not.toContain('s3cret');
  },
);

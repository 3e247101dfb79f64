import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { closeAll, failure, serve } from './fixtures/loopback.ts';
import { createIo, userAgentOf } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'io-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(closeAll);

/** Doors on a machine where npm is configured by these lines. */
async function doors(lines: string[], allowPrivateHosts: string[] = []) {
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, '.npmrc'), lines.join('\n'));
  const npm = { cwd: folder, npmPath: folder, env: { HOME: home, PREFIX: folder } };
  return createIo({
    blobsFolder: join(folder, 'blobs'),
    userAgent: userAgentOf('1.2.3', 'https://index.example'),
    npm,
    allowPrivateHosts,
  });
}

test("npm's registry is reached with its token, wherever it is, and other hosts inside are not", async () => {
  const registry = await serve((_, response) => response.end('{"name":"left-pad"}'));
  const other = await serve((_, response) => response.end());
  const io = await doors([`registry=${registry.url}/npm/`, `//${registry.host}/npm/:_authToken=t0ken`]);
  const { registry: base, headers } = await io.npm.endpointFor('left-pad');
  const { body } = await io.http.request({ url: `${base}/left-pad`, headers });
  expect(JSON.parse(body.toString())).toEqual({ name: 'left-pad' });
  expect(registry.seen[0]?.headers).toMatchObject({
    authorization: 'Bearer t0ken',
    'user-agent': 'ecosystems/1.2.3 (+https://index.example)',
  });

  expect((await failure(io.http.request({ url: other.url }))).code).toBe('refused');
  io.allow(other.host);
  expect((await io.http.request({ url: other.url })).status).toBe(200);
  await io.close();
});

test('the other doors are there and work', async () => {
  const io = await doors([]);
  const hash = await io.blobs.put(Buffer.from('abc'));
  expect((await io.blobs.get(hash)).toString()).toBe('abc');
  expect(await io.files.exists(folder)).toBe(true);
  expect(await io.processes.text(process.execPath, ['-e', 'console.log(1)'])).toBe('1\n');
  expect(Math.abs(io.clock.now().getTime() - Date.now())).toBeLessThan(5000);
  await expect(io.verifySigned(Buffer.from('x'), join(folder, 'none'))).rejects.toThrow('there is no file');
  await io.close();
});

test('userAgentOf names the project, and lets nothing break out of the header', () => {
  expect(userAgentOf('1.0.0', 'https://index.example/about', 'ops@example.org')).toBe(
    'ecosystems/1.0.0 (+https://index.example/about; ops@example.org)',
  );
  expect(userAgentOf('1.0.0', 'https://x\r\nX-Injected: 1')).toBe(
    'ecosystems/1.0.0 (+https://xX-Injected:1)',
  );
});

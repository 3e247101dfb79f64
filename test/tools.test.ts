/** The services archives, digest, licenses and diff over HTTP, against their contracts. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tarOf } from '../src/io/archives/fixtures/build.ts';
import { licenseText } from '../src/reading/licenses/index.ts';
import archives from '../src/services/archives/index.ts';
import diff from '../src/services/diff/index.ts';
import digest from '../src/services/digest/index.ts';
import licenses from '../src/services/licenses/index.ts';
import { openContract, type Schema } from './openapi-contract.ts';
import { openToolWorld, type ToolWorld } from './tool-world.ts';

const mit = licenseText('MIT')?.text as string;
const tgz = (files: Record<string, string>) =>
  gzipSync(tarOf(Object.entries(files).map(([name, body]) => ({ name: `package/${name}`, body }))));
const OLD = tgz({
  'package.json': '{"name": "x", "license": "MIT", "dependencies": {"a": "1"}}',
  LICENSE: mit,
  'README.md': '# Example\n\n<script>alert(1)</script>\n\n*safe*',
  'CHANGELOG.md': '# Changelog\n\n## 1.1.0 - 2024-05-06\n\n- more\n\n## 1.0.0\n\n- first',
  'src/index.js': 'export {};\n',
});
const NEW = tgz({
  'package.json': '{"name": "x", "license": "MIT", "dependencies": {"a": "2"}}',
  LICENSE: mit,
  'src/index.js': 'export default 1;\n',
});

let world: ToolWorld;
beforeAll(async () => {
  world = await openToolWorld([archives, digest, licenses, diff]);
  world.serve.set('/old.tgz', OLD);
  world.serve.set('/new.tgz', NEW);
});
afterAll(() => world.close());

const at = (path: string) => `${world.edge.url}${path}`;
const encoded = (file: string) => encodeURIComponent(`${world.files}${file}`);
async function get(path: string, init?: RequestInit) {
  const reply = await fetch(at(path), init);
  return { status: reply.status, headers: reply.headers, body: await reply.json() };
}

/** An answer of `oneOf` is checked against the first: the second of digest's, an error, admits any object. */
function agrees(service: string, path: string, method: string, body: unknown): void {
  const contract = openContract(service);
  if (!contract.present) {
    console.warn('no contracts beside the project (../shared/openapi)');
    return;
  }
  const check = addFormats
    .default(new Ajv({ strict: false }))
    .compile(firstOf(contract.answerOf(contract.paths[path]?.[method])));
  expect(check(body), JSON.stringify(check.errors)).toBe(true);
}

function firstOf(schema: Schema): Schema {
  return Array.isArray(schema.oneOf) ? (schema.oneOf[0] as Schema) : schema;
}

describe('archives', () => {
  const ask = (operation: string, more = '') =>
    get(`/archives/api/v1/archives/${operation}?url=${encoded('/old.tgz')}${more}`);

  it('lists files without the folder around them, and downloads once', async () => {
    const { status, body, headers } = await ask('list');
    expect(status).toBe(200);
    expect(body).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json', 'src/index.js']);
    expect(headers.get('cache-control')).toContain('max-age=3600');
    agrees('archives', '/archives/list', 'get', body);
    await ask('readme');
    expect(world.requests.filter(({ path }) => path === '/old.tgz')).toHaveLength(1);
  });

  it('gives contents of files and folders', async () => {
    const file = await ask('contents', '&path=src/index.js');
    expect(file.body).toMatchObject({ name: 'src/index.js', directory: false, contents: 'export {};\n' });
    agrees('archives', '/archives/contents', 'get', file.body);
    expect((await ask('contents', '&path=src')).body).toMatchObject({
      directory: true,
      contents: ['index.js'],
    });
    expect((await ask('contents', '&path=none')).status).toBe(404);
    expect((await ask('contents', '&path=../x')).status).toBe(400);
  });

  it('renders the readme without what is unsafe', async () => {
    const { body } = await ask('readme');
    expect(body).toMatchObject({ name: 'README.md', language: 'Markdown', extension: '.md' });
    expect(body.html).toContain('<em>safe</em>');
    expect(body.html).not.toContain('<script');
    agrees('archives', '/archives/readme', 'get', body);
  });

  it('parses the changelog by version', async () => {
    const { body } = await ask('changelog');
    expect(Object.keys(body.parsed)).toEqual(['1.1.0', '1.0.0']);
    expect(body.versions[0]).toMatchObject({ version: '1.1.0', date: '2024-05-06' });
    agrees('archives', '/archives/changelog', 'get', body);
  });

  it('makes one text of all, under both names', async () => {
    const { body } = await ask('repopack');
    expect(body.output).toContain('export {};');
    agrees('archives', '/archives/repopack', 'get', body);
    expect((await ask('repomix')).body).toEqual(body);
  });

  it('reads what is sent', async () => {
    const init = { method: 'POST', body: new Uint8Array(NEW) };
    const { body } = await get('/archives/api/v1/archives/list?filename=new.tgz', init);
    expect(body).toEqual(['LICENSE', 'package.json', 'src/index.js']);
  });

  it('answers failures with a status of their own, not kept', async () => {
    world.serve.set('/text', Buffer.from('no archive'));
    const bad = await get(`/archives/api/v1/archives/list?url=${encoded('/text')}`);
    expect([bad.status, bad.body.parameter]).toEqual([422, 'url']);
    expect(bad.headers.get('cache-control')).toBe('no-store');
    // Not a fault of ours: 500 would say so.
    expect((await get(`/archives/api/v1/archives/list?url=${encoded('/none')}`)).status).toBe(502);
    const sent = await get('/archives/api/v1/archives/list?filename=a.zip', {
      method: 'POST',
      body: 'no archive',
    });
    expect([sent.status, sent.body.parameter]).toEqual([422, 'file']);
    expect((await get('/archives/api/v1/archives/list')).body).toMatchObject({ parameter: 'url' });
  });
});

describe('digest', () => {
  const hash = (algorithm: string, encoding: 'hex' | 'base64') =>
    createHash(algorithm).update(OLD).digest(encoding);

  it('is of the bytes, with a correct SRI, at all its paths', async () => {
    const expected = {
      algorithm: 'sha256',
      encoding: 'hex',
      digest: hash('sha256', 'hex'),
      url: `${world.files}/old.tgz`,
      bytes: String(OLD.length),
      sri: `sha256-${hash('sha256', 'base64')}`,
    };
    for (const path of ['/digest/api/v1/digest', '/digest/digest']) {
      const { body } = await get(`${path}?url=${encoded('/old.tgz')}`);
      expect(body).toMatchObject(expected);
      agrees('digest', '/digest', 'get', body);
    }
  });

  it('takes other algorithms and encodings, and names those that it does not', async () => {
    const { body } = await get(`/digest/digest?url=${encoded('/old.tgz')}&algorithm=md5&encoding=base64`);
    expect(body).toMatchObject({ digest: hash('md5', 'base64'), sri: null });
    const bad = await get(`/digest/digest?url=${encoded('/old.tgz')}&algorithm=none`);
    expect(bad).toMatchObject({ status: 400, body: { parameter: 'algorithm' } });
    expect((await get('/digest/algorithms')).body).toEqual(
      expect.arrayContaining(['sha256', 'md5', 'sha3-256']),
    );
  });

  it('is not made of an error', async () => {
    const { status, body } = await get(`/digest/digest?url=${encoded('/none')}`);
    expect(status).toBe(502);
    expect(body.error).not.toContain('internal');
    expect(body.digest).toBeUndefined();
    const closed = await get('/digest/digest?url=http://10.0.0.1/x');
    expect([closed.status, closed.body.parameter]).toEqual([400, 'url']);
  });
});

const wait = { method: 'POST', headers: { prefer: 'wait=20' } };

describe('licenses', () => {
  it('finds text, declaration and their agreement', async () => {
    const { status, body } = await get(`/licenses/api/v1/jobs?url=${encoded('/old.tgz')}`, wait);
    expect(status).toBe(200);
    expect(body.results.licenses).toMatchObject([{ key: 'mit', spdx_id: 'MIT', name: 'MIT License' }]);
    expect(body.results.matched_files).toMatchObject([{ filename: 'LICENSE', confidence: 100 }]);
    expect(body.results.agreement).toMatchObject({ outcome: 'agree', texts: ['MIT'], metadata: ['MIT'] });
    agrees('licenses', '/jobs/{jobID}', 'get', body);
  });

  it('knows a text that is sent', async () => {
    const { body } = await get('/licenses/api/v1/jobs?filename=COPYING', { ...wait, body: mit });
    expect(body.results.matched_files).toMatchObject([{ filename: 'COPYING', matched_license: 'MIT' }]);
  });
});

describe('diff', () => {
  it('compares two archives', async () => {
    const query = `url_1=${encoded('/old.tgz')}&url_2=${encoded('/new.tgz')}`;
    const { status, body } = await get(`/diff/api/v1/jobs?${query}`, wait);
    expect(status).toBe(200);
    const { results } = body;
    expect(
      results.files.map((file: { path: string; change: string }) => `${file.change} ${file.path}`),
    ).toEqual(['removed CHANGELOG.md', 'removed README.md', 'changed package.json', 'changed src/index.js']);
    expect(results.summary.dependencies.changed).toMatchObject([{ name: 'a', before: ['1'], after: ['2'] }]);
    expect(results.unified_diff).toContain('-export {};\n+export default 1;');
    expect(results.diff.details.at(-1)).toMatchObject({ source1: 'src/index.js', source2: 'src/index.js' });
    agrees('diff', '/jobs/{jobID}', 'get', body);
  });

  it('compares two files that are sent', async () => {
    const form = new FormData();
    form.append('before', new Blob(['a\nb\n']), 'one.txt');
    form.append('after', new Blob(['a\nc\n']), 'two.txt');
    const { body } = await get('/diff/api/v1/jobs', { ...wait, body: form });
    expect(body.results.files).toMatchObject([{ path: 'two.txt', change: 'changed', lines_added: 1 }]);
  });

  it('needs two', async () => {
    const { status, body } = await get(`/diff/api/v1/jobs?url_1=${encoded('/old.tgz')}`, wait);
    expect([status, body.parameter]).toEqual([400, 'url_2']);
  });
});

/** The parser over HTTP: the life of a job as the original has it, and what is new. */
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import parser from '../src/services/parser/index.ts';
import { openContract } from './openapi-contract.ts';
import { finished, openToolWorld, type ToolWorld } from './tool-world.ts';

const BOWER = Buffer.from('{"name": "x", "dependencies": {"jquery": "^3.1.0"}}');
let world: ToolWorld;
let jobs: string;
beforeAll(async () => {
  world = await openToolWorld([parser]);
  jobs = `${world.edge.url}/parser/api/v1/jobs`;
  world.serve.set('/bower.json', BOWER);
});
afterAll(() => world.close());

const post = async (query: string, init: RequestInit = {}) => {
  const reply = await fetch(`${jobs}${query}`, { method: 'POST', redirect: 'manual', ...init });
  return { status: reply.status, headers: reply.headers, body: await reply.json() };
};
const wait = { headers: { prefer: 'wait=10' } };

describe('a job on a URL', () => {
  it('redirects to the job, which is read until it is complete and agrees with the contract', async () => {
    const { status, headers } = await post(`?url=${world.files}/bower.json`);
    expect(status).toBe(302);
    const location = headers.get('location') as string;
    expect(location).toMatch(/\/parser\/api\/v1\/jobs\/[0-9a-f-]{36}$/);
    const job = await finished(location);
    expect(job).toMatchObject({
      status: 'complete',
      url: `${world.files}/bower.json`,
      sha256: '846dcea6fde2611a8bd26e1aa5d7fd2d43d7ab8fc192ac917b534afbe6e1c4d6',
      results: {
        manifests: [
          {
            ecosystem: 'bower',
            path: 'bower.json',
            kind: 'manifest',
            success: true,
            related_paths: [],
            dependencies: [{ name: 'jquery', requirement: '^3.1.0', type: 'runtime' }],
          },
        ],
      },
    });
    const contract = openContract('parser');
    if (!contract.present) return console.warn('no contracts beside the project (../shared/openapi)');
    const ajv = addFormats.default(new Ajv({ strict: false }));
    const check = ajv.compile(contract.answerOf(contract.paths['/jobs/{jobID}']?.get));
    expect(check(job), JSON.stringify(check.errors)).toBe(true);
  });

  it('is answered at once where the client prefers to wait', async () => {
    const { status, headers, body } = await post(`?url=${world.files}/bower.json`, wait);
    expect(status).toBe(200);
    expect(headers.get('preference-applied')).toBe('wait');
    expect(body.results.manifests).toHaveLength(1);
  });

  it('over the same bytes is worked on once, and downloaded once', async () => {
    world.serve.set('/same/bower.json', Buffer.from('{"dependencies": {"same": "1"}}'));
    const before = world.worked();
    const asked = () => post(`?url=${world.files}/same/bower.json`, wait);
    const first = await asked();
    const second = await asked();
    expect(second.body.id).not.toBe(first.body.id);
    expect(second.body.results).toEqual(first.body.results);
    expect(world.worked()).toBe(before + 1);
    expect(world.requests.filter(({ path }) => path === '/same/bower.json')).toHaveLength(1);
  });

  it('tells who asked by POST when it is done', async () => {
    world.serve.set('/hook', (_, response) => response.writeHead(204).end());
    const { body } = await post(`?url=${world.files}/bower.json&callback=${world.files}/hook`, wait);
    const told = await eventually(() => world.requests.find(({ path }) => path === '/hook'));
    expect(told.method).toBe('POST');
    expect(JSON.parse(told.body)).toMatchObject({ id: body.id, service: 'parser', status: 'complete' });
  });

  it('fails with the reason', async () => {
    const missing = await post(`?url=${world.files}/none/bower.json`, wait);
    expect(missing.body).toMatchObject({ status: 'error', error: { code: 'unexpected-status' } });
    expect(missing.body.results.error).toContain('404');
    world.serve.set('/notes.txt', Buffer.from('hello'));
    const unknown = await post(`?url=${world.files}/notes.txt`, wait);
    expect(unknown.body).toMatchObject({ status: 'error', error: { code: 'input', field: 'url' } });
  });

  it('is refused for private addresses, also after a redirect, and for what is no URL', async () => {
    const inside = await post('?url=http://10.0.0.1/bower.json', wait);
    expect(inside.body).toMatchObject({ status: 'error', error: { code: 'refused' } });
    world.serve.set('/away', (_, response) =>
      response.writeHead(302, { location: 'http://169.254.169.254/bower.json' }).end(),
    );
    const away = await post(`?url=${world.files}/away`, wait);
    expect(away.body).toMatchObject({ status: 'error', error: { code: 'refused' } });
    for (const bad of ['file:///etc/passwd', 'x', 'http://user:word@example.org/bower.json'])
      expect(await post(`?url=${encodeURIComponent(bad)}`)).toMatchObject({
        status: 400,
        body: { parameter: 'url' },
      });
    expect(await post('')).toMatchObject({ status: 400, body: { parameter: 'url' } });
    expect(await post('?link=x')).toMatchObject({ status: 400, body: { parameter: 'link' } });
  });
});

describe('files that are sent', () => {
  it('may be one, as the body', async () => {
    const init = { body: BOWER, headers: { prefer: 'wait', 'content-type': 'application/json' } };
    const { status, body } = await post('?filename=a/bower.json', init);
    expect(status).toBe(200);
    expect(body).toMatchObject({ url: null, names: ['a/bower.json'], status: 'complete' });
    expect(body.results.manifests[0].path).toBe('a/bower.json');
  });

  it('may be several, read as given', async () => {
    const form = new FormData();
    form.append('file', new Blob([BOWER]), 'one.json');
    form.append('file', new Blob(['{']), 'two.json');
    form.append('as', 'bower.json');
    const { body } = await post('', { body: form, ...wait });
    expect(body.results.manifests.map((of: { success: boolean }) => of.success)).toEqual([true, false]);
  });
});

it('lists what it reads', async () => {
  const list = await (await fetch(`${jobs}/formats`)).json();
  expect(list).toContainEqual({ ecosystem: 'bower', format: 'bower.json', kind: 'manifest' });
});

it('knows no job of another name', async () => {
  for (const id of ['x', '00000000-0000-4000-8000-000000000000', '..%2Fx'])
    expect((await fetch(`${jobs}/${id}`)).status).toBeGreaterThanOrEqual(400);
});

async function eventually<T>(find: () => T | undefined): Promise<T> {
  for (let i = 0; i < 200; i++) {
    const found = find();
    if (found !== undefined) return found;
    await new Promise(resolve => setTimeout(resolve, 25));
  }
  throw new Error('it did not happen');
}

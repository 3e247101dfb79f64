/** Resolving over HTTP, over a real database: the operations of the original against their contract, and what is new. */
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Edge, packageRecord } from '../src/api/fixtures/edge.ts';
import { resolution, resolve } from '../src/services/resolve/index.ts';
import { openContract } from './openapi-contract.ts';
import { dependency, version } from './records.ts';
import { finished, openToolWorld, type ToolWorld } from './tool-world.ts';

const needs = (name: string, requirement: string, kind = 'runtime') =>
  dependency(name, kind, { requirement });
const at = (number: string, day: string, dependencies: ReturnType<typeof needs>[] = [], more = {}) =>
  version(number, { publishedAt: `${day}T00:00:00.000Z`, dependencies, ...more });

let world: ToolWorld;
let edge: Edge;

beforeAll(async () => {
  world = await openToolWorld([resolve, resolution]);
  edge = world.edge;
  await edge.write(
    'npm',
    packageRecord('app', {
      versions: [
        at('1.0.0', '2020-01-01', [needs('lib', '^1.0.0'), needs('tool', '^1.0.0', 'development')]),
        at('2.0.0', '2022-01-01', [needs('lib', '^1.0.0'), needs('extra', '*')]),
      ],
      latestVersion: '2.0.0',
    }),
    packageRecord('lib', {
      versions: [
        at('1.0.0', '2019-01-01'),
        at('1.1.0', '2021-01-01', [], { metadata: { dist: { unpackedSize: 4000 } } }),
      ],
    }),
    packageRecord('extra', { versions: [at('0.1.0', '2021-06-01', [needs('lib', '^3.0.0')])] }),
  );
});
afterAll(() => world.close());

async function ask(path: string, init?: RequestInit) {
  const reply = await fetch(`${edge.url}${path}`, { redirect: 'manual', ...init });
  const text = await reply.text();
  return { status: reply.status, headers: reply.headers, text, body: text === '' ? null : safeJson(text) };
}

function safeJson(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const post = (body: object, headers: Record<string, string> = {}) =>
  ask('/api/v1/resolve', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const named = (body: { nodes: { name: string; version: string }[] }) =>
  body.nodes.map(({ name, version: number }) => `${name}@${number}`).sort();

describe('resolving package URLs', () => {
  it('gives nodes and edges with the requirement that picked each, ways, and what is in the way', async () => {
    const { status, body } = await post({ purls: ['pkg:npm/app'] });
    expect(status).toBe(200);
    expect(named(body)).toEqual(['app@2.0.0', 'extra@0.1.0', 'lib@1.1.0']);
    expect(body).toMatchObject({ registry: 'npm', ecosystem: 'npm', complete: false });
    const lib = body.nodes.find((node: { name: string }) => node.name === 'lib');
    expect(lib).toMatchObject({
      purl: 'pkg:npm/lib@1.1.0',
      depth: 2,
      licenses: 'MIT',
      size: { bytes: 4000, field: 'dist.unpackedSize' },
      published_at: '2021-01-01T00:00:00.000Z',
      advisories: [],
      latest: '1.1.0',
    });
    expect(lib.path.map((id: number) => body.nodes[id].name)).toEqual(['app', 'lib']);
    const asked = body.edges.filter((one: { name: string }) => one.name === 'lib');
    expect(asked.map((one: { requirement: string }) => one.requirement).sort()).toEqual(['^1.0.0', '^3.0.0']);
    expect(body.problems).toMatchObject([{ kind: 'conflict', severity: 'error', name: 'lib' }]);
  });

  it('goes back to a day', async () => {
    const { body } = await post({ purls: ['pkg:npm/app'], before: '2020-06-01' });
    expect(named(body)).toEqual(['app@1.0.0', 'lib@1.0.0']);
    expect(body.request).toMatchObject({ before: '2020-06-01T00:00:00.000Z' });
    expect(body.complete).toBe(true);
  });

  it('compares with another day', async () => {
    const { body } = await post({
      purls: ['pkg:npm/app'],
      before: '2021-02-01',
      against: { before: '2020-06-01' },
    });
    expect(named(body)).toEqual(['app@1.0.0', 'lib@1.1.0']);
    expect(body.difference).toMatchObject({
      added: [],
      removed: [],
      changed: [{ name: 'lib', from: ['1.0.0'], to: ['1.1.0'] }],
    });
  });

  it('follows other kinds, takes requirements, locked versions and overrides', async () => {
    const base = { purls: [{ purl: 'pkg:npm/app', requirement: '^1.0.0' }] };
    const kinds = await post({ ...base, kinds: ['runtime', 'development'] });
    expect(named(kinds.body)).toEqual(['app@1.0.0', 'lib@1.1.0']);
    expect(kinds.body.problems).toMatchObject([{ kind: 'missing-package', name: 'tool' }]);
    const locked = await post({ ...base, locked: [{ name: 'lib', version: '1.0.0' }] });
    expect(named(locked.body)).toEqual(['app@1.0.0', 'lib@1.0.0']);
    const overridden = await post({ ...base, overrides: [{ name: 'lib', requirement: '1.0.0' }] });
    expect(named(overridden.body)).toEqual(['app@1.0.0', 'lib@1.0.0']);
  });

  it.each([
    [{}, 'purls'],
    [{ purls: ['nonsense'] }, 'purls[0]'],
    [{ purls: ['pkg:npm/app'], colour: 'blue' }, 'colour'],
    [{ purls: ['pkg:npm/app'], before: '2020-02-31' }, 'before'],
    [{ purls: ['pkg:npm/app'], environment: { moon: 'full' } }, 'environment.moon'],
    [{ purls: ['pkg:npm/app'], options: { fast: 'yes' } }, 'options.fast'],
    [{ purls: ['pkg:npm/app'], kinds: ['cosy'] }, 'kinds'],
    [{ purls: ['pkg:npm/app'], registry: 'nowhere' }, 'registry'],
    [{ purls: ['pkg:npm/app', 'pkg:deb/debian/bash'] }, 'purls[1]'],
    [{ purls: ['pkg:npm/app'], development: true }, 'development'],
    [{ purls: [{ purl: 'pkg:npm/app@1.0.0', requirement: '^1' }] }, 'purls[0]'],
    [{ purls: ['pkg:npm/app'], before: 'now' }, 'before'],
    [{ purls: ['pkg:npm/app'], ecosystem: 'cargo' }, 'ecosystem'],
  ])('refuses %j by the name of the field', async (body, field) => {
    const { status, body: said } = await post(body);
    expect(status).toBe(400);
    expect(said.parameter).toBe(field);
  });

  it('says which package URL names no package of any registry, with 404', async () => {
    const { status, body } = await post({ purls: ['pkg:npm/app', 'pkg:nosuch/thing'] });
    expect([status, body.parameter]).toEqual([404, 'purls[1]']);
    expect(body.error).toContain('pkg:nosuch/thing');
  });

  it.each([
    ['?purl=app', 400],
    ['?purl=pkg:nosuch/thing', 404],
    ['', 400],
  ])('GET %s is refused by the name of its own parameter', async (query, expected) => {
    const { status, body } = await ask(`/api/v1/resolve${query}`);
    expect([status, body.parameter]).toEqual([expected, 'purl']);
    expect(body.error).toMatch(/^purl: /);
  });

  it('names a file that cannot be read once', async () => {
    const { status, body } = await post({ files: [{ name: 'package.json', text: '{' }] });
    expect(status).toBe(422);
    expect(body.error.match(/package\.json/g)).toHaveLength(1);
  });

  it('answers by GET, in every form', async () => {
    const url = '/api/v1/resolve?purl=pkg:npm/app@1.0.0';
    expect((await ask(`${url}&format=flat`)).body).toEqual({ app: '1.0.0', lib: '1.1.0' });
    expect((await ask(`${url}&format=tree`)).body).toEqual([
      {
        purl: 'pkg:npm/app@1.0.0',
        name: 'app',
        version: '1.0.0',
        deps: [{ purl: 'pkg:npm/lib@1.1.0', name: 'lib', version: '1.1.0', deps: [] }],
      },
    ]);
    const cyclonedx = (await ask(`${url}&format=cyclonedx`)).body;
    expect(cyclonedx.bomFormat).toBe('CycloneDX');
    expect(cyclonedx.metadata.licenses).toEqual([{ license: { id: 'CC-BY-SA-4.0' } }]);
    expect(cyclonedx.components.map((each: { purl: string }) => each.purl).sort()).toEqual([
      'pkg:npm/app@1.0.0',
      'pkg:npm/lib@1.1.0',
    ]);
    const spdx = (await ask(`${url}&format=spdx`)).body;
    expect(spdx.spdxVersion).toMatch(/^SPDX-2/);
    expect((await ask(`${url}&format=pdf`)).body.parameter).toBe('format');
  });

  it('says which names are still being read, and reads through what it can', async () => {
    edge.sync.outcomes.set('npm/slow', 'pending');
    edge.sync.outcomes.set('npm/fresh', 'indexed');
    const slow = await post({ purls: ['pkg:npm/slow'] });
    expect(slow.body).toMatchObject({ pending: ['slow'], complete: false, nodes: [] });
    const fresh = await post({ purls: ['pkg:npm/fresh'] });
    expect(named(fresh.body)).toEqual(['fresh@1.0.0']);
    expect(fresh.body.summary.fetched).toBe(1);
  });

  it('sees what was written a moment ago', async () => {
    const flat = async () => (await ask('/api/v1/resolve?purl=pkg:npm/app&format=flat')).body;
    expect((await flat()).app).toBe('2.0.0');
    await edge.write(
      'npm',
      packageRecord('app', { versions: [at('3.0.0', '2023-01-01')], latestVersion: '3.0.0' }),
    );
    await expect.poll(flat).toEqual({ app: '3.0.0' });
  });
});

it('lists how each ecosystem is resolved, and which have no rules of their own', async () => {
  const { status, body } = await ask('/api/v1/resolve/resolvers');
  expect(status).toBe(200);
  expect(body.map((each: { ecosystem: string }) => each.ecosystem)).toEqual(['debian', 'npm']);
  expect(body[1]).toMatchObject({
    id: 'highest',
    own: false,
    kinds: ['runtime'],
    environment: [],
    options: [],
  });
});

describe('resolving files', () => {
  const manifest = JSON.stringify({
    name: 'site',
    version: '0.0.1',
    dependencies: { lib: '^1.0.0' },
    devDependencies: { extra: '*' },
  });
  const lock = JSON.stringify({
    name: 'site',
    lockfileVersion: 3,
    packages: { '': { dependencies: { lib: '^1.0.0' } }, 'node_modules/lib': { version: '1.0.0' } },
  });

  it('takes a manifest as text, with or without what is for development', async () => {
    const files = [{ name: 'package.json', text: manifest }];
    const all = await post({ files });
    expect(all.body.subject).toMatchObject({ name: 'site', version: '0.0.1' });
    expect(named(all.body)).toEqual(['extra@0.1.0', 'lib@1.1.0']);
    expect(named((await post({ files, development: false })).body)).toEqual(['lib@1.1.0']);
  });

  it('honours the versions of a lockfile that is sent beside the manifest', async () => {
    const form = new FormData();
    form.append('file', new Blob([manifest]), 'package.json');
    form.append('file', new Blob([lock]), 'package-lock.json');
    const { status, body } = await ask('/api/v1/resolve/file?development=false', {
      method: 'POST',
      body: form,
    });
    expect(status).toBe(200);
    expect(named(body)).toEqual(['lib@1.0.0']);
    expect(body.request.locked).toBe(1);
  });

  it('takes both as texts', async () => {
    const files = [
      { name: 'package.json', text: manifest },
      { name: 'package-lock.json', text: lock },
    ];
    expect(named((await post({ files, development: false })).body)).toEqual(['lib@1.0.0']);
  });

  it('takes an SBOM, and refuses what is neither', async () => {
    const text = JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      components: [{ type: 'library', name: 'lib', version: '1.0.0', purl: 'pkg:npm/lib@1.0.0' }],
    });
    expect(named((await post({ files: [{ name: 'bom.json', text }] })).body)).toEqual(['lib@1.0.0']);
    const bad = await post({ files: [{ name: 'poem.txt', text: 'roses are red' }] });
    expect([bad.status, bad.body.parameter]).toEqual([422, 'files']);
    const form = new FormData();
    form.append('file', new Blob(['roses are red']), 'poem.txt');
    const sent = await ask('/api/v1/resolve/file', { method: 'POST', body: form });
    expect([sent.status, sent.body.parameter]).toEqual([422, 'files']);
  });
});

describe('jobs', () => {
  it('does what was asked with a callback later, and keeps the result', async () => {
    const begun = await post({ purls: ['pkg:npm/lib'], callback: 'https://example.org/told' });
    expect(begun.status).toBe(202);
    await expect
      .poll(async () => (await ask(new URL(begun.body.url).pathname)).status, { timeout: 10_000 })
      .toBe(200);
    const { body } = await ask(new URL(begun.body.url).pathname);
    expect(named(body)).toEqual(['lib@1.1.0']);
    expect((await ask(`${new URL(begun.body.url).pathname}?format=flat`)).body).toEqual({ lib: '1.1.0' });
  });

  it('is the original’s by its contract: versions by name, or a tree, as of a day', async () => {
    const contract = openContract('resolve');
    const { status, headers } = await ask(
      '/resolve/api/v1/jobs?registry=npm&package_name=app&version=^1.0.0&before=2020-06-01',
      {
        method: 'POST',
      },
    );
    expect(status).toBe(302);
    const job = await finished(headers.get('location') as string);
    expect(job).toMatchObject({
      status: 'complete',
      package_name: 'app',
      registry: 'npm',
      version: '^1.0.0',
    });
    if (contract.present) {
      const schema = contract.answerOf(contract.paths['/jobs/{jobID}']?.get);
      const check = addFormats.default(new Ajv({ strict: false })).compile(withNulls(schema));
      expect(check(job), JSON.stringify(check.errors)).toBe(true);
    } else console.warn('no contracts beside the project (../shared/openapi)');
  });

  it('by ecosystem and by GET too, and waits when asked to', async () => {
    const { status, body } = await ask('/resolve/api/v1/jobs?ecosystem=npm&package_name=extra&tree=true', {
      headers: { prefer: 'wait=20' },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'complete', tree: true, results: [] });
    expect(body.problems).toHaveLength(1);
  });

  it('names what is missing or wrong, and lists registries', async () => {
    const parameter = async (query: string) =>
      (await ask(`/resolve/api/v1/jobs${query}`, { method: 'POST' })).body.parameter;
    expect(await parameter('')).toBe('package_name');
    expect(await parameter('?package_name=a')).toBe('registry');
    expect(await parameter('?package_name=a&registry=npm&before=x')).toBe('before');
    expect(await parameter('?package_name=a&registry=npm&colour=x')).toBe('colour');
    const { body } = await ask('/resolve/api/v1/registries');
    expect(body.find((each: { name: string }) => each.name === 'npm')).toMatchObject({ ecosystem: 'npm' });
  });
});

/** The contract has no word for what is not there: `sha256` of a package, the version of one that names none. */
function withNulls(schema: Record<string, unknown>): Record<string, unknown> {
  const properties = schema.properties as Record<string, { type: string }>;
  return {
    ...schema,
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, of]) => [name, { ...of, type: [of.type, 'null'] }]),
    ),
  };
}

describe('the pages', () => {
  it('show a form, a result with its tree and picture, and what is wrong', async () => {
    await edge.write(
      'npm',
      packageRecord('early', {
        versions: [at('1.0.0', '2023-01-01'), at('2.0.0-beta.1', '2023-06-01')],
        latestVersion: '1.0.0',
      }),
      packageRecord('top', { versions: [at('1.0.0', '2023-01-01', [needs('lib', '^1.0.0')])] }),
    );
    const page = async (path: string) => (await ask(path)).text;
    expect(await page('/resolve')).toContain('What would be installed?');
    const result = await page('/resolve?purl=pkg:npm/top@1.0.0');
    expect(result).toContain('2 packages would be installed');
    expect(result).toMatch(/<details open[^>]*><summary>.*top/s);
    expect(result).toContain('<svg');
    expect(result).toContain('format=cyclonedx');
    const part = await page('/resolve?purl=pkg:npm/top@1.0.0&view=picture');
    expect(part).toContain('<a href="/resolve?purl=pkg:npm/top@1.0.0">The whole result</a>');
    const bad = await ask('/resolve?purl=nonsense');
    expect(bad.status).toBe(400);
    expect(bad.text).toMatch(/That did not work<\/strong>Invalid PURL format/);
    const option = await page('/resolve?purl=pkg:npm/top&options=fast%3Dyes');
    expect(option).toMatch(/That did not work<\/strong>options\.fast: /);
    expect(await page('/resolve?purl=pkg:npm/early')).toContain('early');
    expect(await page('/resolve?purl=pkg:npm/early')).not.toContain('2.0.0-beta.1');
    expect(await page('/resolve?purl=pkg:npm/early&prereleases=true')).toContain('2.0.0-beta.1');
    expect((await ask('/resolve?purl=pkg:npm/early&prereleases=maybe')).status).toBe(400);
    expect(option).toMatch(/name="options"[^>]*aria-invalid="true"/);
  });

  it('take files', async () => {
    const form = new FormData();
    form.append('file', new Blob(['{"dependencies": {"lib": "^1"}}']), 'package.json');
    const { status, headers } = await ask('/resolve', { method: 'POST', body: form });
    expect(status).toBe(303);
    const location = new URL(headers.get('location') as string).pathname;
    await expect.poll(async () => (await ask(location)).status, { timeout: 10_000 }).toBe(200);
    expect((await ask(location)).text).toContain('lib');
  });
});

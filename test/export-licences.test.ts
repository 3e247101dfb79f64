/** What every export says of its own licence, in the form that its format has for that: to anybody, and to who agreed on another. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRecord } from '../src/api/fixtures/edge.ts';
import { readPolicySettings } from '../src/core/policy-settings.ts';
import { createGate } from '../src/policy/index.ts';
import advisories from '../src/services/advisories/index.ts';
import index from '../src/services/index-api/index.ts';
import limits from '../src/services/limits/index.ts';
import osv from '../src/services/osv/index.ts';
import packages from '../src/services/packages/index.ts';
import parser from '../src/services/parser/index.ts';
import { resolution, resolve } from '../src/services/resolve/index.ts';
import sbom from '../src/services/sbom/index.ts';
import usage from '../src/services/usage/index.ts';
import { createKey } from '../src/store/api-keys.ts';
import { grantLicence } from '../src/store/licences.ts';
import { openToolWorld, type ToolWorld } from './tool-world.ts';

let world: ToolWorld;
let site: string;
let key: string;

beforeAll(async () => {
  world = await openToolWorld(
    [index, packages, advisories, osv, resolve, resolution, sbom, parser, usage, limits],
    undefined,
    db =>
      createGate({
        settings: readPolicySettings({ ECOSYSTEMS_LIMITS_STORE: 'memory' }),
        db,
        fetchJson: () => Promise.reject(new Error('nobody is asked here')),
        limitsFile: null,
        baseUrl: null,
        log: { info() {}, warn() {} },
      }),
  );
  site = world.edge.url;
  await world.edge.write('npm', packageRecord('app'));
  const { db } = world.edge.database;
  const { rows } = await db.query<{ id: number }>(
    `insert into accounts (name) values ('Acme & Co') returning id`,
  );
  const accountId = rows[0]?.id ?? 0;
  await grantLicence(db, { accountId, spdx: 'CC0-1.0', scope: ['*'] }, 'cli:test');
  key = (await createKey(db, { accountId, name: 'k', environment: 'test', kind: 'k' }, 'cli:test')).key;
});
afterAll(() => world.close());

const ask = (path: string, as: 'anybody' | 'acme', init: RequestInit = {}) =>
  fetch(`${site}${path}`, {
    ...init,
    headers: { ...init.headers, ...(as === 'acme' ? { authorization: `Bearer ${key}` } : {}) },
  });
const url = { anybody: () => `${site}/licences/CC-BY-SA-4.0`, acme: () => `${site}/licences/CC0-1.0` };
const spdx = { anybody: 'CC-BY-SA-4.0', acme: 'CC0-1.0' };
const BOTH = ['anybody', 'acme'] as const;

describe.each(BOTH)('to %s', as => {
  test('every answer links to it, whatever its format: what has no place of its own has that one', async () => {
    const job = await ask('/parser/api/v1/jobs', as, {
      method: 'POST',
      headers: { prefer: 'wait=20' },
      body: manifest(),
    });
    const { id } = (await job.json()) as { id: string };
    const paths = [
      '/packages/api/v1/registries/npm/packages/app',
      '/packages/api/v1/registries/npm/packages',
      '/advisories/api/v1/advisories',
      '/advisories/api/v1/advisories/feed.atom',
      '/advisories/api/v1/advisories/feed.json',
      '/api/v1/events',
      '/api/v1/resolve?purl=pkg:npm/app@1.0.0',
      '/api/v1/resolve?purl=pkg:npm/app@1.0.0&format=tree',
      '/api/v1/resolve?purl=pkg:npm/app@1.0.0&format=flat',
      '/api/v1/resolve?purl=pkg:npm/app@1.0.0&format=cyclonedx',
      '/api/v1/resolve?purl=pkg:npm/app@1.0.0&format=spdx',
      '/api/v1/usage?format=csv',
      `/parser/api/v1/jobs/${id}/dependencies.csv`,
    ];
    for (const path of paths) {
      const answer = await ask(path, as);
      expect([path, answer.status]).toEqual([path, 200]);
      expect(answer.headers.get('link'), path).toContain(`<${url[as]()}>; rel="license"`);
      await answer.arrayBuffer();
    }
    const gone = new AbortController();
    const stream = await ask('/api/v1/events', as, {
      headers: { accept: 'text/event-stream' },
      signal: gone.signal,
    });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    expect(stream.headers.get('link')).toContain(`<${url[as]()}>; rel="license"`);
    gone.abort();
  });

  test('CSV begins with its columns', async () => {
    const csv = await (await ask('/api/v1/usage?format=csv', as)).text();
    expect(csv).toMatch(/^at,group,/);
  });

  test('answers of the original API are what they were', async () => {
    const list = await (await ask('/packages/api/v1/registries/npm/packages', as)).json();
    expect(Array.isArray(list)).toBe(true);
  });

  test('a resolution as CycloneDX and as SPDX', async () => {
    const path = '/api/v1/resolve?purl=pkg:npm/app@1.0.0&format=';
    const cyclonedx = await (await ask(`${path}cyclonedx`, as)).json();
    expect(cyclonedx.metadata.licenses).toEqual([{ license: { id: spdx[as] } }]);
    const spdxDocument = await (await ask(`${path}spdx`, as)).json();
    // SPDX 2.3, 6.2: the data licence of a document is CC0-1.0.
    expect(spdxDocument.dataLicense).toBe('CC0-1.0');
    const to = as === 'acme' ? ', licensed to Acme & Co' : '';
    expect(spdxDocument.comment).toMatch(/^Data of http:\/\/127\.0\.0\.1:\d+ as of \d{4}-\d\d-\d\dT\S+: /);
    expect(spdxDocument.comment.endsWith(`: ${spdx[as]} (${url[as]()})${to}`)).toBe(true);
  });

  test('what is added to an SBOM, whose own licence stays', async () => {
    const bom = {
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      metadata: { licenses: [{ license: { id: 'MIT' } }] },
      components: [
        { type: 'library', 'bom-ref': 'a', name: 'app', version: '1.0.0', purl: 'pkg:npm/app@1.0.0' },
      ],
    };
    const enrich = async () => {
      const answer = await ask('/sbom/api/v1/enrich', as, { method: 'POST', body: JSON.stringify(bom) });
      return JSON.parse(((await answer.json()) as { text: string }).text);
    };
    const document = await enrich();
    expect(document.metadata.licenses).toEqual([{ license: { id: 'MIT' } }]);
    const notices = document.properties.filter((each: { name: string }) => each.name === 'ecosystems:notice');
    expect(notices).toHaveLength(1);
    expect(notices[0].value).toContain(`: ${spdx[as]} (${url[as]()})`);
    // Nothing of the index in it: nothing to say.
    bom.components = [];
    expect((await enrich()).properties).toBeUndefined();
  });

  test('feeds', async () => {
    const atom = await (await ask('/advisories/api/v1/advisories/feed.atom', as)).text();
    expect(atom).toContain(`<link rel="license" href="${url[as]()}"/>`);
    const to = as === 'acme' ? ', licensed to Acme &amp; Co' : '';
    expect(atom).toContain(
      `<rights>${spdx[as]}${to}; what sources wrote stays under their own terms</rights>`,
    );
    const json = await (await ask('/advisories/api/v1/advisories/feed.json', as)).json();
    expect(json._licence).toMatchObject({
      spdx: spdx[as],
      url: url[as](),
      licensee: as === 'acme' ? 'Acme & Co' : null,
    });
  });
});

test('LICENSE and NOTICE of what is fetched name licensee, dataset and time', async () => {
  const path = '/api/v1/licence?dataset=advisories&from=2026-01-01&to=2026-02-01T00:00:00Z';
  const acme = await (await ask(path, 'acme')).json();
  expect(acme).toMatchObject({
    dataset: 'advisories',
    spdx: 'CC0-1.0',
    url: url.acme(),
    licensee: 'Acme & Co',
    from: '2026-01-01T00:00:00.000Z',
    to: '2026-02-01T00:00:00.000Z',
  });
  expect(acme.license).toContain('Creative Commons Zero v1.0 Universal');
  expect(acme.notice).toContain(`Licence: CC0-1.0 (${url.acme()})
Licensee: Acme & Co
Datasets: advisories
Time: from 2026-01-01T00:00:00.000Z until 2026-02-01T00:00:00.000Z
`);
  expect(acme.notice).toMatch(
    /What these publishers wrote stays under their own terms:\n[\s\S]*RustSec.*: CC0-1\.0/,
  );
  const anybody = await (await ask('/api/v1/licence?dataset=packages', 'anybody')).json();
  expect(anybody).toMatchObject({ spdx: 'CC-BY-SA-4.0', licensee: null, from: null });
  expect(anybody.notice).toContain('Licensee: anybody\nDatasets: packages\nTime: everything until ');
  expect(anybody.notice).not.toContain('RustSec');
});

test.each([
  ['from', 'from=yesterday'],
  ['to', 'to=2026-13-01'],
  ['from', 'from=2026-02-01&to=2026-01-01'],
  ['dataset', 'dataset=A%20B'],
])('a wrong %s is named', async (parameter, query) => {
  const answer = await ask(`/api/v1/licence?${query}`, 'anybody');
  expect([answer.status, ((await answer.json()) as { parameter: string }).parameter]).toEqual([
    400,
    parameter,
  ]);
});

function manifest(): FormData {
  const data = new FormData();
  data.append(
    'file',
    new Blob(['{"name":"app","version":"1.0.0","dependencies":{"a":"^1"}}']),
    'package.json',
  );
  return data;
}

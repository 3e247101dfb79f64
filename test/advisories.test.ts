/** Advisories and OSV's API over HTTP, against their contracts. */
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Edge, startEdge } from '../src/api/fixtures/edge.ts';
import type { AdvisoryRecord } from '../src/core/advisories.ts';
import advisories from '../src/services/advisories/index.ts';
import osv from '../src/services/osv/index.ts';
import { writeAdvisories } from '../src/store/advisories.ts';
import { openContract } from './openapi-contract.ts';

function record(id: string, over: Partial<AdvisoryRecord> = {}): AdvisoryRecord {
  return {
    source: 'ghsa',
    id,
    aliases: [],
    upstream: [],
    related: [],
    url: `https://advisories.example/${id}`,
    title: `Title of ${id}`,
    details: 'Some **details**.',
    kind: 'vulnerability',
    severities: [],
    cwes: [],
    publishedAt: '2024-01-02T03:04:05.000Z',
    modifiedAt: '2024-02-03T04:05:06.000Z',
    withdrawnAt: null,
    references: [],
    affected: [],
    license: null,
    warnings: [],
    ...over,
  };
}

const affected = (
  ecosystem: string,
  ecosystemName: string,
  name: string,
  events: object[],
): AdvisoryRecord['affected'] => [
  {
    ecosystem,
    ecosystemName,
    release: null,
    name,
    purl: null,
    ranges: [{ type: 'ECOSYSTEM', repo: null, events: events as never }],
    versions: [],
    severities: [],
    status: null,
  },
];

const RECORDS = [
  record('GHSA-aaaa-bbbb-cccc', {
    aliases: ['CVE-2024-0001'],
    severities: [{ type: 'CVSS_V3', value: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
    affected: affected('npm', 'npm', 'left', [
      { introduced: '0' },
      { fixed: '1.2.3' },
      { introduced: '2.0.0' },
      { fixed: '2.1.0' },
    ]),
    references: [{ type: 'WEB', url: 'https://example.org/a' }],
  }),
  record('PYSEC-2024-1', {
    source: 'pypa',
    aliases: ['CVE-2024-0001'],
    affected: affected('npm', 'npm', 'left', [{ introduced: '0' }]),
  }),
  record('GHSA-dddd-eeee-ffff', {
    affected: affected('npm', 'npm', '@scope/right', [{ introduced: '1.0.0' }, { last_affected: '1.5.0' }]),
    publishedAt: '2024-03-04T00:00:00.000Z',
  }),
  record('GHSA-gggg-hhhh-iiii', {
    withdrawnAt: '2024-05-01T00:00:00.000Z',
    affected: affected('npm', 'npm', 'left', [{ introduced: '0' }]),
  }),
];

let edge: Edge;
beforeAll(async () => {
  edge = await startEdge({ services: [advisories, osv] });
  const writes = RECORDS.map(of => ({ record: of, path: `${of.id}.json` }));
  await writeAdvisories(edge.database.db, 'ghsa', { writes }, { normalise: (_, name) => name });
});
afterAll(() => edge.stop());

const call = async (path: string, body?: object) => {
  const reply = await fetch(edge.url + path, {
    ...(body
      ? { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
      : {}),
  });
  const text = await reply.text();
  return { status: reply.status, type: reply.headers.get('content-type'), text, body: tryJson(text) };
};
function tryJson(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
function agrees(service: string, path: string, method: string, body: unknown): void {
  const contract = openContract(service);
  if (!contract.present) {
    console.warn('no contracts beside the project (../shared/openapi)');
    return;
  }
  const check = addFormats
    .default(new Ajv({ strict: false }))
    .compile(contract.answerOf(contract.paths[path]?.[method]));
  expect(check(body), JSON.stringify(check.errors)).toBe(true);
}
const ids = (body: { vulns?: { id: string }[] }) => (body.vulns ?? []).map(({ id }) => id);

describe('OSV', () => {
  it('gives what affects a version, and not what does not', async () => {
    const ask = async (version: string) =>
      ids((await call('/v1/query', { package: { name: 'left', ecosystem: 'npm' }, version })).body);
    expect(await ask('1.0.0')).toEqual(['GHSA-aaaa-bbbb-cccc']);
    expect(await ask('1.2.3')).toEqual([]);
    expect(await ask('2.0.5')).toEqual(['GHSA-aaaa-bbbb-cccc']);
    expect(await ask('2.1.0')).toEqual([]);
  });

  it('takes purls with their versions', async () => {
    const ask = async (purl: string) => ids((await call('/v1/query', { package: { purl } })).body);
    expect(await ask('pkg:npm/%40scope/right@1.5.0')).toEqual(['GHSA-dddd-eeee-ffff']);
    expect(await ask('pkg:npm/%40scope/right@1.5.1')).toEqual([]);
    expect(await ask('pkg:npm/left')).toEqual(['GHSA-aaaa-bbbb-cccc']);
  });

  it('gives a record with all identifiers as the contract says', async () => {
    const { body } = await call('/v1/query', { package: { name: 'left', ecosystem: 'npm' } });
    agrees('osv', '/query', 'post', body);
    expect(body.vulns[0]).toMatchObject({
      id: 'GHSA-aaaa-bbbb-cccc',
      aliases: ['CVE-2024-0001', 'PYSEC-2024-1'],
      affected: [{ package: { ecosystem: 'npm', name: 'left' } }],
      severity: [{ type: 'CVSS_V3' }],
      database_specific: { severity: 'critical', cvss_score: 9.8 },
    });
  });

  it('finds by any identifier in any case', async () => {
    for (const id of ['GHSA-aaaa-bbbb-cccc', 'cve-2024-0001', 'PYSEC-2024-1']) {
      const { status, body } = await call(`/v1/vulns/${id}`);
      expect([status, body.id]).toEqual([200, 'GHSA-aaaa-bbbb-cccc']);
      agrees('osv', '/vulns/{id}', 'get', body);
    }
    expect((await call('/v1/vulns/GHSA-gggg-hhhh-iiii')).body.withdrawn).toBe('2024-05-01T00:00:00.000Z');
    expect(await call('/v1/vulns/CVE-1999-0000')).toMatchObject({ status: 404, body: { code: 5 } });
  });

  it('answers batches in their order, each query for itself', async () => {
    const { body } = await call('/v1/querybatch', {
      queries: [
        { package: { purl: 'pkg:npm/left@1.0.0' } },
        { package: { name: 'nothing', ecosystem: 'npm' } },
        { package: { name: '@scope/right', ecosystem: 'npm' }, version: '1.2.0' },
        { package: { name: 'x', ecosystem: 'Nowhere' } },
      ],
    });
    agrees('osv', '/querybatch', 'post', body);
    expect(body.results.map(ids)).toEqual([['GHSA-aaaa-bbbb-cccc'], [], ['GHSA-dddd-eeee-ffff'], []]);
    expect(Object.keys(body.results[0].vulns[0]).sort()).toEqual(['id', 'modified']);
  });

  it('names what is wrong', async () => {
    const wrong = async (query: object) => (await call('/v1/query', query)).body;
    expect(await wrong({ commit: 'abc' })).toMatchObject({ parameter: 'commit' });
    expect(await wrong({})).toMatchObject({ parameter: 'package' });
    expect(await wrong({ package: { purl: 'pkg:npm/left@1' }, version: '2' })).toMatchObject({
      parameter: 'version',
    });
    expect(await wrong({ package: { purl: 'nonsense' } })).toMatchObject({ parameter: 'purl' });
    const queries = Array.from({ length: 1_001 }, () => ({ package: { name: 'a', ecosystem: 'npm' } }));
    expect((await call('/v1/querybatch', { queries })).status).toBe(400);
  });
});

describe('advisories', () => {
  const at = (path: string) => call(`/advisories/api/v1${path}`);

  it('are listed newest first, by filters', async () => {
    const { body } = await at('/advisories');
    agrees('advisories', '/advisories', 'get', body);
    expect(body.map((of: { uuid: string }) => of.uuid)).toEqual([
      'GHSA-dddd-eeee-ffff',
      'GHSA-gggg-hhhh-iiii',
      'GHSA-aaaa-bbbb-cccc',
    ]);
    const uuids = async (query: string) =>
      (await at(`/advisories?${query}`)).body.map((of: { uuid: string }) => of.uuid);
    expect(await uuids('severity=critical')).toEqual(['GHSA-aaaa-bbbb-cccc']);
    expect(await uuids('ecosystem=npm&package_name=@scope/right')).toEqual(['GHSA-dddd-eeee-ffff']);
    expect(await uuids('withdrawn=true')).toEqual(['GHSA-gggg-hhhh-iiii']);
    expect(await uuids('per_page=1&page=3')).toEqual(['GHSA-aaaa-bbbb-cccc']);
    expect((await at('/advisories?severity=awful')).body).toMatchObject({ parameter: 'severity' });
    expect((await at('/advisories?sort=title')).body).toMatchObject({ parameter: 'sort' });
  });

  it('are merged, with what each source says', async () => {
    const { body } = await at('/advisories/CVE-2024-0001');
    agrees('advisories', '/advisories/{advisoryUUID}', 'get', body);
    expect(body).toMatchObject({
      uuid: 'GHSA-aaaa-bbbb-cccc',
      severity: 'critical',
      identifiers: ['GHSA-aaaa-bbbb-cccc', 'CVE-2024-0001', 'PYSEC-2024-1'],
      related_advisories: [{ uuid: 'PYSEC-2024-1', source_kind: 'pypa' }],
      packages: [
        {
          package_name: 'left',
          versions: [
            { vulnerable_version_range: '< 1.2.3', first_patched_version: '1.2.3' },
            { vulnerable_version_range: '>= 2.0.0, < 2.1.0', first_patched_version: '2.1.0' },
          ],
        },
      ],
    });
    expect((await at('/advisories/CVE-1')).status).toBe(404);
  });

  it('are looked up by purl', async () => {
    const uuids = async (purl: string) =>
      (await at(`/advisories/lookup?purl=${encodeURIComponent(purl)}`)).body.map(
        (of: { uuid: string }) => of.uuid,
      );
    expect(await uuids('pkg:npm/left@1.2.3')).toEqual([]);
    expect(await uuids('pkg:npm/left@1.0.0')).toEqual(['GHSA-aaaa-bbbb-cccc']);
    expect((await at('/advisories/lookup')).status).toBe(400);
  });

  it('come as feeds', async () => {
    const atom = await at('/advisories/feed.atom?ecosystem=npm');
    expect(atom.type).toContain('application/atom+xml');
    expect(atom.text).toContain('<title>[critical] Title of GHSA-aaaa-bbbb-cccc</title>');
    expect(atom.text).toContain('Withdrawn:');
    const json = await at('/advisories/feed.json');
    expect(json.body).toMatchObject({ version: 'https://jsonfeed.org/version/1.1' });
    expect(json.body.items).toHaveLength(3);
  });

  it('have sources and packages', async () => {
    const { body } = await at('/sources');
    agrees('advisories', '/sources', 'get', body);
    expect(body).toContainEqual(expect.objectContaining({ kind: 'ghsa', advisories_count: 3 }));
    expect((await at('/advisories/packages')).body).toEqual([
      { ecosystem: 'npm', package_name: '@scope/right' },
      { ecosystem: 'npm', package_name: 'left' },
    ]);
    expect((await at('/advisories/facets')).body).toMatchObject({ total: 3, withdrawn: 1 });
  });
});

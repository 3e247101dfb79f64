import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Edge, packageRecord, startEdge, versionRecord } from '../../api/fixtures/edge.ts';
import index from './index.ts';
import type { LookupRow } from './schemas.ts';

let edge: Edge;

beforeAll(async () => {
  edge = await startEdge({ services: [{ ...index, pages: [] }] });
  const versions = [versionRecord('1.0.0'), versionRecord('2.0.0')];
  await edge.write(
    'npm',
    packageRecord('react', { description: 'views', licenses: 'MIT', versions }),
    packageRecord('@babel/core', { versions }),
    packageRecord('both', { versions: [versionRecord('1.0.0')] }),
  );
  await edge.write(
    'mirror',
    packageRecord('both', { versions: [versionRecord('9.0.0')] }),
    packageRecord('private', { versions: [versionRecord('1.0.0')] }),
  );
  await edge.write('other', packageRecord('private', { versions: [versionRecord('1.0.0')] }));
  await edge.write('debian-13', packageRecord('curl', { versions: [versionRecord('8.14.1-2')] }));
  await edge.write('debian-12', packageRecord('curl', { versions: [versionRecord('7.88.1-10+deb12u5')] }));
});
afterAll(() => edge.stop());
beforeEach(() => {
  edge.sync.asked.length = 0;
  edge.sync.refreshed.length = 0;
});

async function lookup(purls: string[], more: object = {}): Promise<LookupRow[]> {
  const answer = await fetch(`${edge.url}/api/v1/purls/lookup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ purls, ...more }),
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  return ((await answer.json()) as { results: LookupRow[] }).results;
}
const short = (rows: LookupRow[]) =>
  rows.map(row => [row.status, row.reason ?? row.package?.registry ?? null]);

describe('many purls at once', () => {
  test('are answered one by one, in the order given, spelled as given', async () => {
    const purls = [
      'pkg:npm/react',
      'nonsense',
      'pkg:npm/%40babel/core',
      'pkg:npm/react',
      'pkg:cobol/x',
      'PKG:NPM/react',
    ];
    const rows = await lookup(purls);
    expect(rows.map(row => row.purl)).toEqual(purls);
    expect(short(rows)).toEqual([
      ['matched', 'npm'],
      ['invalid', null],
      ['matched', 'npm'],
      ['matched', 'npm'],
      ['missing', 'unsupported-type'],
      ['matched', 'npm'],
    ]);
    expect(rows[1]?.error).toContain('Invalid PURL format');
    expect(rows[0]?.package).toMatchObject({
      purl: 'pkg:npm/react',
      name: 'react',
      ecosystem: 'npm',
      description: 'views',
      latest_release_number: '2.0.0',
      versions_count: 2,
      package_url: `${edge.url}/packages/api/v1/registries/npm/packages/react`,
      html_url: `${edge.url}/registries/npm/packages/react`,
    });
    expect(rows[2]?.package).toMatchObject({
      purl: 'pkg:npm/%40babel/core',
      package_url: `${edge.url}/packages/api/v1/registries/npm/packages/@babel%2Fcore`,
    });
  });

  test('the version counts', async () => {
    const [old, latest, none] = await lookup([
      'pkg:npm/react@1.0.0',
      'pkg:npm/react@2.0.0',
      'pkg:npm/react@3.0.0',
    ]);
    expect(old).toMatchObject({
      status: 'matched',
      version: { number: '1.0.0', latest: false, licenses: 'MIT' },
    });
    expect(latest).toMatchObject({
      status: 'matched',
      version: { purl: 'pkg:npm/react@2.0.0', latest: true },
    });
    expect(none).toMatchObject({ status: 'missing', reason: 'version', package: { name: 'react' } });
    expect(none?.version).toBeUndefined();
    // It may have appeared since the package was read.
    expect(edge.sync.refreshed).toEqual(['npm/react']);
  });

  test('the default registry is meant unless the version or a qualifier says otherwise', async () => {
    const rows = await lookup([
      'pkg:npm/both',
      'pkg:npm/both@9.0.0',
      'pkg:npm/both?repository_url=https://mirror.example/',
      'pkg:npm/both@1.0.0?repository_url=https://mirror.example',
      'pkg:npm/both?repository_url=https://elsewhere.example',
    ]);
    expect(short(rows)).toEqual([
      ['matched', 'npm'],
      ['matched', 'mirror'],
      ['matched', 'mirror'],
      ['missing', 'version'],
      ['missing', 'unknown-registry'],
    ]);
    expect(rows[2]?.package?.purl).toBe('pkg:npm/both?repository_url=https:%2F%2Fmirror.example');
  });

  test('two registries beside the default one are two answers', async () => {
    const [row] = await lookup(['pkg:npm/private@1.0.0']);
    expect(row).toMatchObject({
      status: 'ambiguous',
      candidates: [
        { registry: 'mirror', purl: 'pkg:npm/private@1.0.0?repository_url=https:%2F%2Fmirror.example' },
        { registry: 'other', purl: 'pkg:npm/private@1.0.0?repository_url=https:%2F%2Fother.example' },
      ],
    });
  });

  test('Debian: without a release the default one, whose index says it all', async () => {
    const rows = await lookup([
      'pkg:deb/debian/curl',
      'pkg:deb/debian/curl@7.88.1-10%2Bdeb12u5?distro=debian-12',
      'pkg:deb/debian/nothing-here',
      'pkg:deb/ubuntu/curl',
    ]);
    expect(short(rows)).toEqual([
      ['matched', 'debian-13'],
      ['matched', 'debian-12'],
      ['missing', 'not-in-registry'],
      ['missing', 'not-in-registry'],
    ]);
    expect(rows[1]?.version?.number).toBe('7.88.1-10+deb12u5');
    expect(edge.sync.asked).toEqual([]);
  });
});

describe('packages that are not in the index', () => {
  test('a few are fetched while the caller waits', async () => {
    edge.sync.outcomes.set('npm/fresh', 'indexed').set('npm/slow', 'pending').set('npm/down', 'failed');
    const rows = await lookup([
      'pkg:npm/fresh@1.0.0',
      'pkg:npm/slow',
      'pkg:npm/down',
      'pkg:npm/never',
      'pkg:npm/fresh',
    ]);
    expect(short(rows)).toEqual([
      ['matched', 'npm'],
      ['pending', 'fetching'],
      ['pending', 'registry-unreachable'],
      ['missing', 'not-in-registry'],
      ['matched', 'npm'],
    ]);
    expect(rows[0]?.version?.number).toBe('1.0.0');
    expect(edge.sync.asked.sort()).toEqual(['npm/down', 'npm/fresh', 'npm/never', 'npm/slow']);
  });

  test('many are queued and called pending; none is dropped', async () => {
    const purls = Array.from({ length: 1_000 }, (_, i) =>
      i % 100 === 7 ? 'pkg:npm/react' : `pkg:npm/many-${i}`,
    );
    const rows = await lookup(purls);
    expect(rows.map(row => row.purl)).toEqual(purls);
    expect(rows.filter(row => row.status === 'matched')).toHaveLength(10);
    expect(rows.filter(row => row.status === 'pending' && row.reason === 'queued')).toHaveLength(990);
    expect(edge.sync.asked).toEqual([]);
    expect(new Set(edge.sync.refreshed).size).toBe(990);
  });

  test('names that the registry did not know a moment ago are not asked for again', async () => {
    const npm = edge.directory.byName('npm')?.registry.id;
    await edge.database.db.query({
      text: `insert into absent_packages values ($1, 'gone-1', now()), ($1, 'gone-2', now() - interval '1 hour')`,
      values: [npm],
    });
    await edge.database.db.query({
      text: `insert into tombstones values ($1, 'package', 'deleted-1', 'spam', now() - interval '1 year')`,
      values: [npm],
    });
    expect(short(await lookup(['pkg:npm/gone-1', 'pkg:npm/gone-2', 'pkg:npm/deleted-1']))).toEqual(
      Array.from({ length: 3 }, () => ['missing', 'not-in-registry']),
    );
    expect(edge.sync.asked).toEqual(['npm/gone-2']);
  });

  test('with sync false nothing is asked or queued, and the answer says so', async () => {
    expect(short(await lookup(['pkg:npm/unasked', 'pkg:npm/react@7.0.0'], { sync: false }))).toEqual([
      ['missing', 'not-indexed'],
      ['missing', 'version'],
    ]);
    expect([edge.sync.asked, edge.sync.refreshed]).toEqual([[], []]);
  });

  test('an earlier name leads to the package of today', async () => {
    const npm = edge.directory.byName('npm')?.registry.id;
    await edge.database.db.query({
      text: `insert into package_aliases (registry_id, name, package_id)
        select $1, 'react-old', id from packages where registry_id = $1 and name = 'react'`,
      values: [npm],
    });
    expect(await lookup(['pkg:npm/react-old@1.0.0'])).toMatchObject([
      { status: 'matched', package: { name: 'react' }, version: { purl: 'pkg:npm/react@1.0.0' } },
    ]);
  });
});

describe('what is refused', () => {
  test.each([
    [{ purls: Array.from({ length: 1_001 }, () => 'pkg:npm/a') }, 'purls'],
    [{ purls: 'pkg:npm/a' }, 'purls'],
    [{ purls: [1] }, 'purls.0'],
    [{}, 'purls'],
    [{ purls: [], extra: true }, 'extra'],
    [{ purls: [], sync: 'no' }, 'sync'],
  ])('%j', async (body, parameter) => {
    const answer = await fetch(`${edge.url}/api/v1/purls/lookup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect([answer.status, ((await answer.json()) as { parameter: string }).parameter]).toEqual([
      400,
      parameter,
    ]);
  });

  test('hostile purls are invalid or missing, never an error', async () => {
    const purls = [
      '',
      'pkg:',
      'pkg:npm/%00',
      'pkg:npm/a%ff',
      'pkg:npm/../..',
      `pkg:npm/${'a'.repeat(20_000)}`,
    ];
    purls.push(`pkg:npm/${'a'.repeat(600)}`, 'pkg:npm/a@%00', 'pkg:npm/\ud800', 'pkg:deb/debian/%27%3Bdrop');
    const rows = await lookup(purls);
    expect(rows).toHaveLength(purls.length);
    for (const row of rows) expect(['invalid', 'missing']).toContain(row.status);
  });
});

import { describe, expect, it } from 'vitest';
import { type Inventory, inventoryOf } from '../inventory/index.ts';
import { parse, relate } from '../manifests/index.ts';
import { askedAs, type PackageKnowledge, sarifOf, scanFindings } from './index.ts';

type Known = NonNullable<PackageKnowledge['package']>;
const known = (over: Partial<Known> = {}): Known => ({
  licenses: 'MIT',
  normalized_licenses: ['MIT'],
  funding_links: [],
  status: null,
  latest_release_number: null,
  dependent_packages_count: 0,
  critical: false,
  last_synced_at: '2026-01-02T03:04:05Z',
  html_url: 'https://index.example/a',
  homepage: null,
  repository_url: null,
  ...over,
});

const matched = (
  purl: string,
  over: Partial<Known> = {},
  version?: Partial<NonNullable<PackageKnowledge['version']>>,
): PackageKnowledge => ({
  purl,
  status: 'matched',
  package: known(over),
  version: { number: '1', licenses: 'MIT', status: null, latest: false, ...version },
});

/** A project that asks for `a`, which asks for `b`, which asks for `c`; and for `d` in development. */
async function project(license: string | null = 'MIT'): Promise<Inventory> {
  const manifest = { name: 'app', license, dependencies: { a: '^1' }, devDependencies: { d: '1' } };
  const lock = {
    lockfileVersion: 3,
    packages: {
      '': manifest,
      'node_modules/a': { version: '1.0.0', dependencies: { b: '*' } },
      'node_modules/b': { version: '2.0.0', dependencies: { c: '*' } },
      'node_modules/c': { version: '3.0.0' },
      'node_modules/d': { version: '1.0.0', dev: true },
      'node_modules/g': { version: '1.0.0', resolved: 'git+ssh://git@forge.example/g.git#c0ffee' },
    },
  };
  const manifests = [
    ...(await parse('package.json', Buffer.from(JSON.stringify(manifest)))),
    ...(await parse('package-lock.json', Buffer.from(JSON.stringify(lock)), { graph: true })),
  ];
  relate(manifests);
  return inventoryOf(manifests);
}

const scan = (inventory: Inventory, rows: PackageKnowledge[]) =>
  scanFindings(inventory, new Map(rows.map(row => [row.purl, row])));

describe('advisories', () => {
  const advisory = (id: string, over = {}) => ({
    id,
    title: `Title of ${id}`,
    severity: 'high',
    kev: false,
    verdict: 'affected',
    fixed: '2.0.1',
    url: `https://index.example/${id}`,
    ...over,
  });

  it('come first, the most urgent before others, also for packages that are not indexed', async () => {
    const { findings, summary } = scan(await project(), [
      {
        ...matched('pkg:npm/a@1.0.0'),
        advisories: [advisory('GHSA-low', { severity: 'low' }), advisory('GHSA-high')],
      },
      {
        purl: 'pkg:npm/b@2.0.0',
        status: 'missing',
        reason: 'not-indexed',
        advisories: [advisory('GHSA-kev', { kev: true, severity: 'medium', fixed: null })],
      },
    ]);
    expect(summary.findings.vulnerable).toBe(3);
    expect(findings.slice(0, 3).map(({ message }) => message)).toEqual([
      'GHSA-high (high): Title of GHSA-high; fixed in 2.0.1',
      'GHSA-low (low): Title of GHSA-low; fixed in 2.0.1',
      'GHSA-kev (medium): Title of GHSA-kev; known to be exploited; no fixed version is known',
    ]);
    expect(findings[2]).toMatchObject({ kind: 'vulnerable', name: 'b', via: ['a@1.0.0', 'b@2.0.0'] });
  });
});

describe('what a distribution repackages', () => {
  it('is a finding of its own kind, behind what is certain', async () => {
    const { findings, summary } = scan(await project(), [
      {
        ...matched('pkg:npm/a@1.0.0', { latest_release_number: '1.0.10' }),
        potentially_affected: [
          {
            id: 'GHSA-up',
            title: 'Cookies leak',
            severity: 'high',
            kev: true,
            upstream: 'pkg:pypi/a@1.0.0',
            first_fixed: '1.0.1',
            evidence: ['1.0.0 lies in < 1.0.1'],
            url: 'https://index.example/GHSA-up',
          },
        ],
      },
    ]);
    expect(summary.findings).toMatchObject({ vulnerable: 0, outdated: 1, potential: 1 });
    expect(findings.map(({ kind }) => kind)).toEqual(['outdated', 'potential']);
    expect(findings[1]).toMatchObject({
      advisory: { id: 'GHSA-up', evidence: ['1.0.0 lies in < 1.0.1'] },
      message:
        'potentially affected: a repackages pkg:pypi/a@1.0.0, which GHSA-up (high) affects: Cookies leak; known to be exploited; fixed in 1.0.1 of upstream; the distribution says nothing of it',
    });
    const [run] = sarifOf(findings, { toolVersion: '1' }).runs;
    expect(run?.results?.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ['outdated', 'note'],
      ['potential', 'note'],
    ]);
  });
});

describe('a scan', () => {
  it('says what is older than the latest version, by which number, and who brings it', async () => {
    const { findings, summary } = scan(await project(), [
      matched('pkg:npm/a@1.0.0', { latest_release_number: '1.0.10' }),
      matched('pkg:npm/b@2.0.0', { latest_release_number: '2.1.0' }),
      matched('pkg:npm/c@3.0.0', { latest_release_number: '10.0.0' }),
      matched('pkg:npm/d@1.0.0', { latest_release_number: '1.0.0' }),
    ]);
    expect(findings.map(of => [of.kind, of.name, of.kind === 'outdated' && of.step, of.via])).toEqual([
      ['outdated', 'a', 'patch', ['a@1.0.0']],
      ['outdated', 'c', 'major', ['a@1.0.0', 'b@2.0.0', 'c@3.0.0']],
      ['outdated', 'b', 'minor', ['a@1.0.0', 'b@2.0.0']],
    ]);
    expect(findings[0]).toMatchObject({
      purl: 'pkg:npm/a@1.0.0',
      latest: '1.0.10',
      direct: true,
      manifests: ['package-lock.json', 'package.json'],
      as_of: '2026-01-02T03:04:05Z',
      message: '1.0.0 is older than 1.0.10 (patch)',
    });
    expect(summary).toMatchObject({ packages: 5, looked_up: 4, known: 4, elsewhere: 1 });
    expect(summary.findings).toMatchObject({ outdated: 3, deprecated: 0, unknown: 0 });
  });

  it('does not call a version outdated that is newer than what the index knows', async () => {
    const row: PackageKnowledge = {
      purl: 'pkg:npm/a@1.0.0',
      status: 'missing',
      reason: 'version',
      package: known({ latest_release_number: '0.9.0' }),
    };
    expect(scan(await project(), [row]).findings.map(of => [of.kind, of.message])).toEqual([
      ['unknown', 'the index has the package but no version 1.0.0'],
    ]);
  });

  it('tells deprecated versions from deprecated packages', async () => {
    const { findings } = scan(await project(), [
      matched('pkg:npm/a@1.0.0', {}, { status: 'yanked' }),
      matched('pkg:npm/b@2.0.0', { status: 'deprecated' }),
    ]);
    expect(findings).toMatchObject([
      {
        kind: 'deprecated',
        name: 'a',
        what: 'version',
        status: 'yanked',
        message: 'version 1.0.0 is yanked',
      },
      { kind: 'deprecated', name: 'b', what: 'package', status: 'deprecated' },
    ]);
  });

  it('asks nothing of licences of what is needed in development alone', async () => {
    const gpl = { licenses: 'GPL-3.0-only' };
    const { findings } = scan(await project(), [
      matched('pkg:npm/c@3.0.0', {}, gpl),
      matched('pkg:npm/d@1.0.0', {}, gpl),
    ]);
    expect(findings).toMatchObject([{ kind: 'license', name: 'c', verdict: 'review', rule: 'copyleft' }]);
    const same = scan(await project('GPL-3.0-only'), [matched('pkg:npm/c@3.0.0', {}, gpl)]);
    expect(same.findings).toEqual([]);
  });

  it('names critical packages without a way to fund them', async () => {
    const critical = { critical: true, dependent_packages_count: 1234 };
    const { findings } = scan(await project(), [
      matched('pkg:npm/a@1.0.0', critical),
      matched('pkg:npm/b@2.0.0', { ...critical, funding_links: ['https://fund.example/b'] }),
    ]);
    expect(findings).toMatchObject([{ kind: 'unfunded', name: 'a', dependents: 1234 }]);
  });

  it('counts what is not known with the reason, and does not look up what comes from a repository', async () => {
    const inventory = await project();
    expect(inventory.items.map(askedAs)).toEqual([
      'pkg:npm/a@1.0.0',
      'pkg:npm/b@2.0.0',
      'pkg:npm/c@3.0.0',
      'pkg:npm/d@1.0.0',
      null,
    ]);
    const { findings } = scan(inventory, [
      { purl: 'pkg:npm/a@1.0.0', status: 'missing', reason: 'not-indexed' },
      { purl: 'pkg:npm/b@2.0.0', status: 'missing', reason: 'not-in-registry' },
    ]);
    expect(findings).toMatchObject([
      { kind: 'unknown', name: 'a', reason: 'not-indexed', message: 'not in the index yet' },
      { kind: 'unknown', name: 'b', reason: 'not-in-registry', message: 'its registry does not know it' },
    ]);
  });

  it('looks up what comes from a mirror of a registry', () => {
    const item = (source: string | null) =>
      askedAs({ purl: 'pkg:npm/x@1', source } as Parameters<typeof askedAs>[0]) !== null;
    expect(item(null)).toBe(true);
    expect(item('https://mirror.example/npm/x-1.tgz')).toBe(true);
    expect(item('https://mirror.example/npm/x-1.tgz#0123abcd')).toBe(true);
    expect(item('sparse+https://mirror.example/index/')).toBe(true);
    for (const elsewhere of [
      'git+https://forge.example/x.git#main',
      'https://github.com/owner/x',
      'https://codeload.github.com/owner/x/tar.gz/abc',
      'https://forge.example/x#0123abc',
      'file:../x',
      '../x',
      'vendored',
    ])
      expect(item(elsewhere), elsewhere).toBe(false);
  });

  it('tells of manifests that cannot be read', async () => {
    const { findings } = scan(inventoryOf(await parse('sub/package.json', Buffer.from('{'))), []);
    expect(findings).toMatchObject([{ kind: 'unreadable', manifests: ['sub/package.json'] }]);
  });

  it('keeps a way through a graph of any depth short, and is not led round in circles', () => {
    const items = Array.from({ length: 5_000 }, (_, i) => ({
      purl: `pkg:npm/p${i}@1`,
      packagePurl: `pkg:npm/p${i}`,
      ecosystem: 'npm',
      name: `p${i}`,
      version: '1',
      requirement: null,
      type: null,
      direct: i === 0,
      optional: false,
      integrity: null,
      source: null,
      condition: null,
      manifests: ['x'],
    }));
    const edges = items.map(({ purl }, i): [string, string] => [purl, `pkg:npm/p${(i + 1) % 5_000}@1`]);
    const { findings } = scan({ items, edges, stated: [], project: null, failed: [] }, [
      { purl: 'pkg:npm/p4999@1', status: 'missing', reason: 'not-indexed' },
    ]);
    expect(findings[0]?.via).toEqual([
      'p0@1',
      '…',
      ...Array.from({ length: 10 }, (_, i) => `p${4990 + i}@1`),
    ]);
  });
});

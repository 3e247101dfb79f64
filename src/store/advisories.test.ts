import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createTestDatabase,
  eventsSettled,
  serversUnderTest,
  type TestDatabase,
} from '../../test/databases.ts';
import { advisory, affects, below } from '../advisories/fixtures/records.ts';
import type { AdvisoryRecord } from '../core/advisories.ts';
import { writeAdvisories } from './advisories.ts';
import { exploitsOf, keepKnownExploited, writeExploits } from './advisory-exploits.ts';
import {
  advisoriesByIdentifier,
  advisoriesOfPackages,
  advisoriesOverTime,
  advisoryFacets,
  countAdvisories,
  countOfPackages,
  listAdvisories,
  packagesWithAdvisories,
} from './advisory-queries.ts';
import { CHANGES_CHANNEL, headCursor, readEvents } from './events.ts';
import { openPackageStore, write as writeOf } from './fixtures/package-store.ts';
import { writePackages } from './write-packages.ts';

const normalise = (ecosystem: string | null, name: string) =>
  ecosystem === 'npm' ? name.toLowerCase() : name;
const now = new Date('2024-06-01T00:00:00Z');

describe.each(serversUnderTest())('advisories in $name', ({ url }) => {
  let store: TestDatabase;
  beforeAll(async () => {
    store = await createTestDatabase(url);
  });
  afterAll(() => store.drop());

  const put = (records: AdvisoryRecord[], gone: AdvisoryRecord[] = [], feed = 'test') =>
    writeAdvisories(
      store.db,
      feed,
      { writes: records.map(record => ({ record, path: `${record.id}.json` })), gone },
      { normalise, now },
    );
  const find = async (id: string) => (await advisoriesByIdentifier(store.db, [id]))[0]!;
  const eventsOf = async (work: () => Promise<unknown>) => {
    await eventsSettled(store.db);
    const after = await headCursor(store.db);
    await work();
    await eventsSettled(store.db);
    const { events } = await readEvents(store.db, { after, limit: 100 });
    return events.map(({ type, subject, registryId }) => ({ type, subject, registryId }));
  };

  test('records that share an identifier are one advisory, and are two again when the alias is withdrawn', async () => {
    const ghsa = advisory('ghsa', 'GHSA-join', {
      aliases: ['CVE-1-1'],
      affected: [affects('npm', 'Demo', below('2.0.0'))],
    });
    const other = advisory('osv', 'OTHER-join', { affected: [affects('npm', 'demo2')] });
    const bridge = advisory('go', 'GO-join', { aliases: ['CVE-1-1', 'OTHER-join'] });
    await put([ghsa, other]);
    const [first] = await find('cve-1-1');
    const [second] = await find('OTHER-join');
    expect(first!.id).not.toBe(second!.id);

    await put([bridge]);
    const [joined, ...more] = await find('OTHER-join');
    expect(more).toEqual([]);
    expect(joined).toMatchObject({
      id: first!.id,
      uid: 'GHSA-join',
      revision: 2,
      sources: ['ghsa', 'go', 'osv'],
    });
    expect(joined!.packages.map(({ name }) => name)).toEqual(['demo', 'demo2']);

    const events = await eventsOf(() => put([{ ...bridge, aliases: ['CVE-1-1'] }]));
    expect(events).toEqual([
      { type: 'advisory.updated', subject: 'GHSA-join', registryId: null },
      { type: 'advisory.created', subject: 'OTHER-join', registryId: null },
    ]);
    expect((await find('OTHER-join'))[0]).toMatchObject({ uid: 'OTHER-join', sources: ['osv'] });
    expect((await find('GO-join'))[0]).toMatchObject({ id: first!.id, sources: ['ghsa', 'go'] });
  });

  test('what did not change is not written, not even read back in another order of fields', async () => {
    const records = [
      advisory('a', 'SAME-1', {
        aliases: ['CVE-2-1'],
        title: 'One',
        affected: [affects('npm', 'same', below('1.0.0'))],
      }),
      advisory('b', 'SAME-2', {
        aliases: ['CVE-2-1'],
        references: [{ type: 'WEB', url: 'https://example.org' }],
      }),
    ];
    await put(records);
    expect(await eventsOf(() => put(records))).toEqual([]);
    // Written anew, and the other one read back from the store: what follows is the same.
    const touched = await put([
      { ...records[1]!, references: [{ url: 'https://example.org', type: 'WEB' }] },
    ]);
    expect(touched.advisories).toEqual({ created: 0, updated: 0, removed: 0 });
  });

  test('withdrawn, and gone', async () => {
    const record = advisory('a', 'LEAVE-1', { affected: [affects('npm', 'leave')] });
    expect(await eventsOf(() => put([record]))).toEqual([
      { type: 'advisory.created', subject: 'LEAVE-1', registryId: null },
    ]);
    const withdrawn = { ...record, withdrawnAt: '2024-05-01T00:00:00Z' };
    expect(await eventsOf(() => put([withdrawn]))).toEqual([
      { type: 'advisory.withdrawn', subject: 'LEAVE-1', registryId: null },
    ]);
    // Another feed cannot take away what it did not bring.
    expect((await put([], [withdrawn], 'elsewhere')).records.removed).toBe(0);
    expect((await put([], [withdrawn])).records.removed).toBe(1);
    expect(await find('LEAVE-1')).toEqual([]);
    expect(await advisoriesOfPackages(store.db, [{ ecosystem: 'npm', name: 'leave' }])).toEqual([[]]);
  });

  test('an older state from another feed does not replace a newer one', async () => {
    const record = advisory('a', 'AGE-1', { title: 'New', modifiedAt: '2024-02-01T00:00:00Z' });
    await put([record]);
    await put([{ ...record, title: 'Old', modifiedAt: '2024-01-01T00:00:00Z' }], [], 'elsewhere');
    expect((await find('AGE-1'))[0]!.title).toBe('New');
    await put([{ ...record, title: 'Newer', modifiedAt: '2024-03-01T00:00:00Z' }], [], 'elsewhere');
    expect((await find('AGE-1'))[0]!.title).toBe('Newer');
  });

  test('texts that PostgreSQL cannot hold, and dates to come', async () => {
    await put([
      advisory('a', 'HOSTILE-1', {
        title: 'a\u0000b\ud800',
        details: 'x\u0000'.repeat(1_000),
        publishedAt: '2999-01-01T00:00:00Z',
        affected: [affects('npm', '__proto__', below('1.0.0')), affects('npm', 'constructor')],
      }),
    ]);
    const [hostile] = await find('HOSTILE-1');
    expect(hostile).toMatchObject({ title: 'ab\ufffd', publishedAt: '2999-01-01T00:00:00.000Z' });
    expect(hostile!.packages.map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
    // Listed as of now, not a thousand years before all others.
    const { advisories } = await listAdvisories(
      store.db,
      { publishedAfter: '2998-01-01T00:00:00Z' },
      { limit: 5 },
    );
    expect(advisories.map(({ uid }) => uid)).toEqual(['HOSTILE-1']);
  });

  test('packages in one batch, in order, those that stand first', async () => {
    await put([
      advisory('a', 'PKG-1', {
        publishedAt: '2024-01-01T00:00:00Z',
        affected: [affects('npm', 'Asked', below('1.0.0'))],
      }),
      advisory('a', 'PKG-2', {
        publishedAt: '2024-01-03T00:00:00Z',
        withdrawnAt: '2024-01-04T00:00:00Z',
        affected: [affects('npm', 'asked')],
      }),
      advisory('a', 'PKG-3', {
        publishedAt: '2024-01-02T00:00:00Z',
        affected: [affects('npm', 'asked'), affects('pypi', 'asked')],
      }),
    ]);
    const asked = ['asked', 'nobody', 'asked'].map(name => ({ ecosystem: 'npm', name }));
    const found = await advisoriesOfPackages(store.db, asked);
    expect(found.map(list => list.map(({ advisory: { uid } }) => uid))).toEqual([
      ['PKG-3', 'PKG-1', 'PKG-2'],
      [],
      ['PKG-3', 'PKG-1', 'PKG-2'],
    ]);
    expect(found[0]![1]).toMatchObject({
      displayName: 'Asked',
      statements: [{ source: 'a', isChosen: true }],
    });
    expect(await countOfPackages(store.db, asked)).toEqual([2, 0, 2]);
    expect(await packagesWithAdvisories(store.db, { ecosystem: 'pypi', limit: 10 })).toEqual([
      { ecosystem: 'pypi', name: 'asked', advisories: 1 },
    ]);
  });

  test('lists, counts and facets have one predicate', async () => {
    const severity = (value: string) => ({ severities: [{ type: 'word' as const, value }] });
    await put([
      advisory('list', 'LIST-1', {
        ...severity('high'),
        publishedAt: '2024-01-01T00:00:00Z',
        affected: [affects('hex', 'a')],
      }),
      advisory('list', 'LIST-2', {
        ...severity('low'),
        publishedAt: '2024-01-01T00:00:00Z',
        affected: [affects('hex', 'b')],
      }),
      advisory('list', 'LIST-3', {
        ...severity('high'),
        publishedAt: '2024-02-03T00:00:00Z',
        affected: [affects('hex', 'a')],
      }),
    ]);
    const ids = async (filter: Parameters<typeof listAdvisories>[1]) =>
      (await listAdvisories(store.db, filter, { limit: 10 })).advisories.map(({ uid }) => uid);
    expect(await ids({ source: 'list' })).toEqual(['LIST-3', 'LIST-2', 'LIST-1']);
    expect(await ids({ ecosystem: 'hex', severity: 'high' })).toEqual(['LIST-3', 'LIST-1']);
    expect(await ids({ ecosystem: 'hex', packageName: 'b' })).toEqual(['LIST-2']);
    expect(await ids({ source: 'list', publishedAfter: '2024-01-01T00:00:00Z' })).toEqual(['LIST-3']);
    expect(await ids({ source: 'list', withdrawn: true })).toEqual([]);
    expect(await countAdvisories(store.db, { ecosystem: 'hex', severity: 'high' })).toBe(2);
    expect(await advisoryFacets(store.db, { source: 'list' })).toEqual({
      total: 3,
      withdrawn: 0,
      kev: 0,
      epss: { tenth: 0, half: 0 },
      severity: [
        { value: 'high', count: 2 },
        { value: 'low', count: 1 },
      ],
      ecosystem: [{ value: 'hex', count: 3 }],
      source: [{ value: 'list', count: 3 }],
    });
    expect(await advisoriesOverTime(store.db, { source: 'list' }, 'month')).toEqual([
      { period: '2024-01-01', severity: 'high', count: 1 },
      { period: '2024-01-01', severity: 'low', count: 1 },
      { period: '2024-02-01', severity: 'high', count: 1 },
    ]);
    // Two of one moment: the cursor goes between them.
    const seen: string[] = [];
    for (let cursor: string | null = null, pages = 0; pages === 0 || cursor; pages++) {
      const page = await listAdvisories(store.db, { source: 'list' }, { limit: 1, cursor });
      seen.push(...page.advisories.map(({ uid }) => uid));
      cursor = page.next;
    }
    expect(seen).toEqual(['LIST-3', 'LIST-2', 'LIST-1']);
    await expect(listAdvisories(store.db, {}, { limit: 1, cursor: 'nonsense' })).rejects.toMatchObject({
      field: 'cursor',
    });
  });

  test('exploit facts show on advisories, whichever comes first', async () => {
    const kev = { addedAt: '2024-01-02', dueAt: null, ransomware: true, name: 'n', action: 'a' };
    const epss = { percentage: 0.25, percentile: 0.5, asOf: '2024-01-01' };
    expect(await writeExploits(store.db, [{ cve: 'cve-3-1', epss, kev: null }])).toBe(1);
    await put([advisory('a', 'EXPLOIT-1', { aliases: ['CVE-3-1'] })]);
    expect((await find('EXPLOIT-1'))[0]).toMatchObject({ epss: 0.25, epssPercentile: 0.5, kevAddedAt: null });
    const events = await eventsOf(() => writeExploits(store.db, [{ cve: 'CVE-3-1', epss: null, kev }]));
    // It goes by its CVE, which comes before other identifiers.
    expect(events).toEqual([{ type: 'advisory.updated', subject: 'CVE-3-1', registryId: null }]);
    expect((await find('EXPLOIT-1'))[0]).toMatchObject({ epss: 0.25, kevAddedAt: '2024-01-02', revision: 1 });
    expect(await writeExploits(store.db, [{ cve: 'CVE-3-1', epss: null, kev }])).toBe(0);
    expect(await exploitsOf(store.db, ['cve-3-1'])).toEqual(
      new Map([['CVE-3-1', { cve: 'CVE-3-1', epss, kev }]]),
    );
    expect(await keepKnownExploited(store.db, ['CVE-3-2'])).toBe(1);
    expect((await find('EXPLOIT-1'))[0]!.kevAddedAt).toBeNull();
  });

  test('cycles of aliases over many batches end as one', async () => {
    const ring = Array.from({ length: 60 }, (_, n) =>
      advisory('ring', `RING-${n}`, { aliases: [`RING-${(n + 1) % 60}`] }),
    );
    for (const n of [0, 20, 40]) await put(ring.slice(n, n + 20));
    const [one, ...more] = await find('RING-7');
    expect(more).toEqual([]);
    expect(one!.identifiers).toHaveLength(60);
    const { rows } = await store.db.query({ text: `select from advisories where 'ring' = any(sources)` });
    expect(rows).toHaveLength(1);
  });
});

test('changes announce the packages that they are about, in every registry of the ecosystem', async () => {
  const packages = await openPackageStore(serversUnderTest()[0]!.url);
  try {
    const [demo] = await writePackages(packages.db, packages.registry, [writeOf('demo')]);
    const heard: unknown[] = [];
    const listening = packages.db.listen(CHANGES_CHANNEL, payload => heard.push(JSON.parse(payload)));
    await listening.ready;
    await writeAdvisories(
      packages.db,
      'test',
      { writes: [{ record: advisory('a', 'A-1', { affected: [affects('npm', 'Demo')] }), path: 'a' }] },
      { normalise },
    );
    await expect
      .poll(() => heard)
      .toEqual([
        { registry: 0, packages: [] },
        { registry: packages.registry.id, packages: [demo!.id] },
      ]);
    await listening.close();
  } finally {
    await packages.drop();
  }
});

/** Sources over HTTP: GitHub's pages from a server that speaks its protocol, and downloads that did not change. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/databases.ts';
import { type FakeAdvisory, type FakeGithub, startGithub } from '../../test/github-graphql.ts';
import { decompress } from '../io/decompress.ts';
import { createHttp, type HttpDoor } from '../io/http.ts';
import { createSpool } from '../io/spool.ts';
import { findSource, type Source } from '../sources/index.ts';
import { findFeed } from '../store/advisory-feeds.ts';
import { advisoriesByIdentifier } from '../store/advisory-queries.ts';
import { advisoryJobs, fetchAdvisories } from './advisory-fetch.ts';
import { createLocks, type Locks } from './locks.ts';

let store: TestDatabase;
let locks: Locks;
let github: FakeGithub & { token: string };
let http: HttpDoor;
let folder: string;
beforeAll(async () => {
  store = await createTestDatabase();
  locks = createLocks({ url: store.url });
  github = await startGithub();
  http = createHttp({ userAgent: 'ecosystems-test', allowPrivateHosts: ['127.0.0.1'] });
  folder = mkdtempSync(join(tmpdir(), 'ecosystems-advisories-'));
});
afterAll(async () => {
  await http.close();
  await github.stop();
  await locks.close();
  await store.drop();
  rmSync(folder, { recursive: true, force: true });
});

const fetchFrom = (source: Source, settings: Record<string, string> = {}, options = {}) =>
  fetchAdvisories(
    {
      db: store.db,
      locks,
      normalise: (_, name) => name,
      io: { http, decompress },
      spool: createSpool(join(folder, 'spool')),
      settings,
    },
    source,
    options,
  );
const sourceAt = (id: string, url: string): Source => {
  const source = findSource(id) as Source;
  return { ...source, origin: { ...source.origin, url } };
};
const packagesOf = async (id: string) =>
  (await advisoriesByIdentifier(store.db, [id]))[0]?.[0]?.packages.map(({ name }) => name) ?? null;

const at = (day: number) => `2024-02-0${day}T00:00:00Z`;
const advisory = (number: number, day: number, over: Partial<FakeAdvisory> = {}): FakeAdvisory => ({
  ghsaId: `GHSA-0000-0000-000${number}`,
  updatedAt: at(day),
  vulnerabilities: [{ ecosystem: 'NPM', name: `package-${number}`, range: '< 2.0.0', patched: '2.0.0' }],
  ...over,
});

beforeEach(async () => {
  await store.db.query({ text: 'delete from advisory_feeds' });
  await store.db.query({ text: 'delete from advisory_documents' });
  github.asked.length = 0;
  github.instead = () => null;
  github.advisories = [
    advisory(3, 3),
    advisory(1, 1),
    advisory(2, 2, { classification: 'MALWARE' }),
    // Two at one moment, over the end of a page.
    advisory(4, 3),
    advisory(5, 5, {
      vulnerabilities: ['a', 'b', 'c', 'd', 'e'].map(name => ({ ecosystem: 'NPM', name, range: '= 1.0.0' })),
    }),
  ];
});
const token = () => ({ github_token: github.token });
const fetchGithub = (settings: Record<string, string> = token(), options = {}) =>
  fetchFrom(sourceAt('github', github.url), settings, options);

test('pages are followed to the end, and packages beyond a page too', async () => {
  expect(await fetchGithub()).toMatchObject({
    outcome: 'imported',
    documents: 5,
    records: { created: 5, updated: 0 },
  });
  expect(await packagesOf('GHSA-0000-0000-0005')).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(await packagesOf('GHSA-0000-0000-0002')).toEqual(['package-2']);
  // Three pages of two, and two further pages of packages of the last one.
  expect(github.asked.map(({ id }) => id)).toEqual([
    null,
    null,
    null,
    'GHSA-0000-0000-0005',
    'GHSA-0000-0000-0005',
  ]);
  expect(await findFeed(store.db, 'github')).toMatchObject({ position: at(5), documents: 5 });
});

test('the next time only what changed since is asked for, and nothing goes', async () => {
  await fetchGithub();
  github.asked.length = 0;
  expect(await fetchGithub()).toMatchObject({ outcome: 'unchanged', documents: 1, unchangedDocuments: 1 });
  expect(github.asked[0]).toMatchObject({ since: at(5) });

  github.advisories = [
    ...github.advisories.filter(({ ghsaId }) => !ghsaId.endsWith('1')),
    advisory(1, 7, { summary: 'Another title', withdrawnAt: at(7) }),
  ];
  expect(await fetchGithub()).toMatchObject({
    outcome: 'imported',
    documents: 2,
    records: { created: 0, updated: 1, removed: 0 },
  });
  const [[changed] = []] = await advisoriesByIdentifier(store.db, ['GHSA-0000-0000-0001']);
  expect(changed).toMatchObject({ title: 'Another title', withdrawnAt: '2024-02-07T00:00:00.000Z' });
  expect(await packagesOf('GHSA-0000-0000-0003')).toEqual(['package-3']);

  github.asked.length = 0;
  await fetchGithub(token(), { force: true });
  expect(github.asked[0]).toMatchObject({ since: null });
});

test('what was interrupted goes on behind the last whole page', async () => {
  const limited = { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] };
  const reset = String(Math.floor(Date.now() / 1000) + 600);
  github.instead = count =>
    count === 2 ? { status: 200, headers: { 'x-ratelimit-reset': reset }, body: limited } : null;
  const failure = await fetchGithub().catch(error => error);
  expect(failure).toMatchObject({ code: 'rate-limited' });
  expect(failure.options.retryAfterSeconds).toBeGreaterThan(500);
  expect(await findFeed(store.db, 'github')).toMatchObject({ position: at(2), importedAt: null });
  expect(await packagesOf('GHSA-0000-0000-0001')).toEqual(['package-1']);

  github.instead = () => null;
  github.asked.length = 0;
  // The last one of the page before comes again, as nobody knows what changed at the same moment.
  expect(await fetchGithub()).toMatchObject({ documents: 4, unchangedDocuments: 1 });
  expect(github.asked[0]).toMatchObject({ since: at(2), after: null });
  expect(await findFeed(store.db, 'github')).toMatchObject({ position: at(5), documents: 5 });
});

test('a schedule follows what was followed before', async () => {
  const ids = async () => (await advisoryJobs(store.db)).map(job => String(job.payload?.source));
  expect(await ids()).toEqual([]);
  await fetchGithub();
  expect(await ids()).toEqual(['github']);
});

const FAULTS: [string, Record<string, string>, FakeGithub['instead'], object][] = [
  ['no token', {}, () => null, { name: 'InputError', field: 'source' }],
  ['a wrong token', { github_token: 'wrong' }, () => null, { code: 'unexpected-status' }],
  [
    'too many requests',
    { github_token: 'fake-token' },
    () => ({ status: 403, headers: { 'retry-after': '60' }, body: {} }),
    { code: 'rate-limited', options: { retryAfterSeconds: 60 } },
  ],
  [
    'an error',
    { github_token: 'fake-token' },
    () => ({ status: 200, body: { errors: [{ message: 'Something went wrong' }] } }),
    { code: 'malformed', message: 'GitHub: Something went wrong' },
  ],
  [
    'a cursor that leads nowhere',
    { github_token: 'fake-token' },
    () => ({
      status: 200,
      body: { data: { securityAdvisories: { pageInfo: { hasNextPage: true, endCursor: null }, nodes: [] } } },
    }),
    { code: 'malformed' },
  ],
];

test.each(FAULTS)('%s is a typed error', async (_, settings, instead, expected) => {
  github.instead = instead;
  await expect(fetchGithub(settings)).rejects.toMatchObject(expected);
});

test('a download that did not change is asked for with its validators, and not read again', async () => {
  const csv = (score: string) =>
    gzipSync(
      `#model_version:v2025.03.14,score_date:2026-05-18T12:00:00Z\ncve,epss,percentile\nCVE-2024-0001,${score},0.5\n`,
    );
  let current = { etag: '"one"', body: csv('0.00043') };
  const asked: unknown[] = [];
  const server = createServer((request, response): void => {
    const { 'if-none-match': match, 'if-modified-since': since } = request.headers;
    asked.push(match ?? since ?? null);
    const isSame = match === current.etag;
    response.writeHead(isSame ? 304 : 200, { etag: current.etag, 'content-type': 'application/gzip' });
    response.end(isSame ? undefined : current.body);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const port = (server.address() as AddressInfo).port;
  const epss = sourceAt('epss', `http://127.0.0.1:${port}/epss_scores-current.csv.gz`);

  expect(await fetchFrom(epss)).toMatchObject({ outcome: 'imported', documents: 1, exploits: 1 });
  expect(await findFeed(store.db, 'epss')).toMatchObject({ etag: '"one"' });
  const before = (await findFeed(store.db, 'epss'))?.importedAt;

  expect(await fetchFrom(epss)).toMatchObject({ outcome: 'unchanged', documents: 0 });
  const confirmed = await findFeed(store.db, 'epss');
  expect(confirmed?.importedAt).toEqual(before);
  expect(confirmed?.checkedAt).not.toEqual(before);

  current = { etag: '"two"', body: csv('0.9') };
  expect(await fetchFrom(epss)).toMatchObject({ outcome: 'imported', exploits: 1 });
  expect(await findFeed(store.db, 'epss')).toMatchObject({ etag: '"two"' });
  // Forced, it asks as if it had nothing.
  await fetchFrom(epss, {}, { force: true });
  expect(asked).toEqual([null, '"one"', '"one"', null]);
});

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { candidate } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { mapAuthor, mapReleases } from './map.ts';
import { parseReleases } from './releases.ts';

const own = (file: string) => readFileSync(new URL(`fixtures/${file}`, import.meta.url));
const json = (value: unknown) => Buffer.from(JSON.stringify(value));
if (!hasSharedRecordings) console.warn('cpan: the shared recordings are absent, tests of them are skipped');

it.skipIf(!hasSharedRecordings)('maps a distribution with 22 releases, 13 of them deleted', () => {
  const bytes = readFileSync(shared('cpan/_search?q=distribution:Dpkg&size=5000'));
  const { record, author } = mapReleases('Dpkg', parseReleases(bytes, 'Dpkg'));
  expect(author).toBe('GUILLEM');
  expect({ ...record, versions: [] }).toEqual({
    name: 'Dpkg',
    namespace: null,
    description: 'Debian Package Manager Perl modules',
    homepage: 'https://wiki.debian.org/Teams/Dpkg',
    repositoryUrl: 'https://git.dpkg.org/cgit/dpkg/dpkg.git',
    repositoryCandidates: [
      candidate('resources.repository.web', 'https://git.dpkg.org/cgit/dpkg/dpkg.git', undefined, {
        kind: 'declared',
        chosen: true,
      }),
      candidate('resources.repository.url', 'https://git.dpkg.org/git/dpkg/dpkg.git', undefined, {
        kind: 'declared',
      }),
    ],
    licenses: 'gpl_2',
    keywords: ['dpkg', 'debian', 'perl'],
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: {
      author: 'GUILLEM',
      main_module: 'Dpkg',
      bugtracker: 'https://bugs.debian.org/src:dpkg',
    },
    latestVersion: 'v1.21.5',
    versions: [],
    versionsComplete: true,
    maintainers: null,
  });
  expect(record.versions).toHaveLength(22);
  expect(record.versions.filter(({ status }) => status === 'removed')).toHaveLength(13);
  expect(record.versions.find(({ number }) => number === 'v1.19.7')).toMatchObject({
    publishedAt: '2019-06-03T21:51:58.000Z',
    licenses: 'gpl_2',
    integrity: 'sha256-e56d3f7f275e259dbb484a9affa723808a23ed77bf1512bdb5bad9bfaa73bfa5',
    status: null,
    metadata: {
      download_url: 'https://cpan.metacpan.org/authors/id/G/GU/GUILLEM/Dpkg-1.19.7.tar.gz',
      author: 'GUILLEM',
      authorized: false,
    },
  });
  // Of the 15 of v1.21.5 in the order in which they were recorded: requires are needed, recommends are not.
  const { dependencies } = record.versions.find(({ number }) => number === 'v1.21.5') ?? {};
  expect(dependencies).toHaveLength(15);
  expect(dependencies?.filter(({ optional }) => !optional)).toEqual([
    { name: 'Test-More', requirement: '0', kind: 'test', optional: false },
    { name: 'TAP-Harness', requirement: '0', kind: 'test', optional: false },
    { name: 'Module-Build', requirement: '0.4004', kind: 'configure', optional: false },
    { name: 'perl', requirement: 'v5.28.1', kind: 'runtime', optional: false },
  ]);
  expect(dependencies).toContainEqual({
    name: 'File-FcntlLock',
    requirement: '0',
    kind: 'runtime',
    optional: true,
    qualifiers: { relationship: 'recommends' },
  });
});

it('maps phases and relationships, and leaves out what is no dependency', () => {
  const { record } = mapReleases('Example-Thing', parseReleases(own('releases.json'), 'Example-Thing'));
  expect(record.versions[0]?.dependencies).toEqual([
    { name: 'perl', requirement: '5.010', kind: 'runtime', optional: false },
    { name: 'Test-More', requirement: '0.88', kind: 'test', optional: false },
    {
      name: 'Test-More',
      requirement: '1.3',
      kind: 'test',
      optional: true,
      qualifiers: { relationship: 'recommends' },
    },
    {
      name: 'JSON-XS',
      requirement: '0',
      kind: 'runtime',
      optional: true,
      qualifiers: { relationship: 'suggests' },
    },
  ]);
  expect(record.versions[1]?.metadata).toEqual({ author: 'EXAMPLE', maturity: 'developer' });
});

it('keeps a distribution that was deleted, with the facts of its newest release', () => {
  const release = (version: string, abstract: string) => ({
    _source: { distribution: 'Gone', version, abstract, status: 'backpan', author: 'X' },
  });
  const hits = { total: 2, hits: [release('0.1', 'old'), release('0.2', 'new')] };
  const { record, author } = mapReleases('Gone', parseReleases(json({ hits }), 'Gone'));
  expect(record).toMatchObject({ status: 'removed', description: 'new', latestVersion: null });
  expect(record.versions.map(({ status }) => status)).toEqual(['removed', 'removed']);
  // A PAUSE id has two characters at least.
  expect(author).toBeNull();
});

it('tells when the search gave fewer releases than it found', () => {
  const hits = [{ _source: { distribution: 'A', version: '1' } }];
  expect(parseReleases(json({ hits: { total: 2, hits } }), 'A').isComplete).toBe(false);
  expect(parseReleases(json({ hits: { total: { value: 1 }, hits } }), 'A').isComplete).toBe(true);
  expect(() => parseReleases(json({ hits: { total: 1, hits } }), 'B')).toThrow('of other distributions only');
});

it('maps an author', () => {
  expect(mapAuthor('GUILLEM', own('author.json'))).toEqual({
    uuid: 'GUILLEM',
    login: 'GUILLEM',
    name: 'A. Üthor',
    email: 'author@example.org',
    url: 'https://www.example.org/author/',
    role: null,
  });
  expect(mapAuthor('NOBODY', null)).toMatchObject({ uuid: 'NOBODY', name: null, email: null, url: null });
});

/** Expected values are worked out by hand from the recorded answers and the pages in fixtures/. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { recordsOf } from './fixtures/conformance.ts';
import { readPage } from './page.ts';

if (!hasSharedRecordings) console.warn('cran: the shared recordings are absent, so they are not mapped');

const recorded = (file: string) => readFileSync(shared(`cran/${file}`));
const own = (file: string) => readFileSync(new URL(`fixtures/${file}`, import.meta.url));

describe('a package', () => {
  it.skipIf(!hasSharedRecordings)('of CRAN', async () => {
    const [record] = await recordsOf('pack', {
      page: recorded('index.html'),
      archive: recorded('archives.html'),
      count: recorded('pack'),
    });
    expect(record).toEqual({
      name: 'pack',
      namespace: null,
      description: 'Convert values to/from raw vectors',
      homepage: null,
      repositoryUrl: null,
      repositoryCandidates: [],
      licenses: 'GPL-3',
      keywords: [],
      status: null,
      downloads: { count: 612, period: 'last-month' },
      fundingLinks: [],
      metadata: {
        abstract:
          'Functions to easily convert data to binary formats other programs/machines can understand.',
        needs_compilation: false,
      },
      latestVersion: '0.1-1',
      versions: [
        {
          number: '0.1-1',
          publishedAt: '2008-09-08T00:00:00.000Z',
          licenses: 'GPL-3',
          integrity: null,
          status: null,
          metadata: {},
          dependencies: [],
        },
        {
          number: '0.1',
          publishedAt: '2008-08-17T00:00:00.000Z',
          licenses: null,
          integrity: null,
          status: null,
          metadata: { archived: true },
          dependencies: null,
        },
      ],
      versionsComplete: true,
      maintainers: [
        {
          uuid: expect.stringContaining('@'),
          login: null,
          name: expect.any(String),
          email: expect.stringContaining('@'),
          url: null,
          role: null,
        },
      ],
    });
  });

  it('with everything that a page can have', async () => {
    const [record] = await recordsOf('kitchenSink', { page: own('page.html'), archive: own('archive.html') });
    expect(record).toMatchObject({
      description: 'Sinks: of Kitchens & More',
      homepage: 'https://sink.example.org',
      repositoryUrl: 'https://github.com/example/kitchenSink',
      licenses: 'GPL (>= 2)',
      downloads: null,
      metadata: {
        abstract: 'Everything <doi:10.1/x> and the kitchen sink.',
        bug_reports: 'https://github.com/example/kitchenSink/issues',
        needs_compilation: true,
        system_requirements: 'C++17',
        priority: 'recommended',
        task_views: ['Cooking', 'Plumbing'],
      },
      maintainers: [{ uuid: 'ada@example.org', name: 'Ada Example' }],
    });
    expect(record?.versions.map(({ number, publishedAt }) => [number, publishedAt])).toEqual([
      ['1.10-2', '2024-02-29T00:00:00.000Z'],
      ['1.9', '2022-01-31T00:00:00.000Z'],
      ['1.10-1', '2023-03-04T00:00:00.000Z'],
    ]);
    expect(
      record?.versions[0]?.dependencies?.map(({ kind, name, requirement }) => [kind, name, requirement]),
    ).toEqual([
      ['depends', 'R', '>= 3.5.0'],
      ['depends', 'methods', null],
      ['imports', 'Rcpp', '>= 1.0.2'],
      ['imports', 'stats', null],
      ['linking-to', 'Rcpp', null],
      ['suggests', 'testthat', '>= 3.0.0'],
      ['enhances', 'data.table', null],
    ]);
  });

  it('that was removed keeps what is in the archive', async () => {
    const archive = Buffer.from(own('archive.html').toString().replaceAll('kitchenSink_', 'oldSink_'));
    const [record] = await recordsOf('oldSink', { page: own('removed.html'), archive });
    expect(record).toMatchObject({
      status: 'removed',
      description: null,
      metadata: { removal: 'Archived on 2019-12-21 as check problems were not corrected in time.' },
      latestVersion: null,
      maintainers: null,
    });
    expect(record?.versions.map(({ number, status }) => [number, status])).toEqual([
      ['1.9', 'removed'],
      ['1.10-1', 'removed'],
      ['1.10-2', 'removed'],
    ]);
  });

  it('that nobody maintains says so', async () => {
    const html = own('page.html').toString();
    const page = Buffer.from(html.replace(/Ada Example {2}&#x3c;.*<\/td>/, 'ORPHANED</td>'));
    const [record] = await recordsOf('kitchenSink', { page });
    expect(record).toMatchObject({ metadata: { orphaned: true }, maintainers: [] });
  });

  it('is not another one, nor any page', () => {
    expect(() => readPage(own('page.html'), 'kitchen')).toThrow(/another package/);
    expect(() => readPage(own('removed.html'), 'newSink')).toThrow(/neither facts nor a removal/);
    for (const html of [
      '',
      '<h1>502 Bad Gateway</h1>',
      '<h2>x1: y</h2>',
      '<table><tr><td>Version:</td><td>1</td></tr></table>',
    ])
      expect(() => readPage(Buffer.from(html), 'x1')).toThrow(/neither facts nor a removal/);
  });
});

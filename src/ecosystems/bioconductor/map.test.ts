/** Expected values are worked out by hand from the VIEWS and the counts in fixtures/: no answers are recorded. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { candidate } from '../conformance/candidates.ts';
import { readDownloads } from './downloads.ts';
import { recordsOf } from './fixtures/conformance.ts';

const views = readFileSync(new URL('fixtures/VIEWS', import.meta.url));

describe('VIEWS', () => {
  it('has a package with all fields', async () => {
    const imports = ['grDevices', 'graphics', 'stats', 'utils', 'methods', 'statmod'];
    const [limma] = await recordsOf(views);
    expect(limma).toEqual({
      name: 'limma',
      namespace: null,
      description: 'Linear Models for Microarray and Omics Data',
      homepage: 'https://sink.example.org/limma',
      repositoryUrl: 'https://git.bioconductor.org/packages/limma',
      repositoryCandidates: [
        candidate('git_url', 'https://git.bioconductor.org/packages/limma', undefined, {
          kind: 'declared',
          chosen: true,
        }),
      ],
      licenses: 'GPL (>=2)',
      keywords: ['ExonArray', 'GeneExpression', 'Transcription'],
      status: null,
      // 150 + 15 + 2: the line of a whole year repeats its months.
      downloads: { count: 167, period: 'total' },
      fundingLinks: [],
      metadata: {
        abstract: 'Data analysis, linear models and differential expression for omics data.',
        git_url: 'https://git.bioconductor.org/packages/limma',
        git_branch: 'RELEASE_3_19',
        needs_compilation: true,
      },
      latestVersion: '3.60.0',
      versions: [
        {
          number: '3.60.0',
          publishedAt: '2024-04-30T00:00:00.000Z',
          licenses: 'GPL (>=2)',
          integrity: 'md5-0123456789abcdef0123456789abcdef',
          status: null,
          metadata: { git_last_commit: '1234567', git_last_commit_date: '2024-04-30' },
          dependencies: [
            { name: 'R', requirement: '>= 3.6.0', kind: 'depends', optional: false },
            ...imports.map(name => ({ name, requirement: null, kind: 'imports', optional: false })),
            { name: 'AnnotationDbi', requirement: null, kind: 'suggests', optional: true },
            { name: 'affy', requirement: null, kind: 'suggests', optional: true },
            { name: 'org.Hs.eg.db', requirement: null, kind: 'suggests', optional: true },
          ],
        },
      ],
      versionsComplete: false,
      maintainers: [
        {
          uuid: 'ada@example.org',
          login: null,
          name: 'Ada Example',
          email: 'ada@example.org',
          url: null,
          role: null,
        },
      ],
    });
  });

  it('has packages that are deprecated, and none of a bad name', async () => {
    const [, old, bare, ...others] = await recordsOf(views);
    expect(others).toEqual([]);
    expect(old).toMatchObject({
      status: 'deprecated',
      homepage: 'https://a.example',
      repositoryUrl: 'https://github.com/example/oldTool',
      downloads: { count: 0, period: 'total' },
      versions: [{ integrity: null, publishedAt: null }],
      maintainers: [{ uuid: 'a@example.org' }, { uuid: 'b@example.org' }],
    });
    expect(old?.versions[0]?.dependencies?.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'depends methods',
      'depends Biobase',
      'linking-to Rcpp',
      'enhances multicore',
    ]);
    expect(bare).toMatchObject({
      name: 'bare.tool',
      description: null,
      downloads: null,
      repositoryUrl: null,
    });
  });

  it.each(['', '\n\n', 'Package: 1bad\n', '<html>', 'Version: 1\nVersion: 2'])(
    '%j is malformed',
    async text => {
      await expect(recordsOf(Buffer.from(text))).rejects.toMatchObject({ code: 'malformed' });
    },
  );
});

describe('counts of downloads', () => {
  async function* pieces(text: string, size: number) {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const header = 'Package\tYear\tMonth\tNb_of_distinct_IPs\tNb_of_downloads';

  it.each([1, 5, 1_000])('are summed, in pieces of %i bytes', async size => {
    const text = `${header}\r\na\t2024\tJan\t1\t5\r\nb\t2024\tJan\t1\t7\na\t2024\tall\t1\t5\na\t2023\tMar\t1\t6`;
    expect(await readDownloads(pieces(text, size))).toEqual(
      new Map([
        ['a', 11],
        ['b', 7],
      ]),
    );
  });

  it.each(['', 'Package Year', `${header}\n${'x'.repeat(20_000)}`])('%# is malformed', async text => {
    await expect(readDownloads(pieces(text, 1_000))).rejects.toMatchObject({ code: 'malformed' });
  });
});

/** Expected values are worked out by hand from the documents in fixtures/. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chosen } from '../conformance/candidates.ts';
import { pages } from './fixtures/recordings.ts';
import { mapImage } from './map.ts';

const own = (file: string) => readFileSync(new URL(`fixtures/${file}`, import.meta.url));
const json = (value: unknown) => Buffer.from(JSON.stringify(value));
const sink = (changes: Partial<Parameters<typeof mapImage>[1]> = {}) =>
  mapImage('example/sink', {
    repository: own('repository.json'),
    tags: [own('tags.json')],
    source: own('source.json'),
    ...changes,
  });

describe('an image', () => {
  it('with all members', () => {
    const version = { licenses: null, integrity: null, status: null, dependencies: null };
    expect(sink()).toEqual({
      name: 'example/sink',
      namespace: 'example',
      description: 'All members at once',
      homepage: null,
      repositoryUrl: 'https://github.com/example/sink-image',
      repositoryCandidates: [chosen('source', 'https://github.com/example/sink-image')],
      licenses: null,
      keywords: ['Databases & storage'],
      status: null,
      downloads: { count: 123_456, period: 'total' },
      fundingLinks: [],
      metadata: {
        star_count: 7,
        last_updated: '2024-05-06T07:08:09.123Z',
        date_registered: '2015-01-02T03:04:05.000Z',
      },
      latestVersion: '1.2-alpine',
      versions: [
        {
          ...version,
          number: 'latest',
          publishedAt: '2024-05-06T07:08:09.123Z',
          integrity: `sha256-${'ab'.repeat(32)}`,
          metadata: {
            full_size: 2048,
            images: [
              { architecture: 'amd64', os: 'linux', digest: `sha256:${'01'.repeat(32)}`, size: 2048 },
              {
                architecture: 'arm64',
                variant: 'v8',
                os: 'linux',
                digest: `sha256:${'02'.repeat(32)}`,
                size: 2000,
              },
            ],
          },
        },
        {
          ...version,
          number: '1.2-alpine',
          publishedAt: '2024-05-05T00:00:00.000Z',
          metadata: { full_size: 1024 },
        },
        {
          ...version,
          number: '1.3-rc1',
          publishedAt: '2024-05-04T00:00:00.000Z',
          metadata: { full_size: 1024 },
        },
        { ...version, number: '1.2', publishedAt: null, metadata: { full_size: 1024 } },
      ],
      versionsComplete: true,
      maintainers: null,
    });
  });

  it('that is official has many tags and the source of all official ones', () => {
    const record = mapImage('library/basin', {
      repository: own('official.json'),
      tags: pages.map(json),
      source: null,
    });
    expect(record).toMatchObject({
      name: 'library/basin',
      namespace: 'library',
      repositoryUrl: 'https://github.com/docker-library/official-images',
      downloads: { count: 11_000_000_000, period: 'total' },
      keywords: [],
      metadata: { official: true, star_count: 20_000 },
      latestVersion: '1.210',
      versionsComplete: true,
    });
    expect(record.versions).toHaveLength(210);
  });

  it('of which some tags were not read is not complete', () => {
    const first = mapImage('library/basin', {
      repository: own('official.json'),
      tags: [json(pages[0])],
      source: null,
    });
    expect(first.versionsComplete).toBe(false);
    expect(first.versions).toHaveLength(100);
    expect(sink({ tags: [] })).toMatchObject({ versions: [], versionsComplete: false, latestVersion: null });
  });

  it('has a repository only where its builds name one', () => {
    expect(sink({ source: null }).repositoryUrl).toBeNull();
    const repositoryOf = (source: unknown) => sink({ source: json({ objects: [source] }) }).repositoryUrl;
    expect(repositoryOf({ provider: 'Bitbucket', owner: 'a', repository: 'b' })).toBe(
      'https://bitbucket.org/a/b',
    );
    for (const source of [
      null,
      {},
      { provider: 'Github', owner: 'a' },
      { provider: 'Else', owner: 'a', repository: 'b' },
    ])
      expect(repositoryOf(source)).toBeNull();
    expect(sink({ source: json({}) }).repositoryUrl).toBeNull();
  });

  it('is never taken for another one', () => {
    const other = json({ namespace: 'example', name: 'other' });
    expect(() => sink({ repository: other })).toThrow(expect.objectContaining({ code: 'malformed' }));
    expect(() => sink({ tags: [json({ results: {} })] })).toThrow(
      expect.objectContaining({ code: 'malformed' }),
    );
  });
});

/** Expected values are worked out by hand from the recorded answers. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { candidate, chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { linksIn, textOfHtml } from './html.ts';
import { mapPackage } from './map.ts';
import { parsePage } from './page.ts';

if (!hasSharedRecordings) console.warn('hackage: the shared recordings are absent, so they are not mapped');

const own = (file: string) => readFileSync(new URL(`fixtures/${file}`, import.meta.url));
const recorded = (file: string) => readFileSync(shared(`hackage/${file}`));
const edge = { kind: 'runtime', optional: false };
const none = { releases: null, maintainers: null };

describe('a package', () => {
  it.skipIf(!hasSharedRecordings)('of Hackage', () => {
    const { versions, ...record } = mapPackage('blockfrost-client', {
      page: recorded('blockfrost-client'),
      releases: recorded('blockfrost-client.rss'),
      maintainers: null,
    });
    expect(record).toEqual({
      name: 'blockfrost-client',
      namespace: null,
      description: 'Simple Blockfrost clients for use with transformers or mtl',
      homepage: 'https://github.com/blockfrost/blockfrost-haskell',
      repositoryUrl: 'https://github.com/blockfrost/blockfrost-haskell',
      repositoryCandidates: [
        chosen('Source repo', 'https://github.com/blockfrost/blockfrost-haskell'),
        candidate('Home page', 'https://github.com/blockfrost/blockfrost-haskell'),
      ],
      licenses: 'Apache-2.0',
      keywords: ['apache', 'cardano', 'library'],
      status: null,
      downloads: { count: 303, period: 'total' },
      fundingLinks: [],
      metadata: { synopsis: 'blockfrost.io basic client', downloads_last_month: 83 },
      latestVersion: '0.7.0.0',
      versionsComplete: true,
      maintainers: null,
    });
    expect(versions.map(({ number, publishedAt }) => [number, publishedAt])).toEqual([
      ['0.1.0.0', '2021-09-14T12:23:58.000Z'],
      ['0.2.0.0', '2021-10-29T12:15:41.000Z'],
      ['0.2.1.0', '2021-11-15T12:19:04.000Z'],
      ['0.3.0.0', '2022-02-07T10:45:13.000Z'],
      ['0.3.1.0', '2022-02-17T13:31:46.000Z'],
      ['0.4.0.0', '2022-03-09T13:44:08.000Z'],
      ['0.4.0.1', '2022-04-05T13:37:46.000Z'],
      ['0.5.0.0', '2022-06-06T09:39:24.000Z'],
      ['0.6.0.0', '2022-08-31T16:48:50.000Z'],
      ['0.7.0.0', '2022-10-11T05:27:03.000Z'],
    ]);
    const shown = versions.find(({ number }) => number === '0.4.0.1');
    expect(shown).toMatchObject({ licenses: 'Apache-2.0', status: null, metadata: { uploaded_by: 'srk' } });
    expect(shown?.dependencies).toEqual([
      { ...edge, name: 'base', requirement: '>=4.7 && <5' },
      { ...edge, name: 'blockfrost-api', requirement: '>=0.4 && <0.5' },
      { ...edge, name: 'blockfrost-client-core', requirement: null },
      { ...edge, name: 'bytestring', requirement: null },
      { ...edge, name: 'data-default', requirement: null },
      { ...edge, name: 'directory', requirement: null },
      { ...edge, name: 'filepath', requirement: null },
      { ...edge, name: 'mtl', requirement: null },
      { ...edge, name: 'servant', requirement: '>=0.18 && <0.20' },
      { ...edge, name: 'servant-client', requirement: null },
      { ...edge, name: 'servant-client-core', requirement: null },
      { ...edge, name: 'text', requirement: null },
    ]);
    expect(versions[0]).toMatchObject({ licenses: null, dependencies: null, metadata: {} });
  });

  it.skipIf(!hasSharedRecordings)('with many versions, some deprecated', () => {
    const { versions, ...record } = mapPackage('aeson', { page: recorded('aeson-0.2.0.0'), ...none });
    expect(record).toMatchObject({
      keywords: ['bsd3', 'json', 'library', 'text', 'web'],
      homepage: 'http://github.com/mailrank/aeson',
      repositoryUrl: 'https://github.com/mailrank/aeson',
      licenses: 'BSD-3-Clause',
      downloads: { count: 567_411, period: 'total' },
      metadata: { synopsis: 'Fast JSON parsing and generation', downloads_last_month: 1104 },
      latestVersion: '2.1.1.0',
    });
    expect(record.description).toMatch(
      /^A JSON parsing and generation library optimized for ease of use and high performance\.\nParsing performance/,
    );
    const deprecated = versions.filter(({ status }) => status === 'deprecated').map(({ number }) => number);
    expect(deprecated.slice(0, 5)).toEqual(['0.7.0.0', '0.7.0.1', '0.7.0.2', '0.7.0.3', '0.7.0.5']);
    const shown = versions.find(({ number }) => number === '0.2.0.0');
    expect(shown?.publishedAt).toBe('2011-02-25T18:27:42.000Z');
    expect(shown?.dependencies?.slice(0, 4)).toEqual([
      { ...edge, name: 'attoparsec', requirement: '>=0.8.5.0' },
      { ...edge, name: 'base', requirement: '>=4 && <4.4' },
      { ...edge, name: 'blaze-builder', requirement: '>=0.2.1.4' },
      { ...edge, name: 'bytestring', requirement: null },
    ]);
  });

  const sink = () =>
    mapPackage('kitchen-sink', {
      page: own('page.html'),
      releases: own('releases.xml'),
      maintainers: own('maintainers.json'),
    });

  it('that is deprecated, in the present layout', () => {
    expect(sink()).toEqual({
      name: 'kitchen-sink',
      namespace: null,
      description: 'First <paragraph> of two.\nSecond.',
      homepage: 'https://sink.example.org',
      // The second of two repositories: the first is on no known forge.
      repositoryUrl: 'https://github.com/example/sink',
      repositoryCandidates: [
        candidate('Source repo', 'https://darcs.example.org/sink', undefined, { kind: 'declared' }),
        chosen('Source repo', 'https://github.com/example/sink', 'git://github.com/example/sink.git'),
      ],
      licenses: 'BSD-3-Clause',
      keywords: ['bsd3', 'library'],
      status: 'deprecated',
      downloads: { count: 303, period: 'total' },
      fundingLinks: [],
      metadata: {
        synopsis: 'everything & the sink',
        downloads_last_month: 83,
        in_favour_of: ['better-sink'],
      },
      latestVersion: '0.3',
      versions: [
        {
          number: '0.1',
          publishedAt: '2020-12-14T12:23:58.000Z',
          licenses: null,
          integrity: null,
          status: null,
          metadata: {},
          dependencies: null,
        },
        {
          number: '0.2',
          publishedAt: '2021-01-05T01:02:03.000Z',
          licenses: null,
          integrity: null,
          status: 'deprecated',
          metadata: {},
          dependencies: null,
        },
        {
          number: '0.3',
          // The feed has not got it yet.
          publishedAt: '2022-04-05T13:37:46.000Z',
          licenses: 'BSD-3-Clause',
          integrity: null,
          status: null,
          metadata: { uploaded_by: 'someone' },
          dependencies: [
            { ...edge, name: 'base', requirement: '>=4.7 && <5' },
            { ...edge, name: 'text', requirement: null },
          ],
        },
        {
          number: '1.0',
          publishedAt: null,
          licenses: null,
          integrity: null,
          status: null,
          metadata: { unpreferred: true },
          dependencies: null,
        },
      ],
      versionsComplete: true,
      maintainers: ['someone', 'another'].map(login => ({
        uuid: login,
        login,
        name: null,
        email: null,
        url: null,
        role: null,
      })),
    });
  });

  it('whose version on show is deprecated', () => {
    const page = own('page.html').toString().replace('<strong>', '<strong class="deprecated">');
    const { versions, latestVersion } = mapPackage('kitchen-sink', { page: Buffer.from(page), ...none });
    expect(versions.find(({ number }) => number === '0.3')?.status).toBe('deprecated');
    expect(latestVersion).toBe('0.1');
  });

  it('of another name, or no page of one, is malformed', () => {
    const code = expect.objectContaining({ code: 'malformed' });
    for (const text of ['', '<html>', '<h1><a href="/package/kitchen-sink">kitchen-sink</a></h1>'])
      expect(() => parsePage(Buffer.from(text), 'kitchen-sink')).toThrow(code);
    expect(() => parsePage(own('page.html'), 'sink')).toThrow(code);
    const page = own('page.html');
    for (const releases of ['', '<html></html>', '{}'])
      expect(() =>
        mapPackage('kitchen-sink', { page, releases: Buffer.from(releases), maintainers: null }),
      ).toThrow(code);
    for (const maintainers of ['', '[]', '{}'])
      expect(() =>
        mapPackage('kitchen-sink', { page, releases: null, maintainers: Buffer.from(maintainers) }),
      ).toThrow(code);
  });
});

describe('HTML', () => {
  it('has links with quoted and with bare addresses', () => {
    const html = `<a href="/a?x=1&amp;y=2" class='b'>A <b>b</b></a> <a href=https://c.example>C</a> <a name="d">D</a> <a href="/e">`;
    expect(linksIn(html)).toMatchObject([
      { href: '/a?x=1&y=2', className: 'b', text: 'A b' },
      { href: 'https://c.example', className: '', text: 'C' },
      { href: '', text: 'D' },
    ]);
  });

  it('has text', () => {
    expect(textOfHtml(' a&nbsp;<i>b</i>\n&lt;c&gt; &#233;&#xE9; &unknown; &#0; &#xd800; < d')).toBe(
      'a b <c> éé &unknown; &#0; &#xd800; < d',
    );
  });
});

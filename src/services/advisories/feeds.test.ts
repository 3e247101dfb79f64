import { expect, test } from 'vitest';
import { atomFeed, type FeedHead, jsonFeed } from './feeds.ts';
import type { AdvisoryJson } from './schemas.ts';

const head: FeedHead = {
  title: 'Security advisories',
  url: 'https://index.example.org/api/v1/advisories/feed.atom',
  page: 'https://index.example.org/advisories',
  terms: {
    licence: { spdx: 'LicenseRef-A&B', url: 'https://example.org/terms?a=1&b="2"' },
    licensee: 'Acme <Ltd>',
  },
};
const advisory = (source_kind: string) =>
  ({
    html_url: 'https://index.example.org/advisories/X-1',
    url: null,
    title: 'One',
    severity: null,
    withdrawn_at: null,
    identifiers: ['X-1'],
    packages: [],
    published_at: '2026-01-01T00:00:00.000Z',
    updated_at: '2026-01-02T00:00:00.000Z',
    source_kind,
  }) as unknown as AdvisoryJson;

test('a feed says what it is under, and an entry whose terms it keeps', () => {
  const atom = atomFeed(head, [advisory('rustsec'), advisory('nobody')], '2026-01-02T00:00:00.000Z');
  expect(atom).toContain('<link rel="license" href="https://example.org/terms?a=1&amp;b=&quot;2&quot;"/>');
  expect(atom).toContain(
    '<rights>LicenseRef-A&amp;B, licensed to Acme &lt;Ltd&gt;; what sources wrote stays under their own terms</rights>',
  );
  // https://github.com/rustsec/advisory-db: CC0-1.0
  expect(atom.match(/<entry>[\s\S]*?<\/entry>/g)?.map(of => /<rights>(.*)<\/rights>/.exec(of)?.[1])).toEqual([
    expect.stringMatching(/^RustSec.*: CC0-1\.0/),
    undefined,
  ]);
  const json = jsonFeed(head, [advisory('rustsec'), advisory('nobody')]);
  expect(json._licence).toEqual({
    about: 'https://spdx.org/licenses/',
    spdx: 'LicenseRef-A&B',
    url: head.terms.licence.url,
    licensee: 'Acme <Ltd>',
  });
  expect(json.items.map(item => ('_licence' in item ? item._licence : null))).toEqual([
    { about: 'https://spdx.org/licenses/', source: expect.stringMatching(/^RustSec/), spdx: 'CC0-1.0' },
    null,
  ]);
});

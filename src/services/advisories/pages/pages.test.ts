/** The list of advisories, one of them, and the tab of a package, with hostile texts among them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { requestContext } from '../../../../test/request-context.ts';
import { advisory, affects, below } from '../../../advisories/fixtures/records.ts';
import { writeAdvisories } from '../../../store/advisories.ts';
import { createFilledWorld, createWorld, type World } from '../../packages/fixtures/world.ts';
import { createPageClient } from '../../packages/pages/fixtures/page-client.ts';
import { pages as packagePages } from '../../packages/pages.tsx';
import { badgeRoute } from '../badge.ts';
import { pages } from './index.ts';

const HOSTILE = '<img src=x onerror=alert(1)>"\'&';
const CRITICAL = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';
const MEDIUM = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N';

const RECORDS = [
  advisory('ghsa', 'GHSA-2222-3333-4444', {
    aliases: ['CVE-2025-0001'],
    title: 'A widget is open',
    details: `# Impact\n\n**Bold** ${HOSTILE} <script>alert(2)</script> [x](javascript:alert(3))`,
    publishedAt: '2025-05-01T00:00:00.000Z',
    severities: [{ type: 'CVSS_V3', value: CRITICAL }],
    references: [
      { type: 'WEB', url: 'https://example.org/reference' },
      { type: 'WEB', url: 'javascript:alert(4)' },
    ],
    affected: [affects('npm', '@acme/widget', below('1.10.0'))],
  }),
  advisory('osv', 'OSV-2025-1', {
    aliases: ['CVE-2025-0001'],
    publishedAt: '2025-05-02T00:00:00.000Z',
    severities: [{ type: 'CVSS_V3', value: MEDIUM }],
    affected: [affects('npm', '@acme/widget', below('1.9.0'))],
  }),
  advisory('ghsa', 'GHSA-5555-6666-7777', {
    title: HOSTILE,
    details: HOSTILE,
    publishedAt: '2025-04-01T00:00:00.000Z',
    withdrawnAt: '2025-04-02T00:00:00.000Z',
    references: [{ type: HOSTILE, url: `https://example.org/${HOSTILE}` }],
    affected: [affects('npm', HOSTILE, below(HOSTILE)), affects(null, HOSTILE)],
  }),
  ...Array.from({ length: 60 }, (_, index) =>
    advisory('pypa', `PYSEC-2020-${index + 1}`, {
      publishedAt: new Date(Date.UTC(2020, 0, index + 1)).toISOString(),
      affected: [affects('pypi', 'requests', below('2.0.0'))],
    }),
  ),
];

let world: World;
let empty: World;
let get: ReturnType<typeof createPageClient>;
beforeAll(async () => {
  [world, empty] = await Promise.all([createFilledWorld(), createWorld()]);
  const writes = RECORDS.map(record => ({ record, path: `${record.source}/${record.id}.json` }));
  await writeAdvisories(world.db, 'test', { writes }, { normalise: (_, name) => name });
  get = createPageClient([...pages, ...packagePages], world);
});
afterAll(() => Promise.all([world.end(), empty.end()]));

const idsOf = (html: string) =>
  [...html.matchAll(/class="row-title" href="\/advisories\/([^"]+)"/g)].map(m => m[1]);

describe('the list', () => {
  test('has the newest first, counts, a chart of the last months and its feeds', async () => {
    const { html, text } = await get('/advisories');
    expect(text).toContain('62 advisories from 3 sources');
    expect(idsOf(html).slice(0, 3)).toEqual(['GHSA-2222-3333-4444', 'GHSA-5555-6666-7777', 'PYSEC-2020-60']);
    expect(idsOf(html)).toHaveLength(50);
    expect(text).toContain('2 advisories of this list in the last 24 months; 0 in this one.');
    expect(html).toMatch(/<link rel="alternate" type="application\/atom\+xml"[^>]*feed\.atom"/);
    expect(html).toMatch(/<link rel="alternate" type="application\/feed\+json"[^>]*feed\.json"/);
  });

  test('goes on by cursor, each advisory once', async () => {
    const first = await get('/advisories');
    const next = /href="([^"]+)" rel="next"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') as string;
    const second = await get(next);
    expect(new Set([...idsOf(first.html), ...idsOf(second.html)]).size).toBe(62);
    expect(second.html).not.toContain('rel="next"');
    expect(second.html).toContain('<a href="/advisories">← Newest</a>');
    expect((await get('/advisories?cursor=nonsense')).status).toBe(400);
  });

  test('is narrowed by links that keep what was chosen before', async () => {
    const { html, text } = await get('/advisories?ecosystem=npm');
    expect(idsOf(html)).toEqual(['GHSA-2222-3333-4444', 'GHSA-5555-6666-7777']);
    expect(text).toContain('2 advisories from 2 sources');
    expect(html).toContain('href="/advisories?ecosystem=npm&amp;severity=critical"');
    expect(idsOf((await get('/advisories?ecosystem=npm&severity=critical')).html)).toEqual([
      'GHSA-2222-3333-4444',
    ]);
    expect(idsOf((await get('/advisories?withdrawn=true')).html)).toEqual(['GHSA-5555-6666-7777']);
    expect((await get('/advisories?kev=true')).text).toContain('No advisory is like that');
    expect((await get('/advisories?severity=awful')).status).toBe(400);
  });

  test('of an index without any says how to import them', async () => {
    const { status, text } = await createPageClient(pages, empty)('/advisories');
    expect(status).toBe(200);
    expect(text).toContain('bin/ecosystems import advisories --source');
  });
});

describe('an advisory', () => {
  test('is found by any identifier and lives at one address', async () => {
    const own = '/advisories/GHSA-2222-3333-4444';
    for (const id of ['CVE-2025-0001', 'osv-2025-1'])
      expect((await get(`/advisories/${id}`)).location).toBe(own);
    expect((await get(own)).status).toBe(200);
    expect((await get('/advisories/CVE-1999-0001')).status).toBe(404);
    expect((await get('/advisories/%00')).status).toBe(400);
  });

  test('says what it means, which versions, how severe and why, and where from', async () => {
    const { html, text } = await get('/advisories/GHSA-2222-3333-4444');
    expect(text).toContain(
      'Critical severity (CVSS 9.8) in @acme/widget of npm: versions < 1.10.0. Fixed in 1.10.0.',
    );
    // 1.9.0 is below 1.10.0; 1.10.0 and 2.0.0-beta.1 are not.
    expect(text).toContain('Of 3 indexed versions, 1 affected: 1.9.0.');
    expect(text).toContain('2.0.0-beta.1');
    expect(text).toContain('score: CVSS 3 of ghsa (GHSA-2222-3333-4444)');
    expect(html).toContain(MEDIUM);
    expect(text).toContain('published by osv as OSV-2025-1');
    expect(html).toContain('href="/registries/npmjs.org/packages/@acme%2Fwidget"');
    expect(html).toContain('href="https://example.org/reference"');
    expect(html).not.toContain('Withdrawn</strong>');
  });

  test('shows who is exposed, as a chart and as a list', async () => {
    const { html, text } = await get('/advisories/GHSA-2222-3333-4444');
    // @acme/panel asks for ^1.0.0, which 1.9.0 satisfies, and 1.10.0 as well; nothing depends on it.
    expect(text).toContain(
      '1 package asks directly for what an affected version satisfies, 0 through others',
    );
    expect(text).toContain('1 can take a fixed version without a change.');
    expect(html).toContain('id="exposure-chart-title"');
    expect(text).toContain('Depends on it directly 1');
    expect(text).toContain('Asks for @acme/widget ^1.0.0, which 1.10.0 satisfies as well');
    expect(html).toContain('href="/registries/npmjs.org/packages/@acme%2Fpanel/dependencies"');
    expect((await get('/advisories/GHSA-5555-6666-7777')).html).not.toContain('id="exposure"');
  });

  test('shows text of strangers as text', async () => {
    for (const id of ['GHSA-2222-3333-4444', 'GHSA-5555-6666-7777']) {
      const { html } = await get(`/advisories/${id}`);
      expect(html).not.toMatch(/<script>alert|<img|href="javascript:/i);
    }
    expect((await get('/advisories/GHSA-2222-3333-4444')).html).toContain('<strong>Bold</strong>');
    expect((await get('/advisories')).html).not.toContain('<img');
  });

  test('that is withdrawn says so before anything else', async () => {
    const { text } = await get('/advisories/GHSA-5555-6666-7777');
    expect(text.trim()).toMatch(/^(<main[^>]*> )?Withdrawn On 2 Apr 2025/);
  });
});

describe('a package', () => {
  test('has a tab with what is known of its latest version', async () => {
    const widget = await get('/registries/npmjs.org/packages/@acme%2Fwidget/advisories');
    expect(idsOf(widget.html)).toEqual(['GHSA-2222-3333-4444']);
    expect(widget.text).toContain('None of them is known to affect 1.10.0, the latest version.');
    expect(widget.text).toContain('Does not affect 1.10.0: fixed since 1.10.0');
    expect(widget.text).toContain('Advisories 1');
  });

  test('tells none from not known', async () => {
    expect((await get('/registries/npmjs.org/packages/helper/advisories')).text).toContain(
      'No advisory is about helper',
    );
    expect((await get('/registries/debian-12/packages/curl/advisories')).text).toContain(
      'No source of advisories about debian was imported.',
    );
  });
});

test('the badge counts what stands about a package or affects a version', async () => {
  const label = async (purl: string) => {
    const { body, contentType } = await badgeRoute.handle(requestContext(world, { query: { purl } }));
    expect(contentType).toBe('image/svg+xml');
    return /aria-label="([^"]*)"/.exec(String(body))?.[1];
  };
  expect(await label('pkg:npm/%40acme/widget')).toBe('advisories: 1');
  expect(await label('pkg:npm/%40acme/widget@1.9.0')).toBe('advisories: 1');
  expect(await label('pkg:npm/%40acme/widget@1.10.0')).toBe('advisories: none known');
  expect(await label('pkg:deb/debian/curl@7.88.1-10')).toBe('advisories: not known');
  expect(await label(`pkg:nothing/${HOSTILE}`)).toBe('advisories: not known');
  await expect(label('nonsense')).rejects.toThrow('purl');
  const moved = await get(`/advisories/badge.svg?purl=${encodeURIComponent('pkg:npm/a&b')}`);
  expect(moved.location).toBe(
    'https://www.example.org/advisories/api/v1/advisories/badge.svg?purl=pkg:npm/a%26b',
  );
});

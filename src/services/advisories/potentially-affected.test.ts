/** Distributions' packages that repackage what is affected. The versions and verdicts are worked out by hand from the records below. */
import { Check } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { record, version } from '../../../test/records.ts';
import { createClient } from '../../../test/request-context.ts';
import { advisory, affects, below } from '../../advisories/fixtures/records.ts';
import { writeAdvisories } from '../../store/advisories.ts';
import { createWorld, type World } from '../packages/fixtures/world.ts';
import { createPageClient } from '../packages/pages/fixtures/page-client.ts';
import { pages as packagePages } from '../packages/pages.tsx';
import { pages } from './pages/index.ts';
import { potentialAdvisoriesRoute, potentiallyAffectedRoute } from './potentially-affected.ts';
import { routes } from './routes.ts';
import { MatchAnswer } from './schemas.ts';

const debian = (release: string, over: object) =>
  affects('debian', 'python-urllib3', { ecosystemName: `Debian:${release}`, release, ...over });

const RECORDS = [
  // Nobody but upstream speaks of it.
  advisory('ghsa', 'GHSA-aaaa-aaaa-aaaa', {
    aliases: ['CVE-2024-1000'],
    title: 'Cookies leak',
    affected: [affects('pypi', 'urllib3', below('1.26.17')), affects('npm', 'semver', below('7.5.2'))],
  }),
  // Debian mended 12 in a version that upstream's range holds, left 11 open, and says so.
  advisory('ghsa', 'GHSA-bbbb-bbbb-bbbb', {
    aliases: ['CVE-2024-2000'],
    affected: [affects('pypi', 'urllib3', below('1.26.17'))],
  }),
  advisory('debian', 'python-urllib3/CVE-2024-2000', {
    upstream: ['CVE-2024-2000'],
    affected: [debian('12', { status: 'resolved', ...below('1.26.12-1+deb12u1') }), debian('11', below('9'))],
  }),
  advisory('ghsa', 'GHSA-cccc-cccc-cccc', {
    withdrawnAt: '2024-01-01T00:00:00.000Z',
    affected: [affects('pypi', 'urllib3', below('1.26.17'))],
  }),
];

let world: World;
let client: ReturnType<typeof createClient>;
let page: ReturnType<typeof createPageClient>;

beforeAll(async () => {
  world = await createWorld();
  client = createClient(routes, world);
  page = createPageClient([...pages, ...packagePages], world);
  await world.write('pypi.org', [
    record('urllib3', { versions: ['1.26.12', '1.26.17'].map(number => version(number)) }),
    record('requests', { versions: [version('2.0.0')] }),
  ]);
  await world.write('npmjs.org', [record('semver', { versions: [version('7.5.4')] })]);
  const source = { metadata: { source: 'python-urllib3' } };
  await world.write('debian-12', [
    record('python3-urllib3', { ...source, versions: [version('1.26.12-1+deb12u1')] }),
    record('node-semver', { versions: [version('7.5.4+git20240101.abc-1')] }),
    record('python3-requests', { versions: [version('2.28.1+dfsg-1')] }),
  ]);
  await world.write('debian-11', [
    record('python3-urllib3', { ...source, versions: [version('1.26.17+dfsg-1')] }),
  ]);
  const writes = RECORDS.map(of => ({ record: of, path: `${of.id}.json` }));
  await writeAdvisories(world.db, 'test', { writes }, { normalise: (_, name) => name });
});
afterAll(() => world.end());

type Lists = Record<
  'potentially_affected' | 'unknown' | 'not_affected' | 'stated',
  { uuid: string; registry: string; package_name: string; evidence: string[]; stated: unknown }[]
>;
const names = (body: Lists) =>
  Object.fromEntries(
    (['potentially_affected', 'unknown', 'not_affected', 'stated'] as const).map(list => [
      list,
      body[list].map(of => `${of.registry} ${of.package_name} ${of.uuid}`),
    ]),
  );

describe('of an advisory', () => {
  const of = async (id: string) => {
    const { status, body } = await client.get(`/advisories/${id}/potentially_affected`);
    expect(status).toBe(200);
    expect(Check(potentiallyAffectedRoute.response, body)).toBe(true);
    return body as Lists;
  };

  test('are those whose version upstream’s range holds, with the evidence', async () => {
    const body = await of('CVE-2024-1000');
    expect(names(body)).toEqual({
      potentially_affected: ['debian-12 python3-urllib3 GHSA-aaaa-aaaa-aaaa'],
      unknown: ['debian-12 node-semver GHSA-aaaa-aaaa-aaaa'],
      not_affected: ['debian-11 python3-urllib3 GHSA-aaaa-aaaa-aaaa'],
      stated: [],
    });
    expect(body.potentially_affected[0]).toMatchObject({
      purl: 'pkg:deb/debian/python3-urllib3@1.26.12-1%2Bdeb12u1?distro=debian-12',
      version: '1.26.12-1+deb12u1',
      upstream: {
        registry: 'pypi.org',
        purl: 'pkg:pypi/urllib3@1.26.12',
        version: '1.26.12',
        first_fixed: '1.26.17',
      },
      evidence: [
        'python3-urllib3 is what Debian calls urllib3',
        '1.26.12-1+deb12u1 of Debian is 1.26.12 of urllib3, which pypi.org has',
        '1.26.12 lies in < 1.26.17',
      ],
      stated: null,
    });
    expect(body.unknown[0]?.evidence).toContain(
      '7.5.4+git20240101.abc-1 of Debian does not tell the version of upstream',
    );
  });

  test('are none where the distribution has spoken: its word stands apart', async () => {
    const body = await of('GHSA-bbbb-bbbb-bbbb');
    expect(names(body)).toEqual({
      potentially_affected: [],
      unknown: [],
      not_affected: [],
      stated: [
        'debian-11 python3-urllib3 GHSA-bbbb-bbbb-bbbb',
        'debian-12 python3-urllib3 GHSA-bbbb-bbbb-bbbb',
      ],
    });
    expect(body.stated.map(({ stated }) => stated)).toEqual([
      { uuid: 'python-urllib3/CVE-2024-2000', verdict: 'affected', fixed: '9' },
      { uuid: 'python-urllib3/CVE-2024-2000', verdict: 'not-affected', fixed: null },
    ]);
  });

  test('are none of one that is withdrawn', async () => {
    const body = await of('GHSA-cccc-cccc-cccc');
    expect(Object.values(names(body)).flat()).toEqual([]);
  });

  test('stand on its page, apart from what is affected', async () => {
    const { text, html } = await page('/advisories/GHSA-aaaa-aaaa-aaaa');
    expect(text).toContain('Potentially affected distribution packages');
    expect(text).toContain('python3-urllib3 1.26.12-1+deb12u1 (debian-12)');
    expect(text).toContain('1.26.12 lies in < 1.26.17');
    expect(html.indexOf('id="packages"')).toBeLessThan(html.indexOf('id="potentially-affected"'));
    const stated = await page('/advisories/GHSA-bbbb-bbbb-bbbb');
    expect(stated.text).toContain('None of those that are indexed.');
    expect(stated.text).toContain('not affected: python-urllib3/CVE-2024-2000');
    expect((await page('/advisories/GHSA-cccc-cccc-cccc')).html).not.toContain('potentially-affected');
  });
});

describe('of a package', () => {
  const of = (purl: string) => client.get(`/advisories/potential?purl=${encodeURIComponent(purl)}`);

  test('are advisories about what it repackages', async () => {
    const { status, body } = await of('pkg:deb/debian/python3-urllib3?distro=debian-12');
    expect(status).toBe(200);
    expect(Check(potentialAdvisoriesRoute.response, body)).toBe(true);
    expect(names(body as Lists)).toEqual({
      potentially_affected: ['debian-12 python3-urllib3 GHSA-aaaa-aaaa-aaaa'],
      unknown: [],
      not_affected: [],
      stated: ['debian-12 python3-urllib3 GHSA-bbbb-bbbb-bbbb'],
    });
  });

  test('go by the version that is asked for', async () => {
    const { body } = await of('pkg:deb/debian/python3-urllib3@1.26.18-1?distro=debian-12');
    expect(names(body as Lists).not_affected).toEqual(['debian-12 python3-urllib3 GHSA-aaaa-aaaa-aaaa']);
  });

  test('are on its tab', async () => {
    const { text } = await page('/registries/debian-12/packages/python3-urllib3/advisories');
    expect(text).toContain('Advisories about what it repackages');
    expect(text).toContain('Cookies leak');
    const other = await page('/registries/debian-12/packages/python3-requests/advisories');
    expect(other.html).not.toContain('what it repackages');
  });

  test.each([
    ['pkg:deb/debian/unheard-of', 404],
    ['pkg:pypi/urllib3', 400],
    ['nonsense', 400],
  ])('%s is %i', async (purl, status) => {
    expect(await of(purl)).toMatchObject({ status });
  });
});

describe('of many versions at once', () => {
  const PURLS = [
    'pkg:deb/debian/python3-urllib3@1.26.12-1%2Bdeb12u1?distro=debian-12',
    'pkg:pypi/urllib3@1.26.12',
    'pkg:deb/debian/python3-urllib3@1.26.18-1?distro=debian-12',
    'pkg:deb/debian/unheard-of@1',
    'pkg:deb/debian/python3-urllib3',
  ];
  const match = async (over: object = {}) => {
    const { status, body } = await client.post('/advisories/match', { purls: PURLS, ...over });
    expect(status).toBe(200);
    expect(Check(MatchAnswer, body)).toBe(true);
    return (body as { results: Record<string, unknown>[] }).results;
  };

  test('they have a list of their own', async () => {
    const [debian, pypi, later, unheard, versionless] = await match();
    // Debian's word on CVE-2024-2000 counts, and upstream withdrew the third.
    expect(debian).toEqual({
      purl: PURLS[0],
      advisories: [],
      potentially_affected: [
        {
          id: 'GHSA-aaaa-aaaa-aaaa',
          aliases: ['CVE-2024-1000'],
          title: 'Cookies leak',
          severity: null,
          kev: false,
          upstream: 'pkg:pypi/urllib3@1.26.12',
          first_fixed: '1.26.17',
          evidence: [
            'python3-urllib3 is what Debian calls urllib3',
            '1.26.12-1+deb12u1 of Debian is 1.26.12 of urllib3, which pypi.org has',
            '1.26.12 lies in < 1.26.17',
          ],
          url: expect.stringMatching(/\/advisories\/GHSA-aaaa-aaaa-aaaa$/),
        },
      ],
    });
    expect(pypi).toMatchObject({
      advisories: [
        { id: expect.stringMatching(/^GHSA-[ab]/), verdict: 'affected' },
        { id: expect.stringMatching(/^GHSA-[ab]/), verdict: 'affected' },
      ],
    });
    expect(later).toMatchObject({ advisories: [], potentially_affected: [] });
    // Where nothing was looked for there is no list, which is not an empty one.
    for (const each of [pypi, unheard, versionless]) expect(each).not.toHaveProperty('potentially_affected');
  });

  test('they are left out where nobody wants them', async () => {
    for (const of of await match({ potentially_affected: false }))
      expect(of).not.toHaveProperty('potentially_affected');
  });
});

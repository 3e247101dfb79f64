/** Every page of the packages domain over a small real index. The ways to what is not in it: find.test.ts. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { record, version } from '../../../../test/records.ts';
import { createFilledWorld, createWorld, type World } from '../fixtures/world.ts';
import { pages } from '../pages.tsx';
import { createPageClient } from './fixtures/page-client.ts';

const NPM = '/registries/npmjs.org/packages';
const DEBIAN = '/registries/debian-12/packages';

let world: World;
let get: ReturnType<typeof createPageClient>;

beforeAll(async () => {
  world = await createFilledWorld();
  get = createPageClient(pages, world);
});
afterAll(() => world.end());
beforeEach(() => {
  world.sync.answer = () => 'missing';
  world.sync.asked.length = 0;
});

describe('the overview of a package', () => {
  test('says what is known of it', async () => {
    const { status, title, html, text } = await get(`${NPM}/@acme%2Fwidget`);
    expect([status, title]).toEqual([200, '@acme/widget in npmjs.org']);
    expect(html).toContain('<h1>@acme/widget</h1>');
    expect(text).toContain('A widget');
    expect(text).toContain('Dependents 1 in this index');
    expect(text).toContain('Dependencies 3');
    expect(text).toContain('Versions 3');
    expect(text).toContain('Maintainers 2');
    expect(text).toContain('Downloads last month 500');
    expect(text).toContain('pkg:npm/%40acme/widget');
    expect(text).toContain('npm install');
    expect(text).toContain('MIT, Apache-2.0 declared as “MIT OR Apache-2.0”');
    expect(html).toContain('href="https://github.com/Acme/Widgets"');
    expect(text).toContain('because homepage says “https://github.com/Acme/Widgets#readme”');
    expect(text).toContain('also named: git.acme.example/widgets by repository');
    expect(html).toContain('href="https://funding.example/acme"');
    expect(html).toContain('href="/registries/npmjs.org/maintainers/alice"');
    expect(html).toContain('href="/registries/npmjs.org/namespaces/@acme"');
    expect(text).toContain('synced 3 Jan 2025, 00:00 UTC from registry.example');
    expect(text).toContain('First release 1 Jan 2024 , latest 1 Mar 2024');
  });

  test('says its rank in words, and nothing about a rank among zeroes', async () => {
    // Of 6 packages one is used by more (core-lib), so 17% are, rounded up; likewise for downloads.
    const { text } = await get(`${NPM}/@acme%2Fwidget`);
    expect(text).toContain(
      '1 package of npmjs.org depends on it; 17% of the indexed packages of npmjs.org are used by more packages.',
    );
    expect(text).toContain(
      'It was downloaded 500 times last month; 17% of the indexed packages of npmjs.org',
    );
    expect((await get(`${NPM}/former`)).text).not.toContain('Standing');
  });

  test('a critical package says so', async () => {
    expect((await get(`${NPM}/core-lib`)).text).toContain('It is critical');
    expect((await get(`${NPM}/@acme%2Fwidget`)).text).not.toContain('critical');
  });

  test('what nobody told is not known, and never zero or none', async () => {
    const { text } = await get(`${NPM}/former`);
    expect(text).toContain('Maintainers not known');
    expect(text).toContain('Downloads not known');
    expect(text).toContain('Repository not known');
    const debian = await get(`${DEBIAN}/libc6`);
    expect(debian.text).toContain('Dependencies 0');
    expect(debian.text).toContain('None: it stands on its own.');
    expect(debian.text).toMatch(/Latest release not known Neither Packages nor Sources/);
  });

  test('draws releases and kinds of dependents, with a table beside each', async () => {
    const { html, text } = await get(`${NPM}/core-lib`);
    expect(text).toContain('Releases per quarter');
    expect(html).toContain('<title>2023 Q1: 1 release</title>');
    // runtime: widget's latest; peer: helper; development: panel. The older version of former does not count.
    for (const kind of ['runtime', 'peer', 'development'])
      expect(html).toContain(`<tr><td>${kind}</td><td>1</td></tr>`);
  });

  test('a removed package says that what is shown is from before', async () => {
    const { text } = await get(`${NPM}/withdrawn`);
    expect(text).toContain('npmjs.org no longer has this package. What is shown is what was known before.');
  });

  test('is kept until the package changes', async () => {
    const { tags, noStore } = await get(`${DEBIAN}/curl`);
    expect(noStore).toBe(false);
    const { rows } = await world.db.query<{ id: number }>({
      text: `select id from packages where name = 'curl' order by id`,
    });
    expect(rows.map(row => `package:${row.id}`)).toContain(tags[0]);
  });
});

describe('the tabs of a package', () => {
  test('versions, the last published first', async () => {
    const { text } = await get(`${NPM}/@acme%2Fwidget/versions`);
    const order = ['1.10.0', '2.0.0-beta.1', '1.9.0'].map(number =>
      text.indexOf(`${number} `, text.indexOf('Licence')),
    );
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(text).toContain('1.10.0 latest');
    expect(text).toContain('1 Mar 2024 MIT');
  });

  test('dependencies by kind, with alternatives and what qualifies them', async () => {
    const { html, text } = await get(`${DEBIAN}/curl/dependencies`);
    expect(text).toContain('depends (2)');
    expect(text).toContain('debconf >= 0.5 or cdebconf any version');
    expect(text).toContain('suggests (1)');
    expect(text).toContain('manpages architecture: linux-any');
    // Whatever is not indexed yet would be asked for by a crawler that followed these links.
    expect(html).toContain(`<a href="${DEBIAN}/libc6" rel="nofollow">`);
    expect((await get(`${NPM}/@acme%2Fwidget/dependencies`)).text).toContain('extra optional');
  });

  test('dependents, narrowed by kind', async () => {
    const all = await get(`${NPM}/core-lib/dependents`);
    expect(all.text).toContain('3 packages of npmjs.org depend on it in the latest version');
    expect(all.text).not.toContain('former');
    const peers = await get(`${NPM}/core-lib/dependents?kind=peer`);
    expect(peers.html).toContain(`href="${NPM}/helper"`);
    expect(peers.html).not.toContain(`href="${NPM}/@acme%2Fpanel"`);
    expect((await get(`${NPM}/core-lib/dependents?kind=nonsense`)).status).toBe(400);
    expect((await get(`${NPM}/former/dependents`)).text).toContain(
      'No package of npmjs.org in this index depends on it',
    );
  });

  test('maintainers, known or not', async () => {
    expect((await get(`${NPM}/@acme%2Fwidget/maintainers`)).text).toMatch(
      /Alice Example admin.*alice 3 packages.*bob/,
    );
    expect((await get(`${NPM}/core-lib/maintainers`)).text).toContain(
      'One maintainer carries this package, and it is critical.',
    );
    expect((await get(`${NPM}/former/maintainers`)).text).toContain('does not say who maintains');
    expect((await get(`${NPM}/withdrawn/maintainers`)).text).toContain('names no maintainer');
  });

  test('related packages share the repository, however its address is written', async () => {
    const { html } = await get(`${NPM}/@acme%2Fwidget/related`);
    expect(html).toContain(`href="${NPM}/@acme%2Fpanel"`);
    expect((await get(`${NPM}/core-lib/related`)).text).toContain('Not known');
  });

  test('a page beyond the end says so; an impossible one is refused', async () => {
    expect((await get(`${NPM}/core-lib/dependents?page=9`)).text).toContain(
      'There are no further dependents',
    );
    for (const page of ['0', '-1', '99999999', 'x']) {
      expect((await get(`${NPM}/core-lib/dependents?page=${page}`)).status).toBe(400);
    }
  });
});

describe('the page of a version', () => {
  test('says what is known of it', async () => {
    const { status, title, text, html } = await get(`${NPM}/@acme%2Fwidget/versions/1.9.0`);
    expect([status, title]).toEqual([200, '@acme/widget 1.9.0 in npmjs.org']);
    expect(text).toContain('This is not the latest version. The latest version is 1.10.0 .');
    expect(text).toContain('Published 1 Jan 2024');
    expect(text).toContain('pkg:npm/%40acme/widget@1.9.0');
    expect(html).toContain(`href="${NPM}/core-lib"`);
  });

  test('dependencies that are not known are not none', async () => {
    expect((await get(`${NPM}/@acme%2Fwidget/versions/2.0.0-beta.1`)).text).toContain(
      'did not say what this version depends on',
    );
    expect((await get(`${DEBIAN}/libc6/versions/2.36-9`)).text).toContain('None: it stands on its own.');
  });

  test('one that is not there leads to those that are', async () => {
    const { status, html } = await get(`${NPM}/@acme%2Fwidget/versions/7.7.7`);
    expect(status).toBe(404);
    expect(html).toContain(`href="${NPM}/@acme%2Fwidget/versions"`);
  });

  test('a deprecated one says why', async () => {
    await world.write('npmjs.org', [
      record('old-way', { versions: [version('1.0.0', { metadata: { deprecated: 'use <new-way>' } })] }),
    ]);
    const { text, html } = await get(`${NPM}/old-way/versions/1.0.0`);
    expect(text).toContain('This version is deprecated “use <new-way>”');
    expect(html).not.toContain('<new-way>');
  });
});

test('dates of a mirror are not called dates of publication', async () => {
  await world.write('npmjs.org', [
    record('mirrored', {
      metadata: { mirrored_dates: true },
      versions: [version('1.0.0', { publishedAt: '2024-05-06T00:00:00.000Z' })],
    }),
  ]);
  for (const path of [`${NPM}/mirrored`, `${NPM}/mirrored/versions/1.0.0`]) {
    const { text } = await get(path);
    expect(text).toMatch(/reached the mirror 6 May 2024/i);
    expect(text).not.toContain('Published');
  }
});

describe('lists', () => {
  test('registries with their counts; an empty one says so', async () => {
    const { text } = await get('/registries');
    expect(text).toMatch(/debian-12 Debian 3 3 1 1 Feb 2025/);
    expect(text).toContain('pypi.org Python');
  });

  test('a registry lists its packages by use', async () => {
    const { text, html } = await get('/registries/npmjs.org');
    expect(html.indexOf(`href="${NPM}/core-lib"`)).toBeGreaterThan(0);
    expect(html.indexOf(`href="${NPM}/core-lib"`)).toBeLessThan(html.indexOf(`href="${NPM}/former"`));
    expect(text).toContain('pkg:npm/core-lib');
    expect(text).toContain('ui 3');
    expect((await get('/registries/npmjs.org?sort=updated_at')).status).toBe(200);
    const refused = await get('/registries/npmjs.org?sort=stars');
    expect([refused.status, refused.text]).toEqual([
      400,
      expect.stringContaining('dependent_packages_count'),
    ]);
  });

  test('a maintainer by login, and by address where there is none', async () => {
    const alice = await get('/registries/npmjs.org/maintainers/alice');
    expect(alice.text).toContain('Alice Example alice, maintainer of 3 indexed packages');
    expect(alice.headers['x-robots-tag']).toBe('noindex');
    const team = await get('/registries/debian-12/maintainers/team@example.org');
    expect(team.html).toContain(`href="${DEBIAN}/curl"`);
    expect((await get('/registries/npmjs.org/maintainers/nobody')).status).toBe(404);
  });

  test('namespaces and keywords', async () => {
    expect((await get('/registries/npmjs.org/namespaces/@acme')).html).toContain(
      `href="${NPM}/@acme%2Fpanel"`,
    );
    expect((await get('/registries/npmjs.org/namespaces/@none')).status).toBe(404);
    expect((await get('/keywords')).text).toContain('ui 3');
    // `core` is borne in npm and in Debian.
    const core = await get('/keywords/core');
    expect(core.html).toContain(`href="${NPM}/core-lib"`);
    expect(core.html).toContain(`href="${DEBIAN}/libc6"`);
    expect(core.text).toContain('2 indexed packages bear this keyword');
    expect((await get('/keywords/none')).status).toBe(404);
  });

  test('critical packages and those with one maintainer', async () => {
    const { text, html } = await get('/critical');
    expect(text).toContain('Critical packages 3');
    expect(text).toContain('One maintainer (3)');
    // The first of npm and the first of Debian share a place; helper has one for itself.
    expect(html).toContain('<title>core-lib, libc6: 1 maintainer, rank 0%</title>');
    expect(html).toContain(`<a href="${NPM}/helper" aria-label="helper">`);
    const debian = await get('/critical?registry=debian-12');
    expect(debian.text).toContain('One maintainer (1)');
    expect((await get('/critical?registry=nowhere')).status).toBe(404);
  });

  test('without critical packages the page says what to do', async () => {
    const empty = await createWorld();
    try {
      const { status, text } = await createPageClient(pages, empty)('/critical');
      expect(status).toBe(200);
      expect(text).toContain('No package is critical yet');
      expect(text).toContain('bin/ecosystems import debian');
    } finally {
      await empty.end();
    }
  });
});

test('no page of this index is heavy', async () => {
  for (const path of [
    `${NPM}/core-lib`,
    `${NPM}/core-lib/dependents`,
    '/registries',
    '/registries/npmjs.org',
    '/critical',
  ]) {
    expect((await get(path)).html.length, path).toBeLessThan(60_000);
  }
});

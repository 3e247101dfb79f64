/** Expected records are worked out by hand from the index: https://f-droid.org/docs/All_our_APIs/. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import cases, { read } from './fixtures/conformance.ts';
import fdroid from './index.ts';
import { appOf } from './map.ts';

const [registry] = cases.registries;
const INDEX = readFileSync(new URL('fixtures/index-v1.json', import.meta.url));

const version = (number: string, publishedAt: string | null, integrity: string | null, metadata: object) => ({
  number,
  publishedAt,
  licenses: 'GPL-3.0-or-later',
  integrity,
  status: null,
  metadata,
  dependencies: null,
});

test('an app with every member', async () => {
  const [demo] = await read(INDEX);
  expect(demo).toEqual({
    name: 'org.example.demo',
    namespace: null,
    description: 'Shows what an app has',
    homepage: 'https://demo.example.org/',
    repositoryUrl: 'https://github.com/example/demo-app',
    repositoryCandidates: [chosen('sourceCode', 'https://github.com/example/demo-app')],
    licenses: 'GPL-3.0-or-later',
    keywords: ['Development', 'System'],
    status: null,
    downloads: null,
    fundingLinks: [
      'https://demo.example.org/donate',
      'https://liberapay.com/example',
      'https://opencollective.com/example-apps',
    ],
    metadata: {
      author_name: 'Example Org',
      author_email: 'apps@example.org',
      suggested_version_name: '1.10',
      anti_features: ['NonFreeNet'],
      categories: ['Development', 'System'],
      issue_tracker: 'https://github.com/example/demo-app/issues',
      changelog: 'https://github.com/example/demo-app/releases',
      donate: 'https://demo.example.org/donate',
      liberapay: 'example',
      added: '2020-09-13T12:26:40.000Z',
      last_updated: '2023-11-14T22:13:20.000Z',
    },
    // What is suggested, though there is a higher code.
    latestVersion: '1.10',
    versions: [
      version('2.0 beta', '2023-11-14T22:13:20.000Z', null, { version_code: 200 }),
      version('1.10', '2023-07-22T04:26:41.000Z', `sha256-${'0123456789abcdef'.repeat(4)}`, {
        version_code: 102,
        apk_name: 'org.example.demo_102.apk',
        size: 1000,
        min_sdk_version: 21,
        target_sdk_version: 33,
        max_sdk_version: 34,
        native_code: ['arm64-v8a'],
        signer: 'abcd',
        variants: [
          {
            version_code: 101,
            apk_name: 'org.example.demo_101.apk',
            integrity: `sha256-${'1'.repeat(64)}`,
            native_code: ['armeabi-v7a'],
          },
        ],
      }),
      version('1.9', '2022-04-15T05:20:00.000Z', `sha256-${'89abcdef01234567'.repeat(4)}`, {
        version_code: 90,
        apk_name: 'org.example.demo_90.apk',
        size: 900,
      }),
    ],
    versionsComplete: true,
    maintainers: null,
  });
});

test('apps with little', async () => {
  const [, bare, empty, ...others] = await read(INDEX);
  expect(bare).toMatchObject({
    name: 'org.example.Bare_2',
    description: 'Un texte',
    homepage: 'https://code.example.org/bare',
    repositoryUrl: 'https://code.example.org/bare',
    licenses: null,
    keywords: [],
    fundingLinks: [],
    metadata: {},
    latestVersion: '7',
    versions: [{ number: '7', publishedAt: null, integrity: null, metadata: { version_code: 7 } }],
  });
  expect(empty).toMatchObject({
    description: 'No package',
    homepage: null,
    repositoryUrl: null,
    latestVersion: null,
    versions: [],
  });
  expect(others).toEqual([]);
  for (const app of [null, [], 'a.b', {}, { packageName: 'a b' }]) expect(appOf(app)).toBeNull();
});

test('links', () => {
  const { links } = fdroid;
  expect(links.page(registry, 'a.b')).toBe('https://f-droid.org/packages/a.b');
  expect(links.download(registry, 'a.b', '1', { apk_name: 'a.b_1.apk' })).toBe(
    'https://f-droid.org/repo/a.b_1.apk',
  );
  expect(links.download(registry, 'a.b', '1', {})).toBeNull();
  expect(links.install(registry, 'a.b')).toBe('fdroidcl install a.b');
});

if (!hasSharedRecordings) console.warn('fdroid: the shared recordings are absent, so they are not replayed');

test.skipIf(!hasSharedRecordings)('the recorded index', async () => {
  const records = await read(readFileSync(fileURLToPath(shared('fdroid/index-v1.json'))));
  expect(records.map(({ name, latestVersion, versions }) => [name, latestVersion, versions.length])).toEqual([
    ['eu.quelltext.counting', '1.3', 2],
    ['org.andstatus.game2048', '1.15.1', 3],
    ['org.secuso.privacyfriendly2048', '1.4.2', 3],
  ]);
  expect(records[0]).toMatchObject({
    description: 'Learn counting in different languages with pictures',
    homepage: 'https://niccokunzmann.gitlab.io/12345/',
    repositoryUrl: 'https://gitlab.com/niccokunzmann/12345',
    licenses: 'AGPL-3.0-or-later',
    keywords: ['Games', 'Science & Education'],
    versions: [
      {
        number: '1.3',
        publishedAt: '2022-03-04T00:00:00.000Z',
        integrity: 'sha256-98fe65f21ff8e51918b94e80d25d99d52f5527d24a69dcd8dd9ca1a5da9b7a02',
        metadata: {
          version_code: 3,
          apk_name: 'eu.quelltext.counting_3.apk',
          size: 2413060,
          min_sdk_version: 1,
          target_sdk_version: 29,
          signer: '814508121ffb0de1cd835672b8b6548d430725ebfc9874fd80d0f9b06c017735',
        },
      },
      { number: '1.2', publishedAt: '2022-03-02T00:00:00.000Z' },
    ],
  });
});

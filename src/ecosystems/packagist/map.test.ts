import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { candidate, chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { mapPackage } from './map.ts';
import { parseVersions } from './schema.ts';

const own = (file: string) => readFileSync(new URL(`fixtures/${file}`, import.meta.url));
const recorded = (file: string) => readFileSync(shared(`packagist/${file}`));
if (!hasSharedRecordings)
  console.warn('packagist: the shared recordings are absent, tests of them are skipped');

it.skipIf(!hasSharedRecordings)('maps a package from both documents', () => {
  const record = mapPackage({
    name: 'psr/log',
    versions: recorded('log.json'),
    about: recorded('log.json.1'),
  });
  expect({ ...record, versions: [] }).toEqual({
    name: 'psr/log',
    namespace: 'psr',
    description: 'Common interface for logging libraries',
    homepage: 'https://github.com/php-fig/log',
    repositoryUrl: 'https://github.com/php-fig/log',
    repositoryCandidates: [
      chosen('source', 'https://github.com/php-fig/log', 'https://github.com/php-fig/log.git'),
      candidate('repository', 'https://github.com/php-fig/log'),
      candidate('homepage', 'https://github.com/php-fig/log'),
    ],
    licenses: 'MIT',
    keywords: ['log', 'psr', 'psr-3'],
    status: null,
    downloads: { count: 566_842_099, period: 'total' },
    fundingLinks: [],
    metadata: { type: 'library', language: 'PHP' },
    latestVersion: '3.0.0',
    versions: [],
    versionsComplete: true,
    maintainers: ['Seldaek', 'michaelcullum', 'fig'].map(login => ({
      uuid: login,
      login,
      name: null,
      email: null,
      url: null,
      role: null,
    })),
  });
  expect(record.versions.map(({ number }) => number)).toEqual([
    '3.0.0',
    '2.0.0',
    '1.1.4',
    '1.1.3',
    '1.1.2',
    '1.1.1',
    '1.1.0',
    '1.0.2',
    '1.0.1',
    '1.0.0',
  ]);
  expect(record.versions[0]).toEqual({
    number: '3.0.0',
    publishedAt: '2021-07-14T16:46:02.000Z',
    licenses: 'MIT',
    integrity: null,
    status: null,
    metadata: {
      download_url:
        'https://api.github.com/repos/php-fig/log/zipball/fe5ea303b0887d5caefd3d431c3e61ad47037001',
      reference: 'fe5ea303b0887d5caefd3d431c3e61ad47037001',
      php_version: '>=8.0.0',
      autoload: { 'psr-4': { 'Psr\\Log\\': 'src' } },
      extra: { 'branch-alias': { 'dev-master': '3.x-dev' } },
    },
    dependencies: [],
  });
  // What differs is written, what is the same is taken over (the licence), what is gone is unset (require).
  expect(record.versions[9]).toEqual({
    number: '1.0.0',
    publishedAt: '2012-12-21T11:40:51.000Z',
    licenses: 'MIT',
    integrity: null,
    status: null,
    metadata: {
      download_url:
        'https://api.github.com/repos/php-fig/log/zipball/fe0936ee26643249e916849d48e3a51d5f5e278b',
      reference: 'fe0936ee26643249e916849d48e3a51d5f5e278b',
      autoload: { 'psr-0': { 'Psr\\Log\\': '' } },
    },
    dependencies: [],
  });
});

it.skipIf(!hasSharedRecordings)(
  'maps a package from the document about it alone, without its branches',
  () => {
    const about = recorded('instagram-php-graph-sdk.json.1');
    const name = 'maztech/instagram-php-graph-sdk';
    const record = mapPackage({ name, versions: null, about });
    expect(record).toEqual({
      ...mapPackage({ name, versions: recorded('instagram-php-graph-sdk.json'), about }),
      versions: record.versions,
    });
    expect(record.versions.map(({ number }) => number)).toEqual(['v1.0.3', 'v1.0.2', 'v1.0.1', 'v1.0.0']);
    expect(record.versions[0]?.dependencies).toEqual([
      { name: 'phpunit/phpunit', requirement: '~4.0', kind: 'development', optional: false },
      { name: 'mockery/mockery', requirement: '~0.8', kind: 'development', optional: false },
      { name: 'guzzlehttp/guzzle', requirement: '~5.0', kind: 'development', optional: false },
    ]);
    expect(record.downloads).toEqual({ count: 199, period: 'total' });
  },
);

it.skipIf(!hasSharedRecordings)('keeps extensions of PHP as dependencies', () => {
  const about = recorded('intervention-image.json');
  const record = mapPackage({ name: 'intervention/image', versions: null, about });
  expect(record.maintainers).toBeNull();
  expect(record.versions[0]?.metadata.platform_requirements).toEqual({ 'ext-mbstring': '*' });
  expect(record.versions[0]?.dependencies?.map(({ name, kind }) => [name, kind])).toEqual([
    ['ext-mbstring', 'runtime'],
    ['intervention/gif', 'runtime'],
    ['phpunit/phpunit', 'development'],
    ['phpstan/phpstan', 'development'],
    ['squizlabs/php_codesniffer', 'development'],
    ['ext-gd', 'development'],
    ['ext-imagick', 'development'],
  ]);
});

it('maps an abandoned package, its replacement and what it requires', () => {
  const record = mapPackage({
    name: 'example/thing',
    versions: own('versions.json'),
    about: own('about.json'),
  });
  expect(record.metadata).toEqual({
    type: 'composer-plugin',
    replacement: 'example/better-thing',
    language: 'PHP',
  });
  expect(record.maintainers?.map(({ uuid }) => uuid)).toEqual(['example', 'someone']);
  expect(record.versions).toEqual([
    {
      number: 'v2.0.0',
      publishedAt: '2022-02-02T00:02:02.000Z',
      licenses: 'MIT,GPL-2.0-or-later',
      integrity: 'sha1-abcdef0123456789abcdef0123456789abcdef01',
      status: null,
      metadata: {
        download_url: 'https://api.github.com/repos/example/thing/zipball/aaaa',
        reference: 'aaaa',
        php_version: '>=8.0',
        platform_requirements: { 'php-64bit': '*', 'ext-json': '*' },
        autoload: { 'psr-4': { 'Example\\': 'src' } },
        suggest: { 'ext-intl': 'for words' },
        replace: { 'example/old-thing': 'self.version' },
      },
      dependencies: [
        { name: 'ext-json', requirement: '*', kind: 'runtime', optional: false },
        { name: 'psr/log', requirement: '^1.0 || ^2.0', kind: 'runtime', optional: false },
        { name: 'composer-plugin-api', requirement: '^2.0', kind: 'runtime', optional: false },
        { name: 'phpunit/phpunit', requirement: '^9', kind: 'development', optional: false },
        { name: 'ext-xdebug', requirement: '*', kind: 'development', optional: false },
      ],
    },
    {
      number: '1.0.0',
      publishedAt: '2021-01-01T00:00:00.000Z',
      licenses: 'MIT,GPL-2.0-or-later',
      integrity: null,
      status: null,
      metadata: { reference: 'aaaa' },
      dependencies: [{ name: 'psr/log', requirement: '1.0.0', kind: 'runtime', optional: false }],
    },
    {
      number: '0.9.0-beta1',
      publishedAt: null,
      licenses: null,
      integrity: null,
      status: null,
      metadata: { reference: 'aaaa' },
      dependencies: [],
    },
  ]);
});

it('takes versions as they stand where the file is not minified', () => {
  const full = { packages: { 'a/b': [{ version: '2.0', license: ['MIT'] }, { version: '1.0' }] } };
  expect(parseVersions(Buffer.from(JSON.stringify(full)), 'a/b')).toEqual([
    { version: '2.0', license: ['MIT'] },
    { version: '1.0' },
  ]);
  expect(() => parseVersions(Buffer.from(JSON.stringify(full)), 'a/c')).toThrow('not in its own file');
});

import { expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { composerJson } from './composer-json.ts';
import { composerLock, installedJson } from './composer-lock.ts';

const input = (value: unknown) => manifestInput('x', Buffer.from(JSON.stringify(value)));

it('reads composer.json', () => {
  const { dependencies, project } = composerJson.parse(
    input({
      name: 'vendor/app',
      license: ['MIT', 'Apache-2.0'],
      require: { php: '>=8.1', 'vendor/a': '^1.0' },
      'require-dev': { 'vendor/b': 'dev-main', odd: 1 },
    }),
  );
  expect(dependencies.map(({ name, requirement, type }) => `${name} ${requirement} ${type}`)).toEqual([
    'php >=8.1 runtime',
    'vendor/a ^1.0 runtime',
    'vendor/b dev-main development',
  ]);
  expect(project).toEqual({ name: 'vendor/app', version: null, license: 'MIT OR Apache-2.0' });
});

const packages = [
  {
    name: 'vendor/a',
    version: 'v1.2.0',
    'notification-url': 'https://packagist.org/downloads/',
    source: { type: 'git', url: 'https://host.example/a.git', reference: 'c0ffee' },
    dist: { type: 'zip', url: 'https://host.example/a.zip', shasum: 'abc' },
    require: { php: '>=8', 'psr/log': '*' },
  },
  {
    name: 'vendor/log',
    version: 'dev-main',
    provide: { 'psr/log': '1.0' },
    source: { type: 'git', url: 'https://user:token@host.example/log.git' },
  },
];
const local = { name: 'vendor/local', version: '1.0.0', dist: { type: 'path', url: '../local', shasum: '' } };
const drupal = {
  name: 'drupal/x',
  version: '1.9.0',
  type: 'drupal-module',
  'notification-url': 'https://packages.drupal.org/8/downloads',
  source: { reference: '8.x-1.9' },
};

it('reads composer.lock', () => {
  const read = composerLock.parse(
    input({ packages, 'packages-dev': [local, drupal, { version: '1' }, null] }),
  );
  expect(read.dependencies).toMatchObject([
    { name: 'vendor/a', requirement: 'v1.2.0', type: 'runtime', source: null, integrity: 'sha1=abc' },
    { name: 'vendor/log', requirement: 'dev-main', source: 'https://host.example/log.git', local: false },
    { name: 'vendor/local', type: 'development', source: '../local', local: true, integrity: null },
    { name: 'drupal/x', requirement: '8.x-1.9', source: null },
  ]);
  const graph = read.graph?.();
  expect(graph?.edges).toEqual([[0, 1]]);
  expect(graph?.nodes[0]).toEqual({ id: 'vendor/a@v1.2.0', name: 'vendor/a', version: 'v1.2.0' });
});

it('reads what is installed, as both versions of Composer write it', () => {
  const types = (value: unknown) =>
    installedJson.parse(input(value)).dependencies.map(({ name, type }) => `${name} ${type}`);
  expect(types({ packages, dev: true, 'dev-package-names': ['vendor/log'] })).toEqual([
    'vendor/a runtime',
    'vendor/log development',
  ]);
  expect(types(packages)).toEqual(['vendor/a runtime', 'vendor/log runtime']);
});

it('passes over what has the wrong type', () => {
  for (const value of [{}, { packages: {}, 'packages-dev': 'x' }, { packages: [[], 1, { name: 2 }] }])
    expect(composerLock.parse(input(value)).dependencies).toEqual([]);
  expect(() => composerLock.parse(input([]))).toThrow('no JSON object');
});

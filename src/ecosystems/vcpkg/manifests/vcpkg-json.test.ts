import { expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { vcpkgJson, vcpkgList } from './vcpkg-json.ts';

const input = (value: unknown) => manifestInput('vcpkg.json', Buffer.from(JSON.stringify(value)));

it('vcpkg.json: minimum versions, overrides, host tools, platforms and features', () => {
  const { dependencies, project } = vcpkgJson.parse(
    input({
      name: 'app',
      'version-semver': '1.0.0',
      license: 'MIT',
      dependencies: [
        'zlib',
        { name: 'fmt', 'version>=': '9.1.0#1' },
        { name: 'cmake', host: true },
        { name: 'curl', platform: 'windows | mingw' },
        { name: 'curl', platform: 'osx' },
        { name: 'boost', 'version>=': '1.80' },
        { features: ['x'] },
      ],
      overrides: [
        { name: 'boost', version: '1.79.0', 'port-version': 2 },
        { name: 'unused', 'version-date': '2020-01-01' },
      ],
      features: { gui: { dependencies: ['zlib', { name: 'qt', platform: 'linux' }] } },
    }),
  );
  expect(
    dependencies.map(({ name, requirement, type, optional, condition }) => [
      name,
      requirement,
      type,
      optional,
      condition,
    ]),
  ).toEqual([
    ['zlib', '*', 'runtime', null, null],
    ['fmt', '>=9.1.0#1', 'runtime', null, null],
    ['cmake', '*', 'development', null, null],
    ['curl', '*', 'runtime', null, '(windows | mingw) | osx'],
    ['boost', '1.79.0#2', 'runtime', null, null],
    ['qt', '*', 'runtime', true, 'feature gui and linux'],
  ]);
  expect(project).toEqual({ name: 'app', version: '1.0.0', license: 'MIT' });
});

it('vcpkg list: versions with their port version', () => {
  const list = {
    'zlib:x64-linux': { package_name: 'zlib', triplet: 'x64-linux', version: '1.3', port_version: 1 },
    'fmt:x64-linux': { package_name: 'fmt', version: '9', port_version: 0 },
    odd: null,
  };
  expect(vcpkgList.parse(input(list)).dependencies).toMatchObject([
    { name: 'zlib', requirement: '1.3#1', condition: 'x64-linux' },
    { name: 'fmt', requirement: '9', condition: null },
  ]);
});

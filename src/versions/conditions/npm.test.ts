import { expect, it } from 'vitest';
import { listAllows, unmetEngines, unmetPlatform } from './npm.ts';

// https://docs.npmjs.com/cli/v11/configuring-npm/package-json#engines, #os, #cpu, #libc, and what npm checks before it
// installs: https://github.com/npm/npm-install-checks#readme.

it.each([
  ['>=0.10.3 <15', '14.21.3', true],
  ['>=0.10.3 <15', '15.0.0', false],
  ['^18.17.0 || >=20.5.0', '18.17.0', true],
  ['^18.17.0 || >=20.5.0', '19.9.0', false],
  ['~1.0.20', '1.0.27', true],
  ['>= 16', 'v16.0.0', true],
  ['*', '0.8.0', true],
  ['', '22.0.0', true],
  // A pre-release of the runtime is what runs, asked for or not.
  ['>=20', '21.0.0-nightly20231017', true],
  ['<21', '21.0.0-rc.1', false],
  ['node 4 or later', '20.0.0', false],
  ['>=20', 'unknown', false],
])('engine %j with %s is met: %s', (required, actual, isMet) => {
  const unmet = unmetEngines({ node: required }, { node: actual, npm: '10.0.0' });
  expect(unmet).toEqual(isMet ? [] : [{ engine: 'node', required, actual }]);
});

it('checks the engines there are, each for itself', () => {
  const engines = { node: '>=18', npm: '>=10', vscode: '^1.80.0', yarn: 'please use npm' };
  expect(unmetEngines(engines, { node: '16.0.0', npm: '9.8.1' })).toEqual([
    { engine: 'node', required: '>=18', actual: '16.0.0' },
    { engine: 'npm', required: '>=10', actual: '9.8.1' },
  ]);
  expect(unmetEngines({ constructor: '>=1' }, {})).toEqual([]);
});

it('gives an answer for hostile ranges', () => {
  const required = `${'>=1 || '.repeat(10_000)}x`;
  expect(unmetEngines({ node: required }, { node: '20.0.0' })).toHaveLength(1);
});

it.each([
  [['darwin', 'linux'], 'linux', true],
  [['darwin', 'linux'], 'win32', false],
  [['!win32'], 'linux', true],
  [['!win32'], 'win32', false],
  [['!win32', '!darwin'], 'linux', true],
  [['!win32', 'linux'], 'linux', true],
  [['!win32', 'linux'], 'darwin', false],
  [['linux', '!linux'], 'linux', false],
  [['any'], 'sunos', true],
  [['any', 'linux'], 'sunos', false],
  [[], 'linux', true],
  ['linux', 'linux', true],
  ['!linux', 'linux', false],
])('the list %j takes %s: %s', (list, value, allowed) => {
  expect(listAllows(list, value)).toBe(allowed);
});

it('names the fields that refuse a platform', () => {
  const linux = { os: 'linux', cpu: 'x64', libc: 'glibc' };
  const alpine = { ...linux, libc: 'musl' };
  const mac = { os: 'darwin', cpu: 'arm64', libc: null };
  expect(unmetPlatform({}, mac)).toEqual([]);
  expect(unmetPlatform({ os: ['darwin', 'linux'], cpu: ['x64', 'ia32'] }, linux)).toEqual([]);
  expect(unmetPlatform({ os: ['!darwin'], cpu: ['!arm64', '!mips'] }, mac)).toEqual(['os', 'cpu']);
  expect(unmetPlatform({ libc: ['glibc'] }, linux)).toEqual([]);
  expect(unmetPlatform({ libc: 'glibc' }, alpine)).toEqual(['libc']);
  expect(unmetPlatform({ os: ['darwin'], libc: ['musl'] }, mac)).toEqual(['libc']);
  expect(unmetPlatform({ libc: ['musl'] }, { ...linux, libc: null })).toEqual(['libc']);
});

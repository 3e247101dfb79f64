import { expect, test } from 'vitest';
import { ecosystemNamed } from './ecosystem-names.ts';

test.each([
  ['PyPI', 'pypi', null],
  ['crates.io', 'cargo', null],
  ['Debian:12', 'debian', '12'],
  ['Alpine:v3.20', 'alpine', 'v3.20'],
  ['Ubuntu:22.04:LTS', 'ubuntu', '22.04'],
  ['Ubuntu:Pro:16.04:LTS', 'ubuntu', 'Pro:16.04'],
  ['Red Hat:rhel_aus:8.4::appstream', 'redhat', 'rhel_aus:8.4::appstream'],
  ['openSUSE:Leap 15.5', 'opensuse', 'Leap 15.5'],
  ['Rocky Linux:9', 'rocky-linux', '9'],
  ['Maven:https://repo.jenkins-ci.org/public', 'maven', null],
  ['GitHub Actions', 'actions', null],
  ['SwiftURL', 'swiftpm', null],
  ['Packagist', 'packagist', null],
  ['CRAN', 'cran', null],
  // GHSA's
  ['COMPOSER', 'packagist', null],
  ['ERLANG', 'hex', null],
  ['PIP', 'pypi', null],
  ['RUST', 'cargo', null],
  // None of ours
  ['Linux', null, null],
  ['Android', null, null],
  ['GHC', null, null],
  ['Root:Alpine:3.18', null, 'Alpine:3.18'],
  ['Docker Hardened Images', null, null],
  ['constructor', null, null],
])('%s', (name, ecosystem, release) => {
  expect(ecosystemNamed(name)).toEqual({ ecosystem, ecosystemName: name, release });
});

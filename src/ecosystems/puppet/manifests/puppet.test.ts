import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { metadataJson } from './metadata-json.ts';
import { puppetfile } from './puppetfile.ts';

const input = (text: string) => manifestInput('file', Buffer.from(text));

test('metadata.json: modules with and without a range', () => {
  const metadata = {
    name: 'owner-module',
    version: '1.2.3',
    license: 'Apache-2.0',
    dependencies: [
      { name: 'puppetlabs/stdlib', version_requirement: '>= 4.13.1 < 9.0.0' },
      { name: 'other/x' },
      {},
    ],
    requirements: [{ name: 'puppet', version_requirement: '>= 6' }],
  };
  const parsed = metadataJson.parse(input(JSON.stringify(metadata)));
  expect(parsed.dependencies.map(one => [one.name, one.requirement, one.type])).toEqual([
    ['puppetlabs/stdlib', '>= 4.13.1 < 9.0.0', 'runtime'],
    ['other/x', '*', 'runtime'],
  ]);
  expect(parsed.project).toEqual({ name: 'owner-module', version: '1.2.3', license: 'Apache-2.0' });
});

test('Puppetfile: versions, the latest, and repositories', () => {
  const parsed = puppetfile.parse(
    input(`forge 'https://forgeapi.puppet.com'
mod 'puppetlabs/stdlib', '9.4.1'
mod 'puppetlabs-apache', :latest
mod 'own',
  :git => 'https://example.com/own.git',
  :ref => 'v1.0'
mod 'branch', git: 'https://example.com/branch.git', branch: 'main'
mod 'made', VERSION
# mod 'no', '1'
`),
  );
  expect(parsed.dependencies.map(one => [one.name, one.requirement, one.source, one.unresolved])).toEqual([
    ['puppetlabs/stdlib', '9.4.1', null, false],
    ['puppetlabs-apache', 'latest', null, false],
    ['own', 'v1.0', 'https://example.com/own.git', false],
    ['branch', 'main', 'https://example.com/branch.git', false],
    ['made', '*', null, true],
  ]);
});

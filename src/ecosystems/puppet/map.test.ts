import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseJsonObject } from '../../formats/json.ts';
import { candidate, chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { mapModule, releasesIn } from './map.ts';

const read = (file: URL) => parseJsonObject(readFileSync(file), 'module');
const own = (file: string) => read(new URL(`fixtures/${file}`, import.meta.url));
if (!hasSharedRecordings) console.warn('puppet: the shared recordings are absent, tests of them are skipped');

it.skipIf(!hasSharedRecordings)('maps a module with two releases', () => {
  const record = mapModule({
    name: 'puppet-fail2ban',
    module: read(shared('puppet/puppet-fail2ban')),
    releases: releasesIn(read(shared('puppet/puppet-fail2ban-4.0.0'))),
  });
  expect({ ...record, versions: [] }).toEqual({
    name: 'puppet-fail2ban',
    namespace: 'puppet',
    description: 'This module installs, configures and manages the Fail2ban service.',
    homepage: 'https://github.com/voxpupuli/puppet-fail2ban',
    repositoryUrl: 'https://github.com/voxpupuli/puppet-fail2ban',
    repositoryCandidates: [
      chosen(
        'source',
        'https://github.com/voxpupuli/puppet-fail2ban',
        'https://github.com/voxpupuli/puppet-fail2ban.git',
      ),
      candidate('project_page', 'https://github.com/voxpupuli/puppet-fail2ban'),
      candidate('homepage_url', 'https://github.com/voxpupuli/puppet-fail2ban'),
    ],
    licenses: 'Apache-2.0',
    keywords: ['iptables', 'fail2ban', 'firewall', 'firewalling'],
    status: null,
    downloads: { count: 50_321, period: 'total' },
    fundingLinks: [],
    metadata: { issues_url: 'https://github.com/voxpupuli/puppet-fail2ban/issues', feedback_score: 100 },
    latestVersion: '4.1.0',
    versions: [],
    versionsComplete: true,
    maintainers: [{ uuid: 'puppet', login: 'puppet', name: null, email: null, url: null, role: 'owner' }],
  });
  expect(record?.versions).toMatchObject([
    {
      number: '4.1.0',
      publishedAt: '2022-04-12T06:14:42.000Z',
      licenses: 'Apache-2.0',
      integrity: 'sha256-ef58252f5398aeee9c332c99e16ffb75244b2a5a0bf42ca1f0d8f34e06a3a8ee',
      status: null,
      metadata: {
        downloads: 33,
        file_size: 45_590,
        requirements: [{ name: 'puppet', version_requirement: '>= 6.1.0 < 8.0.0' }],
      },
      dependencies: [
        { name: 'puppet-extlib', requirement: '>= 3.0.0 < 7.0.0', kind: 'runtime', optional: false },
        { name: 'puppetlabs-stdlib', requirement: '>= 4.25.0 < 9.0.0', kind: 'runtime', optional: false },
      ],
    },
    {
      number: '4.0.0',
      publishedAt: '2021-12-13T22:43:26.000Z',
      integrity: 'sha256-e1a249468eb4130d3e02afe761084a973048e6f804e93dcf0def27ac8a8efe38',
      metadata: { downloads: 3795 },
      dependencies: [
        { name: 'puppet-extlib', requirement: '>= 3.0.0 < 6.0.0' },
        { name: 'puppetlabs-stdlib', requirement: '>= 4.25.0 < 9.0.0' },
      ],
    },
  ]);
});

it('maps a deprecated module, its deleted release and the ones that are only listed', () => {
  const record = mapModule({
    name: 'example-old_mod',
    module: own('module.json'),
    releases: releasesIn(own('releases.json')),
  });
  expect(record?.metadata).toEqual({ deprecated_for: 'Use the new one.', superseded_by: 'example-new_mod' });
  expect(record?.versions).toEqual([
    {
      number: '1.1.0',
      publishedAt: '2016-01-02T11:04:05.000Z',
      licenses: 'Apache-2.0',
      integrity: `sha256-${'abcdef0123456789'.repeat(4)}`,
      status: null,
      metadata: {
        downloads: 70,
        file_size: 1234,
        requirements: [{ name: 'puppet', version_requirement: '3.x' }],
      },
      dependencies: [
        { name: 'puppetlabs-stdlib', requirement: '>= 4.0.0 < 5.0.0', kind: 'runtime', optional: false },
        { name: 'puppetlabs-concat', requirement: null, kind: 'runtime', optional: false },
      ],
    },
    {
      number: '1.0.0',
      publishedAt: '2015-06-02T10:04:05.000Z',
      licenses: 'GPL-2.0',
      integrity: `sha256-${'0'.repeat(63)}1`,
      status: null,
      metadata: { downloads: 7 },
      dependencies: [],
    },
    {
      number: '0.9.0',
      publishedAt: '2015-01-02T11:04:05.000Z',
      licenses: null,
      integrity: null,
      status: 'removed',
      metadata: {},
      dependencies: null,
    },
    {
      number: '0.8.0',
      publishedAt: '2015-01-01T11:04:05.000Z',
      licenses: null,
      integrity: null,
      status: null,
      metadata: {},
      dependencies: null,
    },
  ]);
});

it('gives nothing for a module without a current release, and refuses the document of another', () => {
  const module = { ...own('module.json'), current_release: null };
  expect(mapModule({ name: 'example-old_mod', module, releases: [] })).toBeNull();
  expect(() => mapModule({ name: 'example-new_mod', module, releases: [] })).toThrow('of another one');
});

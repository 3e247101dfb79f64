/** Expected values are worked out by hand from the recorded answers. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { mapModule } from './map.ts';

if (!hasSharedRecordings) console.warn('terraform: the shared recordings are absent, so they are not mapped');

const own = (file: string) => readFileSync(new URL(`fixtures/${file}`, import.meta.url));
const recorded = (file: string) => readFileSync(shared(`terraform/${file}`));

describe('a module', () => {
  it.skipIf(!hasSharedRecordings)('of the registry', () => {
    const record = mapModule(
      'terraform-aws-modules/vpc/aws',
      recorded('terraform-aws-modules-vpc-aws'),
      recorded('terraform-aws-modules-vpc-aws-versions'),
    );
    const version = {
      publishedAt: null,
      licenses: null,
      integrity: null,
      status: null,
      metadata: { providers: { aws: '*' } },
      dependencies: [],
    };
    expect(record).toEqual({
      name: 'terraform-aws-modules/vpc/aws',
      namespace: 'terraform-aws-modules',
      description: 'Terraform module to create AWS VPC resources \u{1f1fa}\u{1f1e6}',
      homepage: 'https://github.com/terraform-aws-modules/terraform-aws-vpc',
      repositoryUrl: 'https://github.com/terraform-aws-modules/terraform-aws-vpc',
      repositoryCandidates: [chosen('source', 'https://github.com/terraform-aws-modules/terraform-aws-vpc')],
      licenses: null,
      keywords: [],
      status: null,
      downloads: { count: 164_832_241, period: 'total' },
      fundingLinks: [],
      metadata: { provider: 'aws', owner: 'antonbabenko', verified: false },
      latestVersion: '6.6.0',
      versions: [
        { ...version, number: '1.0.0' },
        { ...version, number: '1.0.1' },
        { ...version, number: '1.0.2' },
        {
          ...version,
          number: '6.6.0',
          publishedAt: '2026-01-08T19:16:31.278Z',
          metadata: { tag: 'v6.6.0' },
          dependencies: null,
        },
      ],
      versionsComplete: true,
      maintainers: null,
    });
  });

  const sink = () => mapModule('example/kitchen-sink/aws', own('module.json'), own('module-versions.json'));

  it('that is deprecated, under the spelling of the registry', () => {
    expect(sink()).toMatchObject({
      name: 'Example/kitchen-sink/aws',
      status: 'deprecated',
      metadata: {
        verified: true,
        deprecation: { reason: 'use the other sink', link: 'https://example.org/sink' },
      },
      latestVersion: '2.0.0',
      versions: [
        { number: '1.0.0', status: 'deprecated', publishedAt: null },
        { number: '1.1.0-rc.1', status: null, dependencies: [], metadata: {} },
        { number: '2.0.0', status: null, publishedAt: '2024-05-06T07:08:09.123Z' },
      ],
    });
  });

  it('depends on the modules of the registry that it calls', () => {
    const newest = sink().versions.find(version => version.number === '2.0.0');
    expect(newest?.dependencies).toEqual([
      { name: 'terraform-aws-modules/vpc/aws', requirement: '~> 5.0', kind: 'runtime', optional: false },
      { name: 'terraform-aws-modules/iam/aws', requirement: '5.1.0', kind: 'runtime', optional: false },
      {
        name: 'cloudposse/label/null',
        requirement: null,
        kind: 'submodule',
        optional: false,
        qualifiers: { submodule: 'modules/tap' },
      },
    ]);
    expect(newest?.metadata.providers).toEqual({ 'hashicorp/aws': '>= 5.0', random: '*' });
  });

  it('is never taken for another one', () => {
    const other = () => mapModule('someone/else/aws', own('module.json'), own('module-versions.json'));
    expect(other).toThrow(expect.objectContaining({ code: 'malformed' }));
    expect(() =>
      mapModule('example/kitchen-sink/aws', own('module.json'), Buffer.from('{"modules":[]}')),
    ).toThrow(expect.objectContaining({ code: 'malformed' }));
  });
});

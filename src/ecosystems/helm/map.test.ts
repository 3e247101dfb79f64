/** Expected values are worked out by hand from the recorded answers. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { mapPackage } from './map.ts';

if (!hasSharedRecordings) console.warn('helm: the shared recordings are absent, so they are not mapped');

const recorded = (file: string) => readFileSync(shared(`helm/${file}`));
const STACK = 'prometheus-community/kube-prometheus-stack';
const own = () =>
  mapPackage('example/kitchen-sink', readFileSync(new URL('fixtures/chart.json', import.meta.url)));

describe('a chart', () => {
  it('with all members', () => {
    expect(own()).toEqual({
      name: 'example/kitchen-sink',
      namespace: 'example',
      description: 'All members at once',
      homepage: 'https://sink.example.org',
      repositoryUrl: 'https://github.com/example/charts',
      repositoryCandidates: [
        chosen(
          'links.source',
          'https://github.com/example/charts',
          'https://github.com/example/charts/tree/main/charts/kitchen-sink',
        ),
      ],
      licenses: 'MIT',
      keywords: ['sink', 'tap'],
      status: null,
      downloads: null,
      fundingLinks: [],
      metadata: {
        app_version: '8.1',
        chart_version: '1.1.0',
        category: 5,
        official: false,
        deprecated: true,
        repository_url: 'https://example.github.io/charts',
        repository_official: false,
        verified_publisher: false,
      },
      latestVersion: '1.1.0',
      versions: [
        {
          number: '2.0.0-rc.1',
          publishedAt: '2024-05-06T07:08:09.000Z',
          licenses: null,
          integrity: null,
          status: null,
          metadata: { app_version: '9', prerelease: true, contains_security_updates: false },
          dependencies: null,
        },
        {
          number: '1.1.0',
          publishedAt: '2024-04-01T13:48:09.000Z',
          licenses: 'MIT',
          integrity: `sha256-${'ab'.repeat(32)}`,
          status: null,
          metadata: {
            app_version: '8.1',
            prerelease: false,
            contains_security_updates: true,
            content_url: 'https://example.github.io/charts/kitchen-sink-1.1.0.tgz',
            kube_version: '>=1.25.0-0',
            type: 'application',
          },
          dependencies: [
            { name: 'tap', requirement: '0.1.0', kind: 'runtime', optional: false },
            { name: 'bitnami/postgresql', requirement: '~12.1.0', kind: 'runtime', optional: false },
            {
              name: 'redis',
              requirement: '>= 17',
              kind: 'runtime',
              optional: false,
              qualifiers: { repository: 'oci://registry.example.org/charts' },
            },
          ],
        },
        {
          number: '1.0.0',
          publishedAt: '2023-12-07T20:01:29.000Z',
          licenses: null,
          integrity: null,
          status: null,
          metadata: { prerelease: false, contains_security_updates: false },
          dependencies: null,
        },
      ],
      versionsComplete: true,
      maintainers: [
        {
          uuid: 'someone@example.org',
          login: null,
          name: 'Someone',
          email: 'Someone@example.org',
          url: null,
          role: null,
        },
        { uuid: 'someone-else', login: null, name: 'someone-else', email: null, url: null, role: null },
      ],
    });
  });

  it.skipIf(!hasSharedRecordings)('with many versions', () => {
    const record = mapPackage(STACK, recorded('prometheus-community-kube-prometheus-stack'));
    expect(record).toMatchObject({
      name: STACK,
      homepage: 'https://github.com/prometheus-operator/kube-prometheus',
      repositoryUrl: 'https://github.com/prometheus-community/helm-charts',
      licenses: 'Apache-2.0',
      keywords: ['operator', 'prometheus', 'kube-prometheus'],
      latestVersion: '74.0.0',
      metadata: {
        app_version: 'v0.83.0',
        category: 4,
        official: true,
        deprecated: false,
        verified_publisher: true,
      },
    });
    expect(record.versions).toHaveLength(799);
    expect(record.versions[0]).toEqual({
      number: '74.0.0',
      publishedAt: '2025-06-12T18:34:19.000Z',
      licenses: 'Apache-2.0',
      integrity: 'sha256-cd92eb2cc1d9a5e6540030cd176ba42ad02fc72b70db77e5e00672394f201451',
      status: null,
      metadata: {
        app_version: 'v0.83.0',
        prerelease: false,
        contains_security_updates: false,
        content_url:
          'https://github.com/prometheus-community/helm-charts/releases/download/kube-prometheus-stack-74.0.0/kube-prometheus-stack-74.0.0.tgz',
        kube_version: '>=1.25.0-0',
        type: 'application',
      },
      dependencies: [
        { name: 'crds', requirement: '0.0.0', kind: 'runtime', optional: false },
        {
          name: 'prometheus-community/kube-state-metrics',
          requirement: '5.36.0',
          kind: 'runtime',
          optional: false,
        },
        {
          name: 'prometheus-community/prometheus-node-exporter',
          requirement: '4.47.0',
          kind: 'runtime',
          optional: false,
        },
        { name: 'grafana/grafana', requirement: '9.2.2', kind: 'runtime', optional: false },
      ],
    });
    expect(record.versions.at(-1)).toMatchObject({
      number: '9.3.4',
      publishedAt: '2020-09-09T15:52:26.000Z',
    });
    expect(record.maintainers).toHaveLength(8);
  });

  it.skipIf(!hasSharedRecordings)('of one version, as its own document tells it', () => {
    const record = mapPackage(STACK, recorded('prometheus-community-kube-prometheus-stack-74.0.0'));
    expect(record.versions.map(({ number }) => number)).toEqual(['74.0.0']);
    expect(record.maintainers).toHaveLength(7);
  });

  it('is never taken for another one', () => {
    for (const document of [
      '{}',
      '{"name":"x"}',
      '{"name":"x","repository":{"name":"y"}}',
      '{"name":"../x","repository":{"name":"y"}}',
    ])
      expect(() => mapPackage('a/b', Buffer.from(document))).toThrow(
        expect.objectContaining({ code: 'malformed' }),
      );
    expect(mapPackage('y/x', Buffer.from('{"name":"x","repository":{"name":"y"}}'))).toMatchObject({
      name: 'y/x',
      latestVersion: null,
      versions: [],
      maintainers: [],
    });
  });
});

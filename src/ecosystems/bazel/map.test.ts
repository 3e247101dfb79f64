/** Expected values are worked out by hand from the recorded answers. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { candidate, chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import cases, { read } from './fixtures/conformance.ts';
import { links } from './links.ts';
import { mapModule } from './map.ts';
import { parseFrontPage, parseModuleFile, parseSource } from './schema.ts';

if (!hasSharedRecordings) console.warn('bazel: the shared recordings are absent, so they are not mapped');

const recorded = (file: string) => readFileSync(shared(`bazel/${file}`));
const malformed = expect.objectContaining({ code: 'malformed' });
const person = { url: null, role: null };
/** Of people in recordings the number alone is told here. */
const somebody = { login: expect.any(String), name: expect.any(String), email: expect.stringContaining('@') };

describe('a module', () => {
  it.skipIf(!hasSharedRecordings)('with a yanked version, recorded', () => {
    const source = (file: string) => ({
      source: parseSource(recorded(`rules_go_package_version_metadata${file}`), file),
      module: null,
    });
    const files = new Map([
      ['0.37.0', source('1')],
      ['0.59.0', source('2')],
    ]);
    const version = { publishedAt: null, licenses: null, dependencies: null };
    expect(mapModule('rules_go', recorded('rules_go_package_metadata'), files)).toEqual({
      name: 'rules_go',
      namespace: null,
      description: null,
      homepage: 'https://github.com/bazelbuild/rules_go',
      repositoryUrl: 'https://github.com/bazel-contrib/rules_go',
      repositoryCandidates: [
        chosen('repository', 'https://github.com/bazel-contrib/rules_go', 'github:bazel-contrib/rules_go'),
        candidate('homepage', 'https://github.com/bazelbuild/rules_go'),
      ],
      licenses: null,
      keywords: [],
      status: null,
      downloads: null,
      fundingLinks: [],
      metadata: {},
      latestVersion: '0.59.0',
      versions: [
        {
          ...version,
          number: '0.37.0',
          status: 'yanked',
          integrity: 'sha256-VtjFpckeGvc+ynGm+rLO2Vm2fIbRK6N/7tsKLf6kQaY=',
          metadata: {
            url: 'https://github.com/bazelbuild/rules_go/releases/download/v0.37.0/rules_go-v0.37.0.zip',
            yanked_reason:
              'Obsolete experimental version that emits debug prints. Update to 0.39.1 or higher',
          },
        },
        {
          ...version,
          number: '0.59.0',
          status: null,
          integrity: 'sha256-aK9Uy5f73uXl6P6NIQ0VpRj51iq/1xYgw+r/Oyal/4Y=',
          metadata: {
            url: 'https://github.com/bazel-contrib/rules_go/releases/download/v0.59.0/rules_go-v0.59.0.zip',
            patches: {
              'module_dot_bazel_version.patch': 'sha256-8OoUxgGpg9d81Y5ADTjOQYivlOlIsr2MN6YzuRNIcDA=',
            },
          },
        },
      ],
      versionsComplete: true,
      maintainers: [
        { uuid: '4312191', ...somebody, ...person },
        { uuid: '98395', ...somebody, ...person },
        { uuid: '66684063', ...somebody, ...person },
      ],
    });
  });

  it.skipIf(!hasSharedRecordings)('that is a commit, recorded', () => {
    const number = '2.2.1-develop.bcr.20250915-8fcd44a1';
    const source = parseSource(recorded('pico_sdk_package_version_metadata2'), number);
    const record = mapModule(
      'pico_sdk',
      recorded('pico_sdk_package_metadata'),
      new Map([[number, { source, module: null }]]),
    );
    expect(record.latestVersion).toBe('2.2.0');
    expect(record.repositoryUrl).toBe('https://github.com/raspberrypi/pico-sdk');
    expect(record.maintainers?.at(-1)).toMatchObject({
      uuid: expect.stringContaining('@'),
      login: null,
      name: expect.any(String),
    });
    const version = record.versions.find(each => each.number === number);
    expect(version).toMatchObject({
      integrity: null,
      metadata: {
        type: 'git_repository',
        remote: 'https://github.com/raspberrypi/pico-sdk.git',
        commit: '8fcd44a1718337861214ba5499a8faceea2bfa1d',
      },
    });
    expect(links.download(cases.registries[0], 'pico_sdk', number, version?.metadata ?? {})).toBe(
      'https://github.com/raspberrypi/pico-sdk.git',
    );
  });

  it('that is deprecated, with maintainers of all kinds', async () => {
    const [record] = await read({});
    expect(record).toMatchObject({
      repositoryUrl: 'https://github.com/example/sink',
      status: 'deprecated',
      metadata: {
        deprecated: 'Use basin',
        repositories: ['https://git.example.org/sink', 'github:example/sink'],
      },
      latestVersion: '1.1.0',
      maintainers: [
        { uuid: '12345', login: 'example-one' },
        { uuid: 'example-two', login: 'example-two', email: null },
        { uuid: 'team@example.org', login: null, email: 'Team@example.org' },
      ],
      versions: [
        { number: '1.0.0', status: null },
        { number: '1.1.0', status: null, metadata: { compatibility_level: 3, strip_prefix: 'sink-1.1.0' } },
        { number: '1.1.0.bcr.1', status: 'yanked', metadata: { yanked_reason: 'Does not build' } },
        { number: '2.0.0-rc1', status: null },
      ],
    });
    const runtime = { kind: 'runtime', optional: false };
    expect(record?.versions[1]?.dependencies).toEqual([
      { name: 'rules_cc', requirement: '0.0.9', ...runtime },
      { name: 'platforms', requirement: '0.0.10', ...runtime },
      { name: 'googletest', requirement: '1.14.0', kind: 'development', optional: false },
      { name: 'overridden', requirement: null, ...runtime },
    ]);
  });
});

describe('MODULE.bazel', () => {
  it.skipIf(!hasSharedRecordings)('recorded', () => {
    const { dependencies, compatibilityLevel } = parseModuleFile(recorded('MODULE.bazel'), 'elemental2');
    expect(compatibilityLevel).toBeNull();
    expect(dependencies.map(({ name, requirement, kind }) => `${kind} ${name} ${requirement}`)).toEqual([
      'runtime j2cl null',
      'runtime jsinterop_generator 20250812',
      'runtime jsinterop_base 1.1.0',
      'runtime bazel_skylib 1.7.1',
      'runtime google_bazel_common 0.0.1',
      'runtime rules_java 8.13.0',
      'runtime rules_license 1.0.0',
      'development google_benchmark 1.9.4',
      'runtime rules_jvm_external 6.6',
    ]);
  });

  it('is refused where it is broken', () => {
    for (const text of ['bazel_dep(', 'a)', 'x = "open', "'''open", '(]]', `${'f()\n'.repeat(20_001)}`])
      expect(() => parseModuleFile(Buffer.from(text), 'x'), text.slice(0, 20)).toThrow(malformed);
  });
});

describe('the front page', () => {
  it.skipIf(!hasSharedRecordings)('names what was updated', () => {
    expect(parseFrontPage(recorded('index.html')).map(({ name }) => name)).toEqual([
      'opentelemetry-cpp',
      'maliput_malidrive',
      'maliput',
      'glog',
      'rules_itest',
      'linenoise',
      'behaviortree_ros2',
      'bazeldnf',
      'aspect_rules_js',
      'libpng',
    ]);
  });
});

describe('links', () => {
  const [main, internal] = cases.registries;

  it('lead to the site of the central registry only', () => {
    expect(links.page(main, 'rules_go', '0.59.0')).toBe(
      'https://registry.bazel.build/modules/rules_go/0.59.0',
    );
    expect(links.documentation(main, 'rules_go')).toBe('https://registry.bazel.build/docs/rules_go');
    expect(links.check(main, 'rules_go')).toBe('https://bcr.bazel.build/modules/rules_go/metadata.json');
    expect(internal && links.page(internal, 'rules_go')).toBeNull();
    expect(internal && links.check(internal, 'rules_go')).toBe(
      'https://bcr.internal.example/modules/rules_go/metadata.json',
    );
    expect(links.maintainer(main, { uuid: '4312191', login: 'fmeum' })).toBe('https://github.com/fmeum');
    expect(links.maintainer(main, { uuid: '1', login: null })).toBeNull();
  });
});

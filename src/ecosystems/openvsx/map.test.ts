import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseJsonObject } from '../../formats/json.ts';
import { candidate, chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { entriesOf } from './connector.ts';
import { mapExtension } from './map.ts';

const own = (file: string) => readFileSync(new URL(`fixtures/${file}`, import.meta.url));
if (!hasSharedRecordings)
  console.warn('openvsx: the shared recordings are absent, tests of them are skipped');

it.skipIf(!hasSharedRecordings)('maps the document of an extension with one version', () => {
  const extension = parseJsonObject(readFileSync(shared('openvsx/vscode-yaml.json')), 'vscode-yaml');
  const name = 'redhat/vscode-yaml';
  expect(mapExtension({ name, extension, entries: [], isComplete: true })).toEqual({
    name,
    namespace: 'redhat',
    description: 'YAML Language Support by Red Hat, with built-in Kubernetes syntax support',
    homepage: 'https://github.com/redhat-developer/vscode-yaml#readme',
    repositoryUrl: 'https://github.com/redhat-developer/vscode-yaml',
    repositoryCandidates: [
      chosen(
        'repository',
        'https://github.com/redhat-developer/vscode-yaml',
        'https://github.com/redhat-developer/vscode-yaml.git',
      ),
      candidate(
        'homepage',
        'https://github.com/redhat-developer/vscode-yaml',
        'https://github.com/redhat-developer/vscode-yaml#readme',
      ),
    ],
    licenses: 'MIT',
    keywords: [
      'autocompletion',
      'dockercompose',
      'github-actions-workflow',
      'kubernetes',
      'validation',
      'yaml',
    ],
    status: null,
    downloads: { count: 1_524_693, period: 'total' },
    fundingLinks: [],
    metadata: {
      display_name: 'YAML',
      categories: ['Programming Languages', 'Linters', 'Snippets', 'Formatters'],
      average_rating: 5,
      review_count: 6,
      verified: true,
      bugs: 'https://github.com/redhat-developer/vscode-yaml/issues',
    },
    latestVersion: '1.18.0',
    versions: [
      {
        number: '1.18.0',
        publishedAt: '2025-04-28T15:41:07.089Z',
        licenses: 'MIT',
        integrity: null,
        status: null,
        metadata: {
          download_url:
            'https://open-vsx.org/api/redhat/vscode-yaml/1.18.0/file/redhat.vscode-yaml-1.18.0.vsix',
          engines: { npm: '>=7.0.0', vscode: '^1.63.0' },
          extension_kind: ['workspace', 'web'],
          published_by: 'rhdevelopers-ci',
        },
        dependencies: [],
      },
    ],
    versionsComplete: true,
    maintainers: [
      {
        uuid: 'rhdevelopers-ci',
        login: 'rhdevelopers-ci',
        name: 'Red Hat Developers CI',
        email: null,
        url: 'https://github.com/rhdevelopers-ci',
        role: null,
      },
    ],
  });
});

it.skipIf(!hasSharedRecordings)('maps an extension pack among the recorded ones', () => {
  const { extensions } = parseJsonObject(readFileSync(shared('openvsx/extensions.json')), 'extensions');
  const extension = (extensions as Record<string, unknown>[]).find(({ name }) => name === 'python') ?? {};
  const record = mapExtension({ name: 'ms-python/python', extension, entries: [], isComplete: false });
  expect(record.versionsComplete).toBe(false);
  expect(record.versions[0]?.dependencies).toEqual(
    ['ms-python/vscode-pylance', 'ms-python/debugpy', 'ms-python/vscode-python-envs'].map(name => ({
      name,
      requirement: null,
      kind: 'bundled',
      optional: false,
    })),
  );
});

it('joins what is said of a version for each platform', () => {
  const extension = parseJsonObject(own('extension.json'), 'extension');
  const entries = entriesOf(own('entries.json'), 'extension');
  const record = mapExtension({ name: 'example/native-tool', extension, entries, isComplete: true });
  // 2.1.0 is higher and no pre-release by its number, but the registry says that 2.0.0 is the latest.
  expect(record.latestVersion).toBe('2.0.0');
  expect(record.metadata).toEqual({
    published_name: 'Example/Native-Tool',
    display_name: 'Native Tool',
    categories: ['Linters'],
    average_rating: 4.5,
    review_count: 0,
    verified: true,
    replacement: { url: 'https://open-vsx.org/extension/example/newer-tool', displayName: 'Newer Tool' },
  });
  expect(record.versions[0]?.metadata).toMatchObject({ pre_release: true });
  expect(record.versions[1]).toEqual({
    number: '2.0.0',
    publishedAt: '2024-02-02T10:00:01.000Z',
    licenses: 'EPL-2.0',
    integrity: null,
    status: null,
    metadata: {
      download_url:
        'https://open-vsx.org/api/Example/Native-Tool/linux-x64/2.0.0/file/Example.Native-Tool-2.0.0@linux-x64.vsix',
      target_platforms: ['linux-x64', 'darwin-arm64'],
      engines: { vscode: '^1.80.0' },
      published_by: 'example-bot',
    },
    dependencies: [
      { name: 'example/base', requirement: null, kind: 'runtime', optional: false },
      { name: 'example/snippets', requirement: null, kind: 'bundled', optional: false },
    ],
  });
  expect(record.versions[2]).toEqual({
    number: '1.0.0',
    publishedAt: '2023-01-01T00:00:00.000Z',
    licenses: null,
    integrity: null,
    status: 'yanked',
    metadata: {},
    dependencies: [],
  });
});

it('refuses the document of another extension', () => {
  const extension = parseJsonObject(own('extension.json'), 'extension');
  expect(() => mapExtension({ name: 'example/other', extension, entries: [], isComplete: true })).toThrow(
    'it is of another one, Example/Native-Tool',
  );
});

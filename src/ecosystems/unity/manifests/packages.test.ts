import { expect, test } from 'vitest';
import { type ManifestReader, manifestInput } from '../../manifest.ts';
import { packagesLock, packagesManifest } from './packages.ts';

const read = (reader: ManifestReader, value: unknown) =>
  reader.parse(manifestInput('x', Buffer.from(JSON.stringify(value))));

test('manifest.json: versions, paths, git, and what is tested', () => {
  const found = read(packagesManifest, {
    dependencies: {
      'com.unity.ugui': '1.0.0',
      'com.example.local': 'file:../local',
      'com.example.git': 'https://example.org/x.git#v1.0',
      'com.unity.test-framework': '1.1.33',
    },
    testables: ['com.unity.test-framework'],
  });
  expect(found.dependencies.map(one => [one.name, one.type, one.local, one.source])).toEqual([
    ['com.unity.ugui', 'runtime', false, null],
    ['com.example.local', 'runtime', true, 'file:../local'],
    ['com.example.git', 'runtime', false, 'https://example.org/x.git#v1.0'],
    ['com.unity.test-framework', 'test', false, null],
  ]);
});

test('packages-lock.json: depth, source and the graph', () => {
  const found = read(packagesLock, {
    dependencies: {
      'com.example.git': {
        version: 'https://example.org/x.git#v1.0',
        depth: 0,
        source: 'git',
        dependencies: { 'com.unity.ugui': '1.0.0' },
        hash: 'abc',
      },
      'com.unity.ugui': { version: '1.0.0', depth: 1, source: 'builtin', dependencies: {} },
      'com.unity.x': { version: '2.0.0', depth: 1, source: 'registry', url: 'https://packages.unity.com' },
    },
  });
  expect(
    found.dependencies.map(one => [one.name, one.requirement, one.type, one.direct, one.source]),
  ).toEqual([
    ['com.example.git', 'abc', 'runtime', true, 'https://example.org/x.git#v1.0'],
    ['com.unity.ugui', '1.0.0', 'builtin', false, null],
    ['com.unity.x', '2.0.0', 'runtime', false, 'https://packages.unity.com'],
  ]);
  expect(found.graph?.()).toMatchObject({ edges: [[0, 1]], roots: [0] });
  expect(() => read(packagesLock, {})).toThrow(expect.objectContaining({ reason: 'not-this-format' }));
});

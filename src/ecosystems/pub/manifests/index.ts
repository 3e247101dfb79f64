import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'pub',
  purl: name => ({ type: 'pub', namespace: null, name: name.toLowerCase() }),
  formats: [
    {
      id: 'pubspec.yaml',
      kind: 'manifest',
      files: [{ name: 'pubspec.yaml', ignoreCase: true }],
      load: async () => (await import('./pubspec-yaml.ts')).pubspecYaml,
    },
    {
      id: 'pubspec.lock',
      kind: 'lockfile',
      files: [{ name: 'pubspec.lock', ignoreCase: true }],
      load: async () => (await import('./pubspec-lock.ts')).pubspecLock,
    },
  ],
} satisfies ManifestSet;

import type { ManifestSet } from '../../manifest.ts';
import { names, purl } from '../names.ts';

export default {
  platform: 'cocoapods',
  purl: name => (names.problem(name) === null ? { type: purl.type, namespace: null, name } : null),
  formats: [
    {
      id: 'Podfile',
      kind: 'manifest',
      files: [{ name: 'Podfile' }],
      load: async () => (await import('./podfile.ts')).podfile,
    },
    {
      id: 'podspec',
      kind: 'manifest',
      files: [{ suffix: '.podspec' }],
      pairs: [],
      load: async () => (await import('./podspec.ts')).podspec,
    },
    {
      id: 'podspec.json',
      kind: 'manifest',
      files: [{ suffix: '.podspec.json' }],
      pairs: [],
      load: async () => (await import('./podspec.ts')).podspecJson,
    },
    {
      id: 'Podfile.lock',
      kind: 'lockfile',
      files: [{ name: 'Podfile.lock' }],
      load: async () => (await import('./podfile-lock.ts')).podfileLock,
    },
  ],
} satisfies ManifestSet;

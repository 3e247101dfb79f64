import type { ManifestSet } from '../../manifest.ts';
import { names, purl } from '../names.ts';

export default {
  platform: 'vcpkg',
  purl: name =>
    names.problem(names.normalise(name)) === null ? { type: purl.type, namespace: null, name } : null,
  formats: [
    {
      id: 'vcpkg.json',
      kind: 'manifest',
      files: [{ name: 'vcpkg.json', ignoreCase: true }],
      load: async () => (await import('./vcpkg-json.ts')).vcpkgJson,
    },
    {
      id: '_generated-vcpkg-list.json',
      kind: 'lockfile',
      files: [{ name: '_generated-vcpkg-list.json' }],
      load: async () => (await import('./vcpkg-json.ts')).vcpkgList,
    },
    {
      id: 'status',
      kind: 'lockfile',
      files: [{ name: 'vcpkg/status' }],
      pairs: [],
      load: async () => (await import('./status.ts')).status,
    },
  ],
} satisfies ManifestSet;

import type { ManifestSet } from '../../manifest.ts';
import { names, purl } from '../names.ts';

export default {
  platform: 'conan',
  purl: name =>
    names.problem(names.normalise(name)) === null ? { type: purl.type, namespace: null, name } : null,
  formats: [
    {
      id: 'conanfile.py',
      kind: 'manifest',
      files: [{ name: 'conanfile.py' }],
      load: async () => (await import('./conanfile-py.ts')).conanfilePy,
    },
    {
      id: 'conanfile.txt',
      kind: 'manifest',
      files: [{ name: 'conanfile.txt' }],
      load: async () => (await import('./conanfile-txt.ts')).conanfileTxt,
    },
    {
      id: 'conan.lock',
      kind: 'lockfile',
      files: [{ name: 'conan.lock' }],
      load: async () => (await import('./conan-lock.ts')).conanLock,
    },
    {
      id: 'conandata.yml',
      kind: 'manifest',
      files: [{ name: 'conandata.yml' }],
      load: async () => (await import('./conandata.ts')).conandata,
    },
    {
      id: 'conaninfo.txt',
      kind: 'lockfile',
      files: [{ name: 'conaninfo.txt' }],
      pairs: [],
      load: async () => (await import('./conandata.ts')).conaninfo,
    },
  ],
} satisfies ManifestSet;

import type { ManifestSet } from '../../manifest.ts';
import { names, purl } from '../names.ts';

export default {
  platform: 'spack',
  purl: name =>
    names.problem(names.normalise(name)) === null ? { type: purl.type, namespace: null, name } : null,
  formats: [
    {
      id: 'spack.yaml',
      kind: 'manifest',
      files: [{ name: 'spack.yaml' }],
      load: async () => (await import('./environment.ts')).spackYaml,
    },
    {
      id: 'spack.lock',
      kind: 'lockfile',
      files: [{ name: 'spack.lock' }],
      load: async () => (await import('./environment.ts')).spackLock,
    },
  ],
} satisfies ManifestSet;

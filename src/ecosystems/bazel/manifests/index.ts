import type { ManifestSet } from '../../manifest.ts';
import { names, purl } from '../names.ts';

export default {
  platform: 'bazel',
  purl: name => (names.problem(name) === null ? { type: purl.type, namespace: null, name } : null),
  formats: [
    {
      id: 'MODULE.bazel',
      kind: 'manifest',
      files: [{ name: 'MODULE.bazel' }, { suffix: '.MODULE.bazel' }],
      load: async () => (await import('./module-bazel.ts')).moduleBazel,
    },
    {
      id: 'WORKSPACE',
      kind: 'manifest',
      files: [{ name: 'WORKSPACE' }, { name: 'WORKSPACE.bazel' }, { name: 'WORKSPACE.bzlmod' }],
      pairs: [],
      load: async () => (await import('./module-bazel.ts')).bazelWorkspace,
    },
    {
      id: 'MODULE.bazel.lock',
      kind: 'lockfile',
      files: [{ name: 'MODULE.bazel.lock' }],
      load: async () => (await import('./module-lock.ts')).moduleLock,
    },
  ],
} satisfies ManifestSet;

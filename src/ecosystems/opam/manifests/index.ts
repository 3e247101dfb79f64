import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'opam',
  purl: name => ({ type: 'opam', namespace: null, name }),
  formats: [
    {
      id: 'opam',
      kind: 'manifest',
      files: [{ name: 'opam' }, { suffix: '.opam' }],
      load: async () => (await import('./opam-file.ts')).opamFile,
    },
    {
      id: 'opam.locked',
      kind: 'lockfile',
      files: [{ name: 'opam.locked' }, { suffix: '.opam.locked' }],
      load: async () => (await import('./opam-file.ts')).opamLocked,
    },
    {
      id: 'switch-state',
      kind: 'lockfile',
      files: [{ name: '.opam-switch/switch-state' }],
      pairs: [],
      load: async () => (await import('./switch-state.ts')).switchState,
    },
    {
      id: 'esy.lock',
      kind: 'lockfile',
      files: [{ name: 'esy.lock/index.json' }],
      pairs: [],
      load: async () => (await import('../../families/esy-lock.ts')).esyLock(true),
    },
    {
      id: 'dune-project',
      kind: 'manifest',
      files: [{ name: 'dune-project' }],
      load: async () => (await import('./dune-project.ts')).duneProject,
    },
  ],
} satisfies ManifestSet;

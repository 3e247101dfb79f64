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
      id: 'dune-project',
      kind: 'manifest',
      files: [{ name: 'dune-project' }],
      load: async () => (await import('./dune-project.ts')).duneProject,
    },
  ],
} satisfies ManifestSet;

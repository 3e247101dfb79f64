import type { ManifestSet } from '../../manifest.ts';

/** Inputs are sources that a project gives names of its own: they are no packages and have no purls. */
export default {
  platform: 'nix',
  formats: [
    {
      id: 'flake.nix',
      kind: 'manifest',
      files: [{ name: 'flake.nix' }],
      load: async () => (await import('./flake-nix.ts')).flakeNix,
    },
    {
      id: 'flake.lock',
      kind: 'lockfile',
      files: [{ name: 'flake.lock' }],
      load: async () => (await import('./flake-lock.ts')).flakeLock,
    },
    {
      id: 'nix/sources.json',
      kind: 'lockfile',
      files: [{ name: 'nix/sources.json' }],
      load: async () => (await import('./pinned.ts')).nivSources,
    },
    {
      id: 'npins/sources.json',
      kind: 'lockfile',
      files: [{ name: 'npins/sources.json' }],
      load: async () => (await import('./pinned.ts')).npinsSources,
    },
  ],
} satisfies ManifestSet;

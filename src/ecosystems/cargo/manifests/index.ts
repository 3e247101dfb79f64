import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'cargo',
  purl: name => ({ type: 'cargo', namespace: null, name }),
  formats: [
    {
      id: 'Cargo.toml',
      kind: 'manifest',
      files: [{ name: 'Cargo.toml' }, { name: 'Cargo.toml.orig' }],
      load: async () => (await import('./cargo-toml.ts')).cargoToml,
    },
    {
      id: 'Cargo.lock',
      kind: 'lockfile',
      files: [{ name: 'Cargo.lock' }],
      load: async () => (await import('./cargo-lock.ts')).cargoLock,
    },
  ],
} satisfies ManifestSet;

import { isExecutable } from '../../../formats/executable.ts';
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
    {
      id: 'auditable-binary',
      kind: 'lockfile',
      files: [],
      magic: isExecutable,
      maxBytes: 256 * 1024 * 1024,
      pairs: [],
      load: async () => (await import('./auditable.ts')).auditable,
    },
  ],
} satisfies ManifestSet;

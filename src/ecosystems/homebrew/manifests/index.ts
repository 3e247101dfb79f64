import type { ManifestSet } from '../../manifest.ts';
import { names, purl } from '../names.ts';

export default {
  platform: 'homebrew',
  purl: name =>
    names.problem(names.normalise(name)) === null ? { type: purl.type, namespace: null, name } : null,
  formats: [
    {
      id: 'Brewfile',
      kind: 'manifest',
      files: [{ name: 'Brewfile', ignoreCase: true }],
      load: async () => (await import('./brewfile.ts')).brewfile,
    },
    {
      id: 'Brewfile.lock.json',
      kind: 'lockfile',
      files: [{ name: 'Brewfile.lock.json', ignoreCase: true }],
      load: async () => (await import('./brewfile.ts')).brewfileLock,
    },
    {
      id: 'INSTALL_RECEIPT.json',
      kind: 'lockfile',
      files: [{ name: 'INSTALL_RECEIPT.json' }],
      pairs: [],
      load: async () => (await import('./receipt.ts')).receipt,
    },
  ],
} satisfies ManifestSet;

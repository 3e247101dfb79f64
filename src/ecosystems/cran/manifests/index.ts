import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'cran',
  purl: name => ({ type: 'cran', namespace: null, name }),
  formats: [
    {
      id: 'DESCRIPTION',
      kind: 'manifest',
      files: [{ name: 'DESCRIPTION', ignoreCase: true }],
      load: async () => (await import('./description.ts')).description,
    },
    {
      id: 'renv.lock',
      kind: 'lockfile',
      files: [{ name: 'renv.lock' }],
      load: async () => (await import('./renv-lock.ts')).renvLock,
    },
    {
      id: 'packrat.lock',
      kind: 'lockfile',
      files: [{ name: 'packrat.lock' }],
      load: async () => (await import('./packrat-lock.ts')).packratLock,
    },
    {
      id: 'pkg.lock',
      kind: 'lockfile',
      files: [{ name: 'pkg.lock' }, { name: 'pak.lock' }],
      load: async () => (await import('./pak-lock.ts')).pakLock,
    },
  ],
} satisfies ManifestSet;

import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'cpan',
  /** Modules are named, purls are of distributions: mostly `Foo::Bar` is in `Foo-Bar`. */
  purl: name =>
    name === 'perl' ? null : { type: 'cpan', namespace: null, name: name.replaceAll('::', '-') },
  formats: [
    {
      id: 'cpanfile',
      kind: 'manifest',
      files: [{ name: 'cpanfile', ignoreCase: true }],
      load: async () => (await import('./cpanfile.ts')).cpanfile,
    },
    {
      id: 'Makefile.PL',
      kind: 'manifest',
      files: [{ name: 'Makefile.PL', ignoreCase: true }],
      load: async () => (await import('./build-scripts.ts')).makefilePl,
    },
    {
      id: 'Build.PL',
      kind: 'manifest',
      files: [{ name: 'Build.PL', ignoreCase: true }],
      load: async () => (await import('./build-scripts.ts')).buildPl,
    },
    {
      id: 'dist.ini',
      kind: 'manifest',
      files: [{ name: 'dist.ini' }],
      load: async () => (await import('./dist-ini.ts')).distIni,
    },
    {
      id: 'META.json',
      kind: 'lockfile',
      files: [
        { name: 'META.json', ignoreCase: true },
        { name: 'MYMETA.json', ignoreCase: true },
      ],
      load: async () => (await import('./meta.ts')).metaJson,
    },
    {
      id: 'META.yml',
      kind: 'lockfile',
      files: [
        { name: 'META.yml', ignoreCase: true },
        { name: 'MYMETA.yml', ignoreCase: true },
      ],
      load: async () => (await import('./meta.ts')).metaYml,
    },
    {
      id: 'cpanfile.snapshot',
      kind: 'lockfile',
      files: [{ name: 'cpanfile.snapshot', ignoreCase: true }],
      load: async () => (await import('./snapshot.ts')).snapshot,
    },
  ],
} satisfies ManifestSet;

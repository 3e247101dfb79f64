import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'alpm',
  /** Libraries (`libfoo.so`) are provided by packages of other names. */
  purl: name => (name.endsWith('.so') ? null : { type: 'alpm', namespace: 'arch', name: name.toLowerCase() }),
  formats: [
    {
      id: 'PKGBUILD',
      kind: 'manifest',
      files: [{ name: 'PKGBUILD' }],
      pairs: [],
      load: async () => (await import('./pkgbuild.ts')).pkgbuild,
    },
    {
      id: 'SRCINFO',
      kind: 'manifest',
      files: [{ name: '.SRCINFO' }],
      pairs: [],
      load: async () => (await import('./srcinfo.ts')).srcinfo,
    },
    {
      id: 'desc',
      kind: 'lockfile',
      files: [{ path: /(?:^|\/)pacman\/local\/[^/]+\/desc$/ }],
      pairs: [],
      load: async () => (await import('./desc.ts')).desc,
    },
  ],
} satisfies ManifestSet;

import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'elpa',
  /** Emacs itself is required like a package. */
  purl: name => (name === 'emacs' ? null : { type: 'melpa', namespace: null, name }),
  formats: [
    {
      id: 'pkg.el',
      kind: 'manifest',
      files: [{ suffix: '-pkg.el' }],
      pairs: [],
      content: head => head.includes('define-package'),
      load: async () => (await import('./package-el.ts')).definePackage,
    },
    {
      id: 'el',
      kind: 'manifest',
      files: [{ suffix: '.el' }],
      pairs: [],
      content: head => /^;+[ \t]*Package-Requires[ \t]*:/im.test(head),
      load: async () => (await import('./package-el.ts')).packageRequires,
    },
    {
      id: 'Cask',
      kind: 'manifest',
      files: [{ name: 'Cask' }],
      pairs: [],
      load: async () => (await import('./cask.ts')).cask,
    },
    {
      id: 'Eask',
      kind: 'manifest',
      files: [{ name: 'Eask' }],
      pairs: [],
      load: async () => (await import('./cask.ts')).eask,
    },
  ],
} satisfies ManifestSet;

import type { ManifestSet } from '../../manifest.ts';

/** A field of the preamble, or a section, at the start of a line. */
const SPEC_LINE =
  /^(?:Name|Summary|Version|Release|License|BuildRequires|Requires)[ \t]*:|^%(?:description|prep|package)\b/im;

/** Those of desktops are larger than lockfiles, as headers name all files. */
const MAX_DATABASE = 256 * 1024 * 1024;

export default {
  platform: 'rpm',
  /** What packages provide (`perl(JSON)`, a path) is none itself. The distribution is not known. */
  purl: name => (/[()/%]/.test(name) ? null : { type: 'rpm', namespace: null, name }),
  formats: [
    {
      id: 'spec',
      kind: 'manifest',
      files: [{ suffix: '.spec' }],
      pairs: [],
      // PyInstaller and others have files of this name, too.
      content: head => SPEC_LINE.test(head),
      load: async () => (await import('./spec.ts')).spec,
    },
    {
      id: 'rpmdb.sqlite',
      kind: 'lockfile',
      files: [{ name: 'rpmdb.sqlite' }],
      pairs: [],
      maxBytes: MAX_DATABASE,
      load: async () => (await import('./rpmdb.ts')).rpmdb,
    },
    {
      id: 'Packages.db',
      kind: 'lockfile',
      files: [{ name: 'rpm/Packages.db' }],
      pairs: [],
      maxBytes: MAX_DATABASE,
      load: async () => (await import('./rpmdb.ts')).ndbDatabase,
    },
    {
      id: 'Packages',
      kind: 'lockfile',
      files: [{ name: 'rpm/Packages' }],
      pairs: [],
      maxBytes: MAX_DATABASE,
      load: async () => (await import('./rpmdb.ts')).berkeleyDatabase,
    },
    {
      id: 'container-manifest-2',
      kind: 'lockfile',
      files: [{ name: 'rpmmanifest/container-manifest-2' }],
      pairs: [],
      load: async () => (await import('./container-manifest.ts')).containerManifest,
    },
  ],
} satisfies ManifestSet;

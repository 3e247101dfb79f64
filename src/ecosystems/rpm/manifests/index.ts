import type { ManifestSet } from '../../manifest.ts';

/** A field of the preamble, or a section, at the start of a line. */
const SPEC_LINE =
  /^(?:Name|Summary|Version|Release|License|BuildRequires|Requires)[ \t]*:|^%(?:description|prep|package)\b/im;

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
      load: async () => (await import('./rpmdb.ts')).rpmdb,
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

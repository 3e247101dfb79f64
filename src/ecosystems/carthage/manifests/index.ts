import type { ManifestSet } from '../../manifest.ts';

/** `owner/name` */
const ON_GITHUB = /^[A-Za-z0-9-]{1,100}\/[A-Za-z0-9._-]{1,200}$/;

export default {
  platform: 'carthage',
  purl(name) {
    if (!ON_GITHUB.test(name)) return null;
    const slash = name.indexOf('/');
    return { type: 'github', namespace: name.slice(0, slash), name: name.slice(slash + 1) };
  },
  formats: [
    {
      id: 'Cartfile',
      kind: 'manifest',
      files: [{ name: 'Cartfile' }],
      load: async () => (await import('./cartfile.ts')).cartfile,
    },
    {
      id: 'Cartfile.private',
      kind: 'manifest',
      files: [{ name: 'Cartfile.private' }],
      load: async () => (await import('./cartfile.ts')).cartfilePrivate,
    },
    {
      id: 'Cartfile.resolved',
      kind: 'lockfile',
      files: [{ name: 'Cartfile.resolved' }],
      load: async () => (await import('./cartfile.ts')).cartfileResolved,
    },
  ],
} satisfies ManifestSet;

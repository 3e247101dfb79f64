import type { ManifestSet } from '../../manifest.ts';
import { isPlatform } from '../names.ts';

export default {
  platform: 'packagist',
  purl(name) {
    if (isPlatform(name)) return null;
    const slash = name.indexOf('/');
    return slash > 0
      ? { type: 'composer', namespace: name.slice(0, slash), name: name.slice(slash + 1) }
      : { type: 'composer', namespace: null, name };
  },
  formats: [
    {
      id: 'composer.json',
      kind: 'manifest',
      files: [{ name: 'composer.json' }],
      load: async () => (await import('./composer-json.ts')).composerJson,
    },
    {
      id: 'composer.lock',
      kind: 'lockfile',
      files: [{ name: 'composer.lock' }],
      load: async () => (await import('./composer-lock.ts')).composerLock,
    },
    {
      id: 'installed.json',
      kind: 'lockfile',
      files: [{ name: 'composer/installed.json' }],
      pairs: [],
      load: async () => (await import('./composer-lock.ts')).installedJson,
    },
  ],
} satisfies ManifestSet;

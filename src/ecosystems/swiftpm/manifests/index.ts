import type { ManifestSet } from '../../manifest.ts';
import { names, purl } from '../names.ts';

export default {
  platform: 'swiftpm',
  purl(name) {
    const own = names.normalise(name);
    if (names.problem(own) !== null) return null;
    const slash = own.lastIndexOf('/');
    return { type: purl.type, namespace: own.slice(0, slash), name: own.slice(slash + 1) };
  },
  formats: [
    {
      id: 'Package.swift',
      kind: 'manifest',
      files: [
        { name: 'Package.swift', ignoreCase: true },
        { path: /(?:^|\/)Package@swift-[0-9.]{1,20}\.swift$/ },
      ],
      load: async () => (await import('./package-swift.ts')).packageSwift,
    },
    {
      id: 'Package.resolved',
      kind: 'lockfile',
      files: [{ name: 'Package.resolved', ignoreCase: true }, { name: '.package.resolved' }],
      load: async () => (await import('./package-resolved.ts')).packageResolved,
    },
  ],
} satisfies ManifestSet;

import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'cmake',
  formats: [
    {
      id: 'CMakeLists.txt',
      kind: 'manifest',
      files: [{ name: 'CMakeLists.txt' }, { suffix: '.cmake' }],
      pairs: [],
      load: async () => (await import('./cmake-lists.ts')).cmakeLists,
    },
  ],
} satisfies ManifestSet;

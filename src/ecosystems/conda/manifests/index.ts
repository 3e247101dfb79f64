import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'conda',
  purl: name => ({ type: 'conda', namespace: null, name }),
  formats: [
    {
      id: 'environment.yml',
      kind: 'manifest',
      files: [
        { name: 'environment.yml' },
        { name: 'environment.yaml' },
        { path: /(?:^|\/)environment[-_.][^/]+\.ya?ml$/ },
      ],
      load: async () => (await import('./environment-yml.ts')).environmentYml,
    },
    {
      id: 'conda-lock.yml',
      kind: 'lockfile',
      files: [{ suffix: 'conda-lock.yml' }, { suffix: 'conda-lock.yaml' }],
      load: async () => (await import('./conda-lock.ts')).condaLock,
    },
    {
      id: 'explicit.txt',
      kind: 'lockfile',
      files: [{ name: 'explicit.txt' }, { name: 'spec-file.txt' }, { path: /(?:^|\/)conda-[^/]*\.lock$/ }],
      content: head => /^@EXPLICIT/m.test(head),
      load: async () => (await import('./explicit.ts')).explicit,
    },
    {
      id: 'pixi.toml',
      kind: 'manifest',
      files: [{ name: 'pixi.toml' }],
      load: async () => (await import('./pixi-toml.ts')).pixiToml,
    },
    {
      id: 'pixi.lock',
      kind: 'lockfile',
      files: [{ name: 'pixi.lock' }],
      load: async () => (await import('./pixi-lock.ts')).pixiLock,
    },
    {
      id: 'conda-meta',
      kind: 'lockfile',
      files: [{ path: /(?:^|\/)conda-meta\/[^/]+\.json$/ }],
      pairs: [],
      load: async () => (await import('./installed.ts')).installed,
    },
    {
      id: 'meta.yaml',
      kind: 'manifest',
      files: [{ name: 'meta.yaml' }, { name: 'recipe.yaml' }],
      content: head => /^(?:requirements|outputs|build):/m.test(head),
      pairs: [],
      load: async () => (await import('./recipe.ts')).recipe,
    },
  ],
} satisfies ManifestSet;

import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'julia',
  purl: name => ({ type: 'julia', namespace: null, name }),
  formats: [
    {
      id: 'REQUIRE',
      kind: 'manifest',
      files: [{ name: 'REQUIRE', ignoreCase: true }],
      load: async () => (await import('./require.ts')).require,
    },
    {
      id: 'Project.toml',
      kind: 'manifest',
      files: [{ name: 'Project.toml' }, { name: 'JuliaProject.toml' }],
      load: async () => (await import('./project-toml.ts')).projectToml,
    },
    {
      id: 'Manifest.toml',
      kind: 'lockfile',
      files: [{ path: /(?:^|\/)(?:Julia)?Manifest(?:-v\d+(?:\.\d+)?)?\.toml$/ }],
      load: async () => (await import('./manifest-toml.ts')).manifestToml,
    },
  ],
} satisfies ManifestSet;

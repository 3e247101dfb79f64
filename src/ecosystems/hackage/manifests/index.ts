import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'hackage',
  purl: name => ({ type: 'hackage', namespace: null, name }),
  formats: [
    {
      id: 'cabal',
      kind: 'manifest',
      files: [{ suffix: '.cabal' }],
      load: async () => (await import('./cabal-file.ts')).cabalFile,
    },
    {
      id: 'package.yaml',
      kind: 'manifest',
      files: [{ name: 'package.yaml' }],
      content: head =>
        /^(?:library|executables?|tests?|benchmarks?|internal-libraries|ghc-options):/m.test(head),
      load: async () => (await import('./package-yaml.ts')).packageYaml,
    },
    {
      id: 'cabal.config',
      kind: 'lockfile',
      files: [{ suffix: 'cabal.config' }],
      load: async () => (await import('./cabal-constraints.ts')).cabalConfig,
    },
    {
      id: 'cabal.project.freeze',
      kind: 'lockfile',
      files: [{ name: 'cabal.project.freeze' }],
      load: async () => (await import('./cabal-constraints.ts')).cabalFreeze,
    },
    {
      id: 'cabal.project',
      kind: 'manifest',
      files: [{ name: 'cabal.project' }, { name: 'cabal.project.local' }],
      load: async () => (await import('./cabal-constraints.ts')).cabalProject,
    },
    {
      id: 'stack.yaml',
      kind: 'manifest',
      files: [{ name: 'stack.yaml' }],
      load: async () => (await import('./stack-yaml.ts')).stackYaml,
    },
    {
      id: 'stack.yaml.lock',
      kind: 'lockfile',
      files: [{ name: 'stack.yaml.lock' }],
      load: async () => (await import('./stack-yaml.ts')).stackYamlLock,
    },
  ],
} satisfies ManifestSet;

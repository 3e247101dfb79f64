import type { ManifestSet } from '../../manifest.ts';
import { names } from '../names.ts';

const packageLock = async () => (await import('./package-lock.ts')).packageLock;

export default {
  platform: 'npm',
  purl(name) {
    const scope = names.namespace(name);
    return scope === null
      ? { type: 'npm', namespace: null, name }
      : { type: 'npm', namespace: `@${scope}`, name: name.slice(scope.length + 2) };
  },
  formats: [
    {
      id: 'package.json',
      kind: 'manifest',
      files: [{ name: 'package.json' }],
      load: async () => (await import('./package-json.ts')).packageJson,
    },
    {
      id: 'npm-shrinkwrap.json',
      kind: 'lockfile',
      files: [{ name: 'npm-shrinkwrap.json' }],
      load: packageLock,
    },
    { id: 'package-lock.json', kind: 'lockfile', files: [{ name: 'package-lock.json' }], load: packageLock },
    {
      id: '.package-lock.json',
      kind: 'lockfile',
      files: [{ name: 'node_modules/.package-lock.json' }],
      pairs: [],
      load: packageLock,
    },
    {
      id: 'yarn.lock',
      kind: 'lockfile',
      files: [{ name: 'yarn.lock' }],
      load: async () => (await import('./yarn-lock.ts')).yarnLock,
    },
    {
      id: 'pnpm-lock.yaml',
      kind: 'lockfile',
      files: [
        { name: 'pnpm-lock.yaml' },
        { name: 'node_modules/.pnpm/lock.yaml' },
        { name: 'node_modules/.pnpm-lock.yaml' },
      ],
      load: async () => (await import('./pnpm-lock.ts')).pnpmLock,
    },
    {
      id: 'pnpm-workspace.yaml',
      kind: 'manifest',
      files: [{ name: 'pnpm-workspace.yaml' }],
      load: async () => (await import('./pnpm-workspace.ts')).pnpmWorkspace,
    },
    {
      id: 'bun.lock',
      kind: 'lockfile',
      files: [{ name: 'bun.lock' }],
      load: async () => (await import('./bun-lock.ts')).bunLock,
    },
    {
      id: 'bun.lockb',
      kind: 'lockfile',
      files: [{ name: 'bun.lockb' }],
      load: async () => (await import('./bun-lock.ts')).bunBinary,
    },
    {
      id: '.pnp.data.json',
      kind: 'lockfile',
      files: [{ name: '.pnp.data.json' }],
      load: async () => (await import('./pnp.ts')).pnpData,
    },
    {
      id: '.pnp.cjs',
      kind: 'lockfile',
      files: [{ name: '.pnp.cjs' }],
      load: async () => (await import('./pnp.ts')).pnpProgram,
    },
    {
      id: '.yarn-integrity',
      kind: 'lockfile',
      files: [{ name: 'node_modules/.yarn-integrity' }],
      pairs: [],
      load: async () => (await import('./yarn-integrity.ts')).yarnIntegrity,
    },
    {
      id: 'lerna.json',
      kind: 'manifest',
      files: [{ name: 'lerna.json' }],
      pairs: [],
      load: async () => (await import('./monorepo.ts')).lernaJson,
    },
    {
      id: 'rush.json',
      kind: 'manifest',
      files: [{ name: 'rush.json' }],
      pairs: [],
      load: async () => (await import('./monorepo.ts')).rushJson,
    },
    {
      id: 'esy.lock',
      kind: 'lockfile',
      files: [{ name: 'esy.lock/index.json' }],
      pairs: [],
      load: async () => (await import('../../families/esy-lock.ts')).esyLock(false),
    },
    {
      id: 'npm-ls.json',
      kind: 'lockfile',
      files: [{ name: 'npm-ls.json' }],
      load: async () => (await import('./npm-ls.ts')).npmLs,
    },
  ],
} satisfies ManifestSet;

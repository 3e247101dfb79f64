import type { ManifestKind, ManifestSet } from '../../manifest.ts';

/** A gem's Gemfile, gemspec and lock all belong together. */
const pairs: ManifestKind[] = ['manifest', 'lockfile'];

export default {
  platform: 'rubygems',
  purl: name => ({ type: 'gem', namespace: null, name }),
  formats: [
    {
      id: 'Gemfile',
      kind: 'manifest',
      files: [{ name: 'Gemfile' }, { name: 'gems.rb' }],
      pairs,
      load: async () => (await import('./gemfile.ts')).gemfile,
    },
    {
      id: 'gemspec',
      kind: 'manifest',
      files: [{ suffix: '.gemspec' }],
      pairs,
      load: async () => (await import('./gemspec.ts')).gemspec,
    },
    {
      id: 'Gemfile.lock',
      kind: 'lockfile',
      files: [{ name: 'Gemfile.lock' }, { name: 'gems.locked' }],
      pairs,
      load: async () => (await import('./gemfile-lock.ts')).gemfileLock,
    },
    {
      id: 'metadata',
      kind: 'manifest',
      files: [{ name: 'metadata' }],
      content: head => head.startsWith('--- !ruby/object:Gem::Specification'),
      pairs: [],
      load: async () => (await import('./gem-metadata.ts')).gemMetadata,
    },
  ],
} satisfies ManifestSet;

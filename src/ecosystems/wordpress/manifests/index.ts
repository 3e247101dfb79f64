import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'wordpress',
  formats: [
    {
      id: 'plugin',
      kind: 'manifest',
      files: [{ path: /(?:^|\/)wp-content\/(?:mu-)?plugins\/(?:[^/]+\/)?[^/]+\.php$/ }],
      content: head => /^[ \t/*#@]*Plugin Name:/im.test(head.slice(0, 8192)),
      pairs: [],
      load: async () => (await import('./headers.ts')).plugin,
    },
    {
      id: 'style.css',
      kind: 'manifest',
      files: [{ name: 'style.css' }],
      content: head => /^[ \t/*#@]*Theme Name:/im.test(head.slice(0, 8192)),
      pairs: [],
      load: async () => (await import('./headers.ts')).theme,
    },
  ],
} satisfies ManifestSet;

import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'openvsx',
  /** `publisher.name`; the type of both marketplaces. */
  purl(name) {
    const dot = name.indexOf('.');
    return dot <= 0
      ? null
      : { type: 'vscode-extension', namespace: name.slice(0, dot), name: name.slice(dot + 1) };
  },
  formats: [
    {
      id: 'package.json',
      kind: 'manifest',
      files: [{ name: 'package.json' }],
      content: head => /"extension(?:Dependencies|Pack)"\s*:/.test(head) && head.includes('"vscode"'),
      pairs: [],
      load: async () => (await import('./extension.ts')).extension,
    },
    {
      id: 'extensions.json',
      kind: 'manifest',
      files: [{ name: '.vscode/extensions.json' }],
      pairs: [],
      load: async () => (await import('./extension.ts')).recommendations,
    },
  ],
} satisfies ManifestSet;

import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'godot',
  formats: [
    {
      id: 'plugin.cfg',
      kind: 'lockfile',
      files: [{ path: /(?:^|\/)addons\/(?:[^/]+\/){1,8}plugin\.cfg$/ }],
      pairs: [],
      load: async () => (await import('./plugin-cfg.ts')).pluginCfg,
    },
  ],
} satisfies ManifestSet;

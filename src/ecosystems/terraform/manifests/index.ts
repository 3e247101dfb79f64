import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'terraform',
  /** Modules of the registry, `namespace/name/provider`; providers are no packages there, and have two parts. */
  purl(name) {
    const [namespace, module, provider, ...more] = name.split('/');
    if (
      !namespace ||
      !module ||
      !provider ||
      more.length > 0 ||
      name.includes(':') ||
      namespace.includes('.')
    )
      return null;
    return { type: 'terraform', namespace: `${namespace}/${provider}`, name: module };
  },
  formats: [
    {
      id: '.tf',
      kind: 'manifest',
      files: [{ suffix: '.tf' }, { suffix: '.tofu' }],
      load: async () => (await import('./configuration.ts')).configuration,
    },
    {
      id: '.terraform.lock.hcl',
      kind: 'lockfile',
      files: [{ name: '.terraform.lock.hcl' }],
      load: async () => (await import('./provider-lock.ts')).providerLock,
    },
  ],
} satisfies ManifestSet;

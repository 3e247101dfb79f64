/** Addresses and commands for a module. */
import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules } from '../ecosystem.ts';
import { names } from './names.ts';

const isName = (name: string) => names.problem(name) === null;

export const links: LinkRules = {
  page(registry, name, version) {
    if (!isName(name)) return null;
    return `${registry.url}/modules/${name.replace('-', '/')}${version ? `/${encodeURIComponent(version)}` : ''}`;
  },
  download(registry, name, version) {
    return isName(name) ? `${registry.url}/v3/files/${name}-${encodeURIComponent(version)}.tar.gz` : null;
  },
  documentation: () => null,
  install(registry, name, version) {
    if (!isName(name)) return null;
    const from = registry.isDefault ? [] : [`--module_repository=${registry.url}`];
    return commandLine([
      'puppet',
      'module',
      'install',
      ...from,
      name,
      ...(version ? ['--version', version] : []),
    ]);
  },
  maintainer: (registry, { uuid }) => `${registry.url}/modules/${encodeURIComponent(uuid)}`,
  check: (registry, name) => (isName(name) ? `${registry.url}/v3/modules/${name}` : null),
};

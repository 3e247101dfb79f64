/** Addresses and commands for an npm package. npm's web pages show the default registry only. */
import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules } from '../ecosystem.ts';
import { escapedName, names, pathName } from './names.ts';

const SITE = 'https://www.npmjs.com';

export const links: LinkRules = {
  page(registry, name, version) {
    if (!registry.isDefault) return null;
    return `${SITE}/package/${pathName(name)}${version ? `/v/${encodeURIComponent(version)}` : ''}`;
  },
  download(registry, name, version) {
    const base = name.slice(name.indexOf('/') + 1);
    return `${registry.url}/${pathName(name)}/-/${encodeURIComponent(base)}-${encodeURIComponent(version)}.tgz`;
  },
  documentation: () => null,
  install(registry, name, version) {
    if (names.problem(name) !== null) return null;
    const from = registry.isDefault ? [] : [`--registry=${registry.url}`];
    // A few old names begin with a hyphen.
    const end = name.startsWith('-') ? ['--'] : [];
    return commandLine(['npm', 'install', ...from, ...end, version ? `${name}@${version}` : name]);
  },
  maintainer(registry, { login }) {
    return registry.isDefault && login ? `${SITE}/~${encodeURIComponent(login)}` : null;
  },
  check: (registry, name) => `${registry.url}/${escapedName(name)}`,
};

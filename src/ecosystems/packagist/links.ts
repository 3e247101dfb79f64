/** Addresses and commands for a package. */
import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules } from '../ecosystem.ts';
import { names } from './names.ts';

/** Static files with the versions of each package. */
export const STATIC = 'https://repo.packagist.org/p2';

const isName = (name: string) => names.problem(name) === null;

export const links: LinkRules = {
  page(registry, name, version) {
    if (!isName(name)) return null;
    return `${registry.url}/packages/${name}${version ? `#${encodeURIComponent(version)}` : ''}`;
  },
  /** Archives lie at the forge of the package. */
  download: (_registry, _name, _version, { download_url: url }) => (typeof url === 'string' ? url : null),
  documentation: () => null,
  install(_registry, name, version) {
    return isName(name) ? commandLine(['composer', 'require', version ? `${name}:${version}` : name]) : null;
  },
  maintainer: (registry, { login }) => (login ? `${registry.url}/users/${encodeURIComponent(login)}/` : null),
  check: (registry, name) => (registry.isDefault && isName(name) ? `${STATIC}/${name}.json` : null),
};

/** Addresses and commands for a project. */
import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules } from '../ecosystem.ts';
import { names } from './names.ts';

const isName = (name: string) => names.problem(name) === null;

export const links: LinkRules = {
  page(registry, name, version) {
    if (!isName(name)) return null;
    return `${registry.url}/project/${name}/${version ? `${encodeURIComponent(version)}/` : ''}`;
  },
  /** Files lie below the hash of what they hold. */
  download: (_registry, _name, _version, { download_url: url }) => (typeof url === 'string' ? url : null),
  documentation: () => null,
  install(registry, name, version) {
    if (!isName(name)) return null;
    const wanted = version ? `${name}==${version}` : name;
    return commandLine(['pip', 'install', wanted, '--index-url', `${registry.url}/simple`]);
  },
  maintainer: (registry, { login }) => (login ? `${registry.url}/user/${encodeURIComponent(login)}/` : null),
  /** For installers, and so never answered by a page that wants a browser. */
  check: (registry, name) => (isName(name) ? `${registry.url}/simple/${name}/` : null),
};

import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules } from '../ecosystem.ts';

/** Path segments of a file in the repository, none of which climbs. */
function isPath(value: unknown): value is string {
  return (
    typeof value === 'string' && value.split('/').every(part => part !== '' && part !== '.' && part !== '..')
  );
}

export const links: LinkRules = {
  // FreshPorts has a page by origin, which a name does not tell: the search by name does without.
  page: (_registry, name) =>
    `https://ports.freebsd.org/cgi/ports.cgi?query=${encodeURIComponent(name)}&stype=name`,
  download: (registry, _name, _version, { repopath }) =>
    isPath(repopath) ? `${registry.url}/${repopath.split('/').map(encodeURIComponent).join('/')}` : null,
  documentation: () => null,
  install: (_registry, name, version) => {
    const target = version === undefined ? name : `${name}-${version}`;
    return commandLine(['pkg', 'install', ...(target.startsWith('-') ? ['--'] : []), target]);
  },
  maintainer: () => null,
  check: () => null,
};

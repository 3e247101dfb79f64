import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules } from '../ecosystem.ts';
import { names } from './names.ts';

export const links: LinkRules = {
  // The folder of the port, which its flavors and subpackages share.
  page: (_registry, name) => {
    const folder = (name.split(',', 1)[0] as string).split('/').map(encodeURIComponent).join('/');
    return `https://cvsweb.openbsd.org/cgi-bin/cvsweb/ports/${folder}/`;
  },
  download: (registry, _name, _version, { fullpkgname }) =>
    typeof fullpkgname === 'string' ? `${registry.url}/${encodeURIComponent(fullpkgname)}.tgz` : null,
  documentation: () => null,
  // pkg_add wants the name of a package, which a path does not tell (php-8.2.30 is of lang/php/8.2). The tree has one
  // version of each, and knows flavors and subpackages by path.
  install: (_registry, name, version) =>
    version === undefined && names.problem(name) === null
      ? commandLine(['make', '-C', '/usr/ports', `SUBDIR=${name}`, 'install'])
      : null,
  maintainer: () => null,
  check: () => null,
};

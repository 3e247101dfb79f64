import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules } from '../ecosystem.ts';
import { names } from './names.ts';

const page: LinkRules['page'] = (_registry, name) =>
  `https://pkgsrc.se/${name.split('/').map(encodeURIComponent).join('/')}`;

export const links: LinkRules = {
  page,
  documentation: page,
  download: (registry, _name, _version, { file_name }) =>
    typeof file_name === 'string' ? `${registry.url}/${encodeURIComponent(file_name)}` : null,
  // pkg_add wants the name of a package, which a PKGPATH does not tell (Apache-Gallery is of www/p5-Apache-Gallery). The
  // tree has one version of each.
  install: (_registry, name, version) =>
    version === undefined && names.problem(name) === null
      ? commandLine(['make', '-C', `/usr/pkgsrc/${name}`, 'install'])
      : null,
  maintainer: () => null,
  check: () => null,
};

import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules } from '../ecosystem.ts';
import { names } from './names.ts';

export const links: LinkRules = {
  page: ({ url }, name) => `${url}/package.html?name=${encodeURIComponent(name)}`,
  download: () => null,
  documentation: () => null,
  install(_registry, name, version) {
    if (names.problem(name) !== null) return null;
    return commandLine(['spack', 'install', version === undefined ? name : `${name}@${version}`]);
  },
  maintainer: (_registry, { login }) =>
    login === null ? null : `https://github.com/${encodeURIComponent(login)}`,
  check: ({ url }, name) => `${url}/data/packages/${encodeURIComponent(name)}.json`,
};

import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules } from '../ecosystem.ts';
import { names } from './names.ts';

export const links: LinkRules = {
  page: ({ url }, name) => `${url}/packages/${encodeURIComponent(name)}`,
  download: ({ url }, _name, _version, { apk_name: file }) =>
    typeof file === 'string' ? `${url}/repo/${encodeURIComponent(file)}` : null,
  documentation: () => null,
  // fdroidcl installs what the index suggests; it takes no name of a version.
  install: (_registry, name, version) =>
    version === undefined && names.problem(name) === null ? commandLine(['fdroidcl', 'install', name]) : null,
  maintainer: () => null,
  check: () => null,
};

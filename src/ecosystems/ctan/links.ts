import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules } from '../ecosystem.ts';
import { names } from './names.ts';

/** A folder of the archive, as the metadata of a version has it: `/graphics/pgf/contrib/jigsaw`. */
const PATH = /^(?:\/[A-Za-z0-9_+-][A-Za-z0-9_+.-]*)+$/;

export const links: LinkRules = {
  page: (registry, name) => `${registry.url}/pkg/${encodeURIComponent(name)}`,
  documentation: (registry, name) => `${registry.url}/pkg/${encodeURIComponent(name)}`,
  /** The archive holds one version of a package, so the address names none. */
  download: (_registry, _name, _version, { ctan_path }) =>
    typeof ctan_path === 'string' && PATH.test(ctan_path) ? `https://mirrors.ctan.org${ctan_path}.zip` : null,
  install: (_registry, name, version) =>
    version === undefined && names.problem(name) === null ? commandLine(['tlmgr', 'install', name]) : null,
  maintainer: (registry, { uuid }) => `${registry.url}/author/${encodeURIComponent(uuid)}`,
  check: (registry, name) => `${registry.url}/pkg/${encodeURIComponent(name)}`,
};

import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules } from '../ecosystem.ts';
import { webUrl } from '../families/whole-index/text.ts';
import { names } from './names.ts';

const PAGES = 'https://packages.guix.gnu.org/packages';

export const links: LinkRules = {
  page: (_registry, name, version) =>
    `${PAGES}/${encodeURIComponent(name)}/${version === undefined ? '' : `${encodeURIComponent(version)}/`}`,
  /** The upstream source that the package builds. */
  download: (_registry, _name, _version, { download_url: url }) => webUrl(url),
  documentation: () => null,
  install(_registry, name, version) {
    if (names.problem(name) !== null) return null;
    return commandLine(['guix', 'install', version === undefined ? name : `${name}@${version}`]);
  },
  maintainer: () => null,
  check: () => null,
};

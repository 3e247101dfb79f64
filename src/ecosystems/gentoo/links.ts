import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules } from '../ecosystem.ts';
import { webUrl } from '../families/whole-index/text.ts';
import { names } from './names.ts';

const page: LinkRules['page'] = (_registry, name) =>
  `https://packages.gentoo.org/packages/${name.split('/').map(encodeURIComponent).join('/')}`;

export const links: LinkRules = {
  page,
  documentation: page,
  /** The upstream source: the first of the files that an ebuild fetches. */
  download: (_registry, _name, _version, { download_url: url }) => webUrl(url),
  install(_registry, name, version) {
    if (names.problem(name) !== null) return null;
    return commandLine(['emerge', version === undefined ? name : `=${name}-${version}`]);
  },
  maintainer: () => null,
  check: () => null,
};

import { commandLine } from '../../core/shell-quote.ts';
import { conan } from '../../versions/schemes/conan.ts';
import type { LinkRules } from '../ecosystem.ts';
import { webUrl } from '../families/whole-index/text.ts';
import { names } from './names.ts';
import { recipeFile } from './places.ts';

const page: LinkRules['page'] = ({ url }, name, version) =>
  `${url}/recipes/${encodeURIComponent(name)}${version === undefined ? '' : `?version=${encodeURIComponent(version)}`}`;

export const links: LinkRules = {
  page,
  documentation: page,
  /** The upstream source that the recipe builds. */
  download: (_registry, _name, _version, { download_url: url }) => webUrl(url),
  install(_registry, name, version) {
    if (names.problem(name) !== null || (version !== undefined && !conan.isValid(version))) return null;
    // A reference needs a version; any is the newest.
    return commandLine(['conan', 'install', `--requires=${name}/${version ?? '[*]'}`]);
  },
  maintainer: () => null,
  check: (_registry, name) => recipeFile(name, 'config.yml'),
};

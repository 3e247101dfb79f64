import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules } from '../ecosystem.ts';
import { webUrl } from '../families/whole-index/text.ts';
import { names } from './names.ts';

export const links: LinkRules = {
  page: ({ url }, name) => `${url}/formula/${encodeURIComponent(name)}`,
  /** The upstream source that the formula builds. */
  download: (_registry, _name, _version, { download_url: url }) => webUrl(url),
  documentation: () => null,
  // Homebrew installs what the formula has today; older versions are not to be had.
  install: (_registry, name, version) =>
    version === undefined && names.problem(name) === null ? commandLine(['brew', 'install', name]) : null,
  maintainer: () => null,
  check: () => null,
};

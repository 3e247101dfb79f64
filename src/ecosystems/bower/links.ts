/** Addresses and commands for a package. The site has no pages of packages. */
import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules } from '../ecosystem.ts';
import { webUrl } from '../families/whole-index/text.ts';
import { names } from './names.ts';

const REGISTRY = 'https://registry.bower.io/packages';

/** What the registry says of one package; null for what can be no name. */
export function entryUrl(name: string): string | null {
  return names.problem(name) === null ? `${REGISTRY}/${encodeURIComponent(name)}` : null;
}

export const links: LinkRules = {
  page: () => null,
  download: (_registry, _name, _version, metadata) => webUrl(metadata.download_url),
  documentation: () => null,
  install(_registry, name, version) {
    if (names.problem(name) !== null) return null;
    return commandLine(['bower', 'install', version ? `${name}#${version}` : name]);
  },
  maintainer: () => null,
  check: (_registry, name) => entryUrl(name),
};

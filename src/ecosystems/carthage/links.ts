/** Addresses of a framework: those of its repository. */
import type { LinkRules } from '../ecosystem.ts';
import { encodedPath } from '../families/tag-backed/files.ts';
import { tagDownload } from '../families/tag-backed/links.ts';
import { names } from './names.ts';

/** Null for what can be no name. */
export function repositoryOf(name: string): string | null {
  return names.problem(name) === null ? `https://github.com/${name}` : null;
}

export const links: LinkRules = {
  page(_registry, name, version) {
    const repository = repositoryOf(name);
    return repository && (version === undefined ? repository : `${repository}/tree/${encodedPath(version)}`);
  },
  download(_registry, name, version, metadata) {
    return names.problem(name) === null ? tagDownload(name, version, metadata) : null;
  },
  documentation: () => null,
  install: () => null,
  maintainer: () => null,
  check: (_registry, name) => repositoryOf(name),
};

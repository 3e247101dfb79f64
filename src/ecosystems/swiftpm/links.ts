/** Addresses of a Swift package. The Swift Package Index shows packages on GitHub only. */
import type { LinkRules } from '../ecosystem.ts';
import { tagDownload } from '../families/tag-backed/links.ts';
import { webUrl } from '../families/whole-index/text.ts';
import { githubName, names } from './names.ts';

/** Null for what can be no name. */
export function repositoryOf(name: string): string | null {
  return names.problem(name) === null ? `https://${name}` : null;
}

export const links: LinkRules = {
  page(registry, name) {
    const github = githubName(name);
    return github === null ? repositoryOf(name) : `${registry.url}/${github}`;
  },
  download(_registry, name, version, metadata) {
    const github = githubName(name);
    return github === null ? webUrl(metadata.download_url) : tagDownload(github, version, metadata);
  },
  documentation(registry, name, version) {
    const github = githubName(name);
    if (github === null) return null;
    return `${registry.url}/${github}${version ? `/${encodeURIComponent(version)}` : ''}/documentation`;
  },
  install: () => null,
  maintainer: () => null,
  /** The repository: what leaves the Swift Package Index can still be used as a package. */
  check: (_registry, name) => repositoryOf(name),
};

/** Addresses of an action. */
import type { LinkRules } from '../ecosystem.ts';
import { encodedPath } from '../families/tag-backed/files.ts';
import { tagDownload } from '../families/tag-backed/links.ts';
import { names } from './names.ts';

/** The repository of an action as `owner/name` and the folder in it; null for what can be no name. */
export function placeOf(name: string): { repository: string; path: string } | null {
  if (names.problem(name) !== null) return null;
  const [owner, repository, ...path] = name.split('/');
  return { repository: `${owner}/${repository}`, path: path.join('/') };
}

const repositoryPage = (name: string): string | null => {
  const place = placeOf(name);
  return place && `https://github.com/${place.repository}`;
};

export const links: LinkRules = {
  page(_registry, name, version) {
    const place = placeOf(name);
    if (place === null) return null;
    const { repository, path } = place;
    if (path === '' && version === undefined) return `https://github.com/${repository}`;
    const folder = path === '' ? '' : `/${encodedPath(path)}`;
    return `https://github.com/${repository}/tree/${encodedPath(version ?? 'HEAD')}${folder}`;
  },
  download(_registry, name, version, metadata) {
    const place = placeOf(name);
    return place && tagDownload(place.repository, version, metadata);
  },
  documentation: () => null,
  install: () => null,
  maintainer: () => null,
  /** Not the action's own file, which can have two names. */
  check: (_registry, name) => repositoryPage(name),
};

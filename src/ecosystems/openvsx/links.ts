/** Addresses of an extension. */
import type { LinkRules } from '../ecosystem.ts';
import { names } from './names.ts';

/** `publisher/extension` in the path of a URL; null for what is no name of an extension. */
export function pathOf(name: string): string | null {
  return names.problem(name) === null ? name.split('/').map(encodeURIComponent).join('/') : null;
}

export const links: LinkRules = {
  page(registry, name, version) {
    const path = pathOf(name);
    if (path === null) return null;
    return `${registry.url}/extension/${path}${version ? `/${encodeURIComponent(version)}` : ''}`;
  },
  /** A version with a file for each platform has no file of this name: then its metadata tell one. */
  download(registry, name, version, metadata) {
    const path = pathOf(name);
    if (path === null) return null;
    if (typeof metadata.download_url === 'string') return metadata.download_url;
    const file = encodeURIComponent(`${name.replace('/', '.')}-${version}.vsix`);
    return `${registry.url}/api/${path}/${encodeURIComponent(version)}/file/${file}`;
  },
  documentation: () => null,
  install: () => null,
  maintainer: () => null,
  check(registry, name) {
    const path = pathOf(name);
    return path === null ? null : `${registry.url}/api/${path}`;
  },
};

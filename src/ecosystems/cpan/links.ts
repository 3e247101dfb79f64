/** Addresses of a distribution. */
import type { LinkRules } from '../ecosystem.ts';
import { names } from './names.ts';

function page(url: string, name: string): string | null {
  return names.problem(name) === null ? `${url}/dist/${encodeURIComponent(name)}` : null;
}

export const links: LinkRules = {
  /** The page of a version has its author in it, so there is one for all. */
  page: (registry, name) => page(registry.url, name),
  download: (_registry, _name, _version, { download_url: url }) => (typeof url === 'string' ? url : null),
  documentation: () => null,
  install: () => null,
  maintainer: (registry, { login }) => (login ? `${registry.url}/author/${encodeURIComponent(login)}` : null),
  check: (registry, name) => page(registry.url, name),
};

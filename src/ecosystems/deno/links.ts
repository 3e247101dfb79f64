import type { LinkRules, RegistryRef } from '../ecosystem.ts';

const REPOSITORY = /^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/;

export const links: LinkRules = {
  page: moduleUrl,
  documentation: (registry, name, version) =>
    `https://doc.deno.land/${moduleUrl(registry, name, version)}/mod.ts`,
  /** The archive of the tag on GitHub that the version was made of; the registry has files only. */
  download(_registry, _name, _version, { source_type, source_repository, source_ref }) {
    if (source_type !== 'github' || typeof source_ref !== 'string') return null;
    if (typeof source_repository !== 'string' || !REPOSITORY.test(source_repository)) return null;
    return `https://codeload.github.com/${source_repository}/tar.gz/refs/tags/${encodeURIComponent(source_ref)}`;
  },
  install: () => null,
  maintainer: () => null,
  check: (_registry, name) => `https://apiland.deno.dev/v2/modules/${encodeURIComponent(name)}`,
};

/** The standard library is not under `/x`. */
function moduleUrl({ url }: RegistryRef, name: string, version?: string): string {
  const at = version ? `@${encodeURIComponent(version)}` : '';
  return `${url}/${name === 'std' ? '' : 'x/'}${encodeURIComponent(name)}${at}`;
}

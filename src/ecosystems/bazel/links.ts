/** Addresses of a module. The pages are those of the Bazel Central Registry; other registries are files only. */
import { ownerPattern } from '../../core/known-forges.ts';
import type { LinkRules, RegistryRef } from '../ecosystem.ts';
import { webUrl } from '../families/whole-index/text.ts';
import { names } from './names.ts';

const CENTRAL = 'https://bcr.bazel.build';

/** Where the files of a registry are. */
export function filesOf(registry: RegistryRef): string {
  return registry.isDefault ? CENTRAL : registry.url;
}

function under(registry: RegistryRef, folder: string, name: string, version?: string): string | null {
  if (!registry.isDefault || names.problem(name) !== null) return null;
  return `${registry.url}/${folder}/${name}${version ? `/${encodeURIComponent(version)}` : ''}`;
}

export const links: LinkRules = {
  page: (registry, name, version) => under(registry, 'modules', name, version),
  /** The archive, or the repository of a version that is a commit. */
  download: (_registry, _name, _version, metadata) => webUrl(metadata.url) ?? webUrl(metadata.remote),
  documentation: (registry, name, version) => under(registry, 'docs', name, version),
  install: () => null,
  maintainer(_registry, { login }) {
    return login !== null && ownerPattern.test(login) ? `https://github.com/${login}` : null;
  },
  check(registry, name) {
    return names.problem(name) === null ? `${filesOf(registry)}/modules/${name}/metadata.json` : null;
  },
};

/** Addresses and commands for an image. */
import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules } from '../ecosystem.ts';
import { isOfficial, names } from './names.ts';

const bare = (name: string) => name.slice('library/'.length);

export const links: LinkRules = {
  /** The page of a tag needs the digest of one of its images, so a version has the list of tags with its name. */
  page(registry, name, version) {
    if (names.problem(name) !== null) return null;
    const page = `${registry.url}/${isOfficial(name) ? `_/${bare(name)}` : `r/${name}`}`;
    return version ? `${page}/tags?name=${encodeURIComponent(version)}` : page;
  },
  download: () => null,
  documentation: () => null,
  install(_registry, name, version) {
    if (names.problem(name) !== null) return null;
    return commandLine(['docker', 'pull', version ? `${name}:${version}` : name]);
  },
  maintainer: () => null,
  check(registry, name) {
    return names.problem(name) === null ? `${registry.url}/v2/repositories/${name}/` : null;
  },
};

/** Addresses and commands for a pod. */
import { normaliseRepositoryUrl } from '../../core/repository-url.ts';
import { commandLine } from '../../core/shell-quote.ts';
import { memberOf } from '../../formats/json.ts';
import type { LinkRules } from '../ecosystem.ts';
import { tagDownload } from '../families/tag-backed/links.ts';
import { webUrl } from '../families/whole-index/text.ts';
import { names } from './names.ts';

const GITHUB = 'https://github.com/';

export const links: LinkRules = {
  page(registry, name) {
    return names.problem(name) === null ? `${registry.url}/pods/${encodeURIComponent(name)}` : null;
  },
  /** What the podspec names as source: a file, or the tag of a repository on GitHub. */
  download(_registry, _name, _version, { source }) {
    const file = webUrl(memberOf(source, 'http'));
    if (file !== null) return file;
    const git = memberOf(source, 'git');
    const tag = memberOf(source, 'tag');
    const repository = typeof git === 'string' ? normaliseRepositoryUrl(git) : null;
    if (typeof tag !== 'string' || !repository?.startsWith(GITHUB)) return null;
    return tagDownload(repository.slice(GITHUB.length), tag, {});
  },
  documentation: () => null,
  /** Pods are named in Podfiles. The one command that takes a pod's name takes no version and no `--`. */
  install(_registry, name, version) {
    if (names.problem(name) !== null || name.startsWith('-') || version !== undefined) return null;
    return commandLine(['pod', 'try', name]);
  },
  maintainer: () => null,
  check: () => null,
};

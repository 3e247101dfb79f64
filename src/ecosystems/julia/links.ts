import { commandLine } from '../../core/shell-quote.ts';
import { julia as versions } from '../../versions/schemes/julia.ts';
import type { LinkRules } from '../ecosystem.ts';
import { names } from './names.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const TREE = /^[0-9a-f]{40}$/;

export const links: LinkRules = {
  page: (registry, name, version) =>
    `${registry.url}/ui/Packages/General/${encodeURIComponent(name)}${version ? `/${encodeURIComponent(version)}` : ''}`,
  documentation: (_registry, name, version) =>
    `https://docs.juliahub.com/General/${encodeURIComponent(name)}/${encodeURIComponent(version ?? 'stable')}/`,
  /** The archive that Pkg itself fetches; `uuid` and `git_tree_sha1` are metadata of a version. */
  download: (_registry, _name, _version, { uuid, git_tree_sha1: tree }) =>
    typeof uuid === 'string' && UUID.test(uuid) && typeof tree === 'string' && TREE.test(tree)
      ? `https://pkg.julialang.org/package/${uuid}/${tree}`
      : null,
  install(_registry, name, version) {
    if (names.problem(name) !== null) return null;
    if (version !== undefined && !versions.isValid(version)) return null;
    const what = version === undefined ? `"${name}"` : `name="${name}", version="${version}"`;
    return commandLine(['julia', '-e', `using Pkg; Pkg.add(${what})`]);
  },
  maintainer: () => null,
  check: () => null,
};

/** Where uv takes packages from instead of an index, https://docs.astral.sh/uv/concepts/projects/dependencies/#dependency-sources. */
import { isJsonObject, memberOf, objectsIn } from '../../../formats/json.ts';
import type { ManifestDependency } from '../../manifest.ts';
import { names } from '../names.ts';

const MAX_INDEXES = 1000;

/** Fills in `source` and `local` from the tables `sources` and `index` of `[tool.uv]`. */
export function applySources(dependencies: readonly ManifestDependency[], uv: unknown): void {
  const table = memberOf(uv, 'sources');
  if (!isJsonObject(table)) return;
  const sources = new Map<string, unknown>();
  for (const [name, value] of Object.entries(table)) sources.set(names.normalise(name), value);
  const indexes = new Map<string, string>();
  for (const index of objectsIn(memberOf(uv, 'index'), MAX_INDEXES))
    if (typeof index.name === 'string' && typeof index.url === 'string') indexes.set(index.name, index.url);
  for (const one of dependencies) {
    const stated = sources.get(names.normalise(one.name));
    // Several sources are told apart by markers; one of them is as good as none.
    const source = Array.isArray(stated) ? (stated.length === 1 ? stated[0] : undefined) : stated;
    if (!isJsonObject(source)) continue;
    const { git, path, url, index, workspace } = source;
    if (typeof git === 'string') one.source = withRef(git, source.rev ?? source.tag ?? source.branch);
    else if (typeof url === 'string') one.source = url;
    else if (typeof index === 'string') one.source = indexes.get(index) ?? index;
    else if (typeof path === 'string') {
      one.source = path;
      one.local = true;
    } else if (workspace === true) one.local = true;
  }
}

/** `url#ref`; the URL alone where no ref is stated. */
export function withRef(url: string, ref: unknown): string {
  return typeof ref === 'string' && ref !== '' ? `${url}#${ref}` : url;
}

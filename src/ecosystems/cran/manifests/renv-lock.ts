/** `renv.lock`, https://rstudio.github.io/renv/reference/lockfiles.html: the library's packages by name. */
import { isJsonObject, type JsonDocument, memberOf, objectsIn, textOrNull } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, ManifestError, type ManifestReader } from '../../manifest.ts';
import { requiredIn } from './dcf.ts';
import { lockedGraph } from './locked-graph.ts';

const MAX_REPOSITORIES = 1000;
/** Fields that later versions take over from DESCRIPTION; before, `Requirements` had their names. */
const FIELDS = ['Requirements', 'Depends', 'Imports', 'LinkingTo'];
const HOSTS: ReadonlyMap<string, string> = new Map([
  ['api.github.com', 'https://github.com'],
  ['gitlab.com', 'https://gitlab.com'],
  ['api.bitbucket.org/2.0', 'https://bitbucket.org'],
]);

export const renvLock: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'renv.lock');
    if (!isJsonObject(document)) throw new ManifestError('not-this-format', 'no JSON object');
    const repositories = new Map<string, string>();
    for (const { Name, URL } of objectsIn(memberOf(document.R, 'Repositories'), MAX_REPOSITORIES))
      if (typeof Name === 'string' && typeof URL === 'string') repositories.set(Name, URL);
    const table = document.Packages;
    const packages = isJsonObject(table) ? Object.entries(table).filter(isPackage) : [];
    // What lies in the project or is of Bioconductor is no package of CRAN, though others may require it.
    const dependencies = packages
      .filter(
        ([, { Source, Repository }]) =>
          Source !== 'Local' && !isBioconductor(Source) && !isBioconductor(Repository),
      )
      .map(([key, entry]) =>
        dependency(textOrNull(entry.Package) ?? key, textOrNull(entry.Version), 'runtime', {
          source: sourceOf(entry, repositories),
        }),
      );
    const locked = () =>
      packages.map(([key, entry]) => ({
        name: textOrNull(entry.Package) ?? key,
        version: textOrNull(entry.Version),
        requires: FIELDS.flatMap(field => namesIn(entry[field])),
      }));
    return { dependencies, project: null, graph: () => lockedGraph(locked()) };
  },
};

function isPackage(entry: [string, unknown]): entry is [string, JsonDocument] {
  return isJsonObject(entry[1]) && (textOrNull(entry[1].Package) ?? entry[0]) !== '';
}

/** Where a package comes from when that is not CRAN: a repository of git, or the URL of another repository of packages. */
function sourceOf(entry: JsonDocument, repositories: ReadonlyMap<string, string>): string | null {
  const { Source, Repository, RemoteUrl, RemoteHost, RemoteUsername, RemoteRepo, RemoteSha } = entry;
  if (Source === 'Repository' || Source === undefined)
    return Repository === 'CRAN' ? null : (repositories.get(String(Repository)) ?? textOrNull(Repository));
  const host = HOSTS.get(String(RemoteHost)) ?? 'https://github.com';
  const isOnForge = textOrNull(RemoteUsername) !== null && textOrNull(RemoteRepo) !== null;
  const url = textOrNull(RemoteUrl) ?? (isOnForge ? `${host}/${RemoteUsername}/${RemoteRepo}` : null);
  return url === null || textOrNull(RemoteSha) === null ? url : `${url}#${RemoteSha}`;
}

/** Of one of its repositories: `BioCsoft`, `Bioconductor 3.18` ... */
function isBioconductor(name: unknown): boolean {
  return typeof name === 'string' && name.toLowerCase().startsWith('bioc');
}

function namesIn(value: unknown): string[] {
  const items = Array.isArray(value) ? value : [value];
  return items.flatMap(item => (typeof item === 'string' ? requiredIn(item).map(({ name }) => name) : []));
}

/** `DESCRIPTION` of an R package, https://cran.r-project.org/doc/manuals/r-release/R-exts.html#Package-Dependencies. */
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';
import { dcfRecords, requiredIn } from './dcf.ts';

/** In the order in which they are given out; the type is the field's name in lower case. */
const FIELDS = ['Depends', 'Imports', 'Suggests', 'Enhances', 'LinkingTo'];
const OPTIONAL = new Set(['Suggests', 'Enhances']);
const HOSTS: ReadonlyMap<string, string> = new Map([
  ['github', 'https://github.com/'],
  ['gitlab', 'https://gitlab.com/'],
  ['bitbucket', 'https://bitbucket.org/'],
]);

export const description: ManifestReader = {
  parse(input) {
    const [record] = dcfRecords(input.text);
    if (record === undefined) return { dependencies: [], project: null };
    const sources = remotesOf(record.get('Remotes') ?? '');
    const dependencies: ManifestDependency[] = FIELDS.flatMap(field =>
      requiredIn(record.get(field) ?? '').map(({ name, requirement }) =>
        dependency(name, requirement, field.toLowerCase(), {
          direct: true,
          optional: OPTIONAL.has(field) ? true : null,
          source: sources.get(name) ?? null,
        }),
      ),
    );
    const text = (field: string) => record.get(field) || null;
    const project = { name: text('Package'), version: text('Version'), license: text('License') };
    return { dependencies, project: project.name === null && project.version === null ? null : project };
  },
};

/**
 * `Remotes`, https://remotes.r-lib.org/articles/dependencies.html: `[name=][host::]owner/repository[/folder][@ref|#pull]`, by the name that the
 * package most likely has: that of its repository.
 */
function remotesOf(value: string): Map<string, string> {
  const sources = new Map<string, string>();
  for (const item of value.split(',')) {
    const written = item.trim();
    const equals = written.indexOf('=');
    const hasName = equals > 0 && /^[\w.]+$/.test(written.slice(0, equals));
    const rest = hasName ? written.slice(equals + 1) : written;
    const colons = rest.indexOf('::');
    const host = HOSTS.get(colons < 0 ? 'github' : rest.slice(0, colons));
    const place = colons < 0 ? rest : rest.slice(colons + 2);
    const end = place.search(/[@#]/);
    const path = (end < 0 ? place : place.slice(0, end)).split('/');
    const ref = end < 0 ? '' : `#${place.slice(end + 1)}`;
    const repository = host === undefined ? (path.at(-1) as string).replace(/\.git$/, '') : path[1];
    const name = hasName ? written.slice(0, equals) : repository;
    if (name) sources.set(name, host === undefined ? place : `${host}${path[0]}/${path[1]}${ref}`);
  }
  return sources;
}

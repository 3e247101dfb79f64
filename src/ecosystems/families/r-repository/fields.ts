/**
 * Fields of DESCRIPTION, as repositories of R packages repeat them
 * (https://cran.r-project.org/doc/manuals/r-release/R-exts.html#The-DESCRIPTION-file).
 */
import type { DependencyRecord, MaintainerRecord } from '../../../core/records.ts';
import {
  type ChosenRepository,
  chooseRepository,
  type RepositoryField,
} from '../../../core/repository-candidates.ts';
import { clean, personOf, webUrl } from '../whole-index/text.ts';
import { type R_DEPENDENCY_KINDS, rNames } from './names.ts';

export type RDependencyKind = (typeof R_DEPENDENCY_KINDS)[number];

const MAX_FIELD = 200_000;
const MAX_RELATIONS = 5_000;
const MAX_PEOPLE = 50;
const MAX_URLS = 50;

/** The field of each kind; R asks for the last two only where someone wants more than the package itself. */
const FIELDS: readonly { kind: RDependencyKind; field: string; optional: boolean }[] = [
  { kind: 'depends', field: 'depends', optional: false },
  { kind: 'imports', field: 'imports', optional: false },
  { kind: 'linking-to', field: 'linkingto', optional: false },
  { kind: 'suggests', field: 'suggests', optional: true },
  { kind: 'enhances', field: 'enhances', optional: true },
];

/** `fieldOf` gives the text of a field by its name in lower case. */
export function relationsOf(fieldOf: (name: string) => string | null | undefined): DependencyRecord[] {
  return FIELDS.flatMap(({ kind, field, optional }) => relations(fieldOf(field) ?? '', kind, optional));
}

/** `R (>= 3.5.0), methods, Rcpp`; what names no package is left out, and two conditions on one package become one. */
function relations(field: string, kind: RDependencyKind, optional: boolean): DependencyRecord[] {
  const records = new Map<string, DependencyRecord>();
  const bounded = field.slice(0, MAX_FIELD).replaceAll('\u2265', '>=').replaceAll('\u2264', '<=');
  for (const part of bounded.split(',', MAX_RELATIONS)) {
    const open = part.indexOf('(');
    const name = (open === -1 ? part : part.slice(0, open)).trim();
    // R itself is one, with a name that no package can have.
    if (name !== 'R' && rNames.problem(name) !== null) continue;
    const close = part.indexOf(')', open);
    const condition = open === -1 ? null : clean(part.slice(open + 1, close === -1 ? undefined : close), 200);
    const requirement = condition?.replace(/\s+/g, ' ') ?? null;
    const known = records.get(name);
    const all = [known?.requirement ?? null, requirement].filter(each => each !== null);
    records.set(name, { name, requirement: all.length > 0 ? all.join(', ') : null, kind, optional });
  }
  return [...records.values()];
}

/**
 * `Name <user@host>`, several of them one after the other. Pages of repositories write ` at ` for `@`. `ORPHANED`, the
 * maintainer of packages that nobody maintains, is nobody.
 */
export function maintainersOf(field: string | null | undefined): MaintainerRecord[] {
  const found = new Map<string, MaintainerRecord>();
  let text = (field ?? '').slice(0, 10_000);
  for (let count = 0; count < MAX_PEOPLE; count++) {
    const open = text.indexOf('<');
    const close = text.indexOf('>', open + 1);
    if (open === -1 || close === -1) break;
    const name = text.slice(0, open).replace(/^[\s,;&]+/, '');
    const address = text.slice(open + 1, close).replace(/\s+at\s+/, '@');
    const person = personOf(`${name.trim().replace(/\s+/g, ' ')} <${address}>`, null);
    if (person !== null && !found.has(person.uuid)) found.set(person.uuid, person);
    text = text.slice(close + 1);
  }
  return [...found.values()];
}

/** The field `URL`: http(s) addresses, divided by commas or white space. */
export function urlsOf(field: string | null | undefined): string[] {
  const words = (field ?? '').slice(0, 20_000).split(/[\s,]+/, MAX_URLS);
  return [...new Set(words.map(webUrl))].filter(url => url !== null);
}

/** The declared repository, where there is such, else what of `URL` and `BugReports` is one. */
export function repositoryOf(
  urls: readonly string[],
  bugReports: string | null | undefined,
  declared: readonly RepositoryField[] = [],
): ChosenRepository {
  return chooseRepository(declared, [...urls.map(url => ['URL', url] as const), ['BugReports', bugReports]]);
}

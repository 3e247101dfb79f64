/**
 * The database of the package sqlports (https://cvsweb.openbsd.org/cgi-bin/cvsweb/ports/databases/sqlports/): `PortsQ`,
 * a row a port with its flavors and subpackages, and `Depends`, a row a dependency. Which of the two is a table and which a
 * view, and what columns they have beside those that are needed, differs between its versions.
 */
import type { Database } from 'sql.js';
import { messageOf, UpstreamError } from '../../core/errors.ts';
import { clean } from '../families/whole-index/text.ts';
import { names } from './names.ts';
import { requirementOf } from './package-name.ts';

/** Many are held at once: no more than is needed. */
export interface Port {
  id: number;
  path: string;
  fullpkgname: string;
  pkgstem: string | null;
  subpackage: string | null;
  comment: string | null;
  homepage: string | null;
  maintainer: string | null;
  categories: string | null;
}

export interface PortDependency {
  path: string;
  type: number;
  requirement: string | null;
}

export interface Sqlports {
  ports: Port[];
  /** By the id of the port that depends. */
  dependencies: Map<number, PortDependency[]>;
}

/** Largest database that is read, in bytes. */
export const MAX_DATABASE = 256 * 1024 * 1024;
/** What SQLite may take beside the database itself. */
const HEAP_LIMIT = 128 * 1024 * 1024;
/** Each ten times what the database has. */
const MAX_PORTS = 200_000;
const MAX_DEPENDENCIES = 3_000_000;

const PORT_COLUMNS = {
  needed: ['PathId', 'FullPkgPath', 'FULLPKGNAME'],
  optional: ['PKGSTEM', 'SUBPACKAGE', 'COMMENT', 'HOMEPAGE', 'MAINTAINER', 'CATEGORIES'],
};
const DEPENDS_COLUMNS = { needed: ['PathId', 'DependsPath', 'Type'], optional: ['PkgSpec'] };

/**
 * The ports and their dependencies; rows without what names them are passed over.
 *
 * @throws UpstreamError `malformed` for what is no such database, `too-large` beyond the limits.
 */
export async function readSqlports(bytes: Buffer): Promise<Sqlports> {
  if (bytes.length > MAX_DATABASE) throw tooLarge(`more than ${MAX_DATABASE} bytes`);
  const { default: load } = await import('sql.js');
  const { Database } = await load();
  let database: Database | undefined;
  try {
    // A Buffer is used where it is: an Uint8Array would be copied.
    database = new Database(bytes);
    database.run(
      `PRAGMA hard_heap_limit = ${HEAP_LIMIT}; PRAGMA trusted_schema = OFF; PRAGMA query_only = ON`,
    );
    return { ports: readPorts(database), dependencies: readDependencies(database) };
  } catch (error) {
    if (error instanceof UpstreamError) throw error;
    throw new UpstreamError('malformed', `sqlports: ${messageOf(error)}`);
  } finally {
    database?.close();
  }
}

function readPorts(database: Database): Port[] {
  const ports: Port[] = [];
  for (const row of rowsOf(database, 'PortsQ', PORT_COLUMNS, MAX_PORTS)) {
    const [id, fullPath, fullName, pkgstem, subpackage, comment, homepage, maintainer, categories] = row;
    const path = names.normalise(clean(fullPath) ?? '');
    const fullpkgname = clean(fullName, 300);
    if (typeof id !== 'number' || fullpkgname === null || names.problem(path) !== null) continue;
    ports.push({
      id,
      path,
      fullpkgname,
      pkgstem: clean(pkgstem, 300),
      subpackage: clean(subpackage, 100),
      comment: clean(comment),
      homepage: clean(homepage, 2_048),
      maintainer: clean(maintainer, 5_000),
      categories: clean(categories),
    });
  }
  return ports;
}

function readDependencies(database: Database): Map<number, PortDependency[]> {
  const dependencies = new Map<number, PortDependency[]>();
  for (const [id, dependsPath, type, spec] of rowsOf(
    database,
    'Depends',
    DEPENDS_COLUMNS,
    MAX_DEPENDENCIES,
  )) {
    const path = names.normalise(clean(dependsPath) ?? '');
    // A column of text in some versions.
    const kind = Number(type);
    if (typeof id !== 'number' || names.problem(path) !== null || !Number.isSafeInteger(kind)) continue;
    const pkgspec = clean(spec, 500);
    const dependency = { path, type: kind, requirement: pkgspec === null ? null : requirementOf(pkgspec) };
    const known = dependencies.get(id);
    if (known === undefined) dependencies.set(id, [dependency]);
    else known.push(dependency);
  }
  return dependencies;
}

/** The rows of a table or view: the needed columns, then the optional ones, of which those that are not there are null. */
function* rowsOf(
  database: Database,
  table: string,
  { needed, optional }: { needed: string[]; optional: string[] },
  limit: number,
): Generator<unknown[]> {
  const known = new Set<string>();
  for (const row of rowsOfQuery(database, `PRAGMA table_info("${table}")`))
    known.add(String(row[1]).toLowerCase());
  const missing = needed.find(column => !known.has(column.toLowerCase()));
  if (missing !== undefined) throw new UpstreamError('malformed', `sqlports has no ${table}.${missing}`);
  const columns = [...needed, ...optional].map(column =>
    known.has(column.toLowerCase()) ? `"${column}"` : 'NULL',
  );
  const query = `SELECT ${columns.join(', ')} FROM "${table}"`;
  for (const [, , , detail] of rowsOfQuery(database, `EXPLAIN QUERY PLAN ${query}`)) {
    // A view that feeds itself may never end.
    if (/\bRECURSIVE\b/.test(String(detail)))
      throw new UpstreamError('malformed', `sqlports: ${table} is recursive`);
  }
  let count = 0;
  for (const row of rowsOfQuery(database, query)) {
    if (++count > limit) throw tooLarge(`more than ${limit} rows of ${table}`);
    yield row;
  }
}

function* rowsOfQuery(database: Database, query: string): Generator<unknown[]> {
  const statement = database.prepare(query);
  try {
    while (statement.step()) yield statement.get();
  } finally {
    statement.free();
  }
}

function tooLarge(problem: string): UpstreamError {
  return new UpstreamError('too-large', `sqlports: ${problem}`);
}

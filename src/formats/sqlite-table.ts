/**
 * The rows of one table of an SQLite database file (https://www.sqlite.org/fileformat2.html), read from bytes: no queries, no indexes, no
 * write-ahead log. Linear in the file: no page is read twice.
 */
import { UpstreamError } from '../core/errors.ts';

/** A column's value: integers beyond 2^53 lose digits; floats are not read and are null. */
export type SqliteValue = number | string | Uint8Array | null;

const MAGIC = Buffer.from('SQLite format 3\0', 'latin1');
const HEADER_LENGTH = 100;
const [INTERIOR, LEAF] = [5, 13];
/** Of the schema's rows (type, name, tbl_name, rootpage, sql). */
const [TYPE, NAME, ROOT, SQL] = [0, 1, 3, 4];
/** Longest definition of a table that is read, in characters. */
const MAX_SQL = 65_536;
/** Words with which what is no column begins in a definition. */
const CONSTRAINTS = new Set(['primary', 'unique', 'check', 'foreign', 'constraint']);

interface Database {
  bytes: Buffer;
  pageSize: number;
  /** Bytes of a page that hold content. */
  usable: number;
  seen: Set<number>;
  what: string;
}

/** Calls `on` for each row, in the order of row ids. @throws UpstreamError `malformed`. `what` names the file. */
export function eachRow(
  content: Uint8Array,
  table: string,
  what: string,
  on: (values: SqliteValue[]) => void,
): void {
  const { database, root } = opened(content, table, what);
  if (root > 1) walk(database, root, on);
}

/**
 * Calls `on` for each row with its values by the names of columns, in lower case, and its row id; false where there is no such table.
 * Versions of programs add columns to their tables and move them.
 *
 * @throws UpstreamError `malformed`. `what` names the file.
 */
export function eachRecord(
  content: Uint8Array,
  table: string,
  what: string,
  on: (record: ReadonlyMap<string, SqliteValue>, rowId: number) => void,
): boolean {
  const { database, root, sql } = opened(content, table, what);
  if (root <= 1) return false;
  const { names, key } = columnsIn(sql);
  walk(database, root, (values, rowId) => {
    const record = new Map(names.map((name, i) => [name, values[i] ?? null]));
    // This column is another name of the row id, and null in the file.
    if (key !== null) record.set(key, rowId);
    on(record, rowId);
  });
  return true;
}

function opened(
  content: Uint8Array,
  table: string,
  what: string,
): { database: Database; root: number; sql: string } {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (bytes.length < HEADER_LENGTH || !bytes.subarray(0, MAGIC.length).equals(MAGIC))
    throw new UpstreamError('malformed', `${what}: no SQLite database`);
  const written = bytes.readUInt16BE(16);
  const pageSize = written === 1 ? 65_536 : written;
  const usable = pageSize - (bytes[20] as number);
  if (pageSize < 512 || usable < 480) throw new UpstreamError('malformed', `${what}: no page size`);
  const database = { bytes, pageSize, usable, seen: new Set<number>(), what };
  let root = 0;
  let sql = '';
  walk(database, 1, values => {
    if (values[TYPE] !== 'table' || values[NAME] !== table) return;
    root = Number(values[ROOT]);
    sql = typeof values[SQL] === 'string' ? values[SQL] : '';
  });
  return { database, root, sql };
}

/** Names of the columns of `CREATE TABLE x (a INTEGER PRIMARY KEY, "b" TEXT, UNIQUE (a, b))`. */
function columnsIn(sql: string): { names: string[]; key: string | null } {
  const names: string[] = [];
  let key: string | null = null;
  for (const definition of definitionsIn(sql.slice(0, MAX_SQL))) {
    const [, bracketed, quoted, word] =
      /^\s*(?:\[([^\]]+)\]|["`']([^"`']+)["`']|(\w+))/.exec(definition) ?? [];
    const name = (bracketed ?? quoted ?? word)?.toLowerCase();
    if (name === undefined || (word !== undefined && CONSTRAINTS.has(name))) continue;
    if (/\sINTEGER\s{1,20}PRIMARY\s{1,20}KEY\b/i.test(definition)) key = name;
    names.push(name);
  }
  return { names, key };
}

/** What stands between the commas of the outermost brackets. */
function definitionsIn(sql: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < sql.length; at++) {
    const character = sql[at];
    if (character === '(' && ++depth === 1) start = at + 1;
    const ends = (character === ',' && depth === 1) || (character === ')' && --depth === 0);
    if (!ends) continue;
    found.push(sql.slice(start, at));
    start = at + 1;
    if (depth === 0) break;
  }
  return found;
}

function walk(database: Database, root: number, on: (values: SqliteValue[], rowId: number) => void): void {
  const pages = [root];
  for (let page = pages.pop(); page !== undefined; page = pages.pop()) {
    const start = startOf(database, page);
    const { bytes, usable } = database;
    const head = page === 1 ? start + HEADER_LENGTH : start;
    const kind = bytes[head];
    if (kind !== INTERIOR && kind !== LEAF) throw malformed(database, page);
    const cells = bytes.readUInt16BE(head + 3);
    const pointers = head + (kind === INTERIOR ? 12 : 8);
    if (pointers + cells * 2 > start + usable) throw malformed(database, page);
    const cell = (i: number) => start + bytes.readUInt16BE(pointers + i * 2);
    if (kind === LEAF) {
      for (let i = 0; i < cells; i++) {
        const { payload, rowId } = payloadAt(database, cell(i), start);
        on(valuesOf(payload), rowId);
      }
    } else {
      // Taken from the end of the list, so the last child goes in first.
      pages.push(bytes.readUInt32BE(head + 8));
      for (let i = cells - 1; i >= 0; i--) {
        if (cell(i) + 4 > bytes.length) throw malformed(database, page);
        pages.push(bytes.readUInt32BE(cell(i)));
      }
    }
  }
}

/** Where a page begins. @throws UpstreamError for one that does not exist or was read before, as only broken files have. */
function startOf({ bytes, pageSize, seen, what }: Database, page: number): number {
  const start = (page - 1) * pageSize;
  if (page < 1 || start + pageSize > bytes.length || seen.has(page))
    throw new UpstreamError('malformed', `${what}: page ${page} is missing or used twice`);
  seen.add(page);
  return start;
}

/** The content of a cell, put together from the pages that it overflows into, and the id of its row. */
function payloadAt(database: Database, at: number, page: number): { payload: Buffer; rowId: number } {
  const { bytes, usable, pageSize } = database;
  const [length, afterLength] = varint(bytes, at);
  const [rowId, from] = varint(bytes, afterLength);
  const most = usable - 35;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const cut = least + ((length - least) % (usable - 4));
  const local = length <= most ? length : cut <= most ? cut : least;
  if (length > bytes.length || from + local > page + pageSize) throw malformed(database, page / pageSize + 1);
  const parts = [bytes.subarray(from, from + local)];
  let left = length - local;
  let next = left > 0 && from + local + 4 <= bytes.length ? bytes.readUInt32BE(from + local) : 0;
  while (left > 0) {
    const start = startOf(database, next);
    const size = Math.min(left, usable - 4);
    parts.push(bytes.subarray(start + 4, start + 4 + size));
    next = bytes.readUInt32BE(start);
    left -= size;
  }
  return { payload: parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts), rowId };
}

/** The columns of a record: their kinds stand before their values. */
function valuesOf(payload: Buffer): SqliteValue[] {
  const values: SqliteValue[] = [];
  const [headLength, first] = varint(payload, 0);
  let at = headLength;
  for (let head = first; head < headLength && head < payload.length; ) {
    const [kind, next] = varint(payload, head);
    head = next;
    const size = kind >= 12 ? Math.floor((kind - 12) / 2) : ([0, 1, 2, 3, 4, 6, 8, 8, 0, 0][kind] ?? 0);
    const value = payload.subarray(at, at + size);
    at += size;
    if (kind >= 12) values.push(kind % 2 === 0 ? value : value.toString('utf8'));
    else if (kind === 8 || kind === 9) values.push(kind - 8);
    else values.push(kind === 0 || kind === 7 || value.length < size ? null : integer(value));
  }
  return values;
}

function integer(value: Buffer): number {
  return value.length === 8 ? Number(value.readBigInt64BE()) : value.readIntBE(0, value.length);
}

/** The number at a position, of up to nine bytes, and the position behind it; past the end it is 0. */
function varint(bytes: Buffer, at: number): [number, number] {
  let value = 0;
  for (let i = 0; i < 8; i++) {
    const byte = bytes[at + i] ?? 0;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return [value, at + i + 1];
  }
  return [value * 256 + (bytes[at + 8] ?? 0), at + 9];
}

function malformed({ what }: Database, page: number): UpstreamError {
  return new UpstreamError('malformed', `${what}: page ${page} is not what it should be`);
}

/** The whole graph of dependencies out of the database, in the binary form of COPY: some million rows a second. */
import { to as copyTo } from 'pg-copy-streams';
import type { Database } from './database.ts';

/**
 * Calls `onRow` for every row of `columns` integers of a query without parameters.
 * @throws as `Database.transaction`; RangeError for a row of another shape.
 */
async function copyIntegers(
  db: Database,
  query: string,
  columns: number,
  onRow: (values: Int32Array) => void,
): Promise<void> {
  await db.transaction(
    async tx => {
      const rows = integerRows(columns, onRow);
      for await (const chunk of tx.client.query(copyTo(`copy (${query}) to stdout (format binary)`)))
        rows(chunk as Buffer);
    },
    { isolation: 'repeatable read', readOnly: true },
  );
}

/** Signature, flags and length of the extension: https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.4 */
const HEADER_BYTES = 19;

/** Takes the stream in pieces of any size. */
function integerRows(columns: number, onRow: (values: Int32Array) => void): (chunk: Buffer) => void {
  const rowBytes = 2 + columns * 8;
  const values = new Int32Array(columns);
  let rest: Buffer = Buffer.alloc(0);
  let started = false;
  let ended = false;
  return chunk => {
    if (ended) return;
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let at = 0;
    if (!started) {
      if (bytes.length < HEADER_BYTES) {
        rest = bytes;
        return;
      }
      at = HEADER_BYTES + bytes.readUInt32BE(15);
      started = true;
    }
    while (at + 2 <= bytes.length) {
      const count = bytes.readInt16BE(at);
      if (count === -1) {
        ended = true;
        return;
      }
      if (count !== columns)
        throw new RangeError(`a row of ${count} columns where ${columns} were asked for`);
      if (at + rowBytes > bytes.length) break;
      for (let column = 0; column < columns; column++) {
        const field = at + 2 + column * 8;
        if (bytes.readInt32BE(field) !== 4) throw new RangeError('a column that is no integer');
        values[column] = bytes.readInt32BE(field + 4);
      }
      at += rowBytes;
      onRow(values);
    }
    rest = bytes.subarray(at);
  };
}

/** Every package that is known by name, with its registry. */
export function readNodes(db: Database, onNode: (id: number, registryId: number) => void): Promise<void> {
  return copyIntegers(db, 'select id, registry_id from package_names', 2, values =>
    onNode(values[0] as number, values[1] as number),
  );
}

/** Dependencies of latest versions. @param onEdge with the kinds as bits of the registry's `dependency_kinds`. */
export function readEdges(
  db: Database,
  onEdge: (dependent: number, dependency: number, kinds: number) => void,
): Promise<void> {
  return copyIntegers(
    db,
    'select dependent_id, dependency_id, current_kinds from dependents where current_kinds <> 0',
    3,
    values => onEdge(values[0] as number, values[1] as number, values[2] as number),
  );
}

/** Packages that are critical. */
export function readCritical(db: Database, onNode: (id: number) => void): Promise<void> {
  return copyIntegers(db, 'select package_id from package_usage where critical', 1, values =>
    onNode(values[0] as number),
  );
}

/** A number that grows with every change of the index. */
export async function changesSoFar(db: Database): Promise<number> {
  const { rows } = await db.query<{ changes: number }>({
    text: 'select last_value::bigint as changes from event_ids',
  });
  return rows[0]?.changes ?? 0;
}

/** Files of OSV records: one each, several in a list, or a whole database in `all.json`. */
import { isJsonObject, memberOf, parseJson } from '../../formats/json.ts';
import { jsonElements } from '../../formats/json-stream.ts';
import { COLLECTION_BYTES, RECORD_BYTES } from '../limits.ts';
import { lastParts } from '../paths.ts';
import { mapEach } from '../record.ts';
import { osvRecord } from '../shapes/osv.ts';
import type { DocumentContent, DocumentContext, SourceReader } from '../source.ts';

/** Files that lie beside records in the databases' own trees. */
const BESIDE = new Set(['package.json', 'package-lock.json', 'schema.json', 'tsconfig.json']);

/** Elements that are handed on together. */
const PIECE = 500;

export const reader: SourceReader = {
  forms: [
    {
      matches: path => lastParts(path, 1)[0] === 'all.json',
      maxBytes: COLLECTION_BYTES,
      stream: readList,
    },
    { matches: isRecord, maxBytes: RECORD_BYTES, read: readFile },
  ],
};

function isRecord(path: string): boolean {
  const name = lastParts(path, 1)[0] ?? '';
  return name.endsWith('.json') && !name.startsWith('.') && !BESIDE.has(name);
}

/** A record, a list of records, or an answer of OSV's API with a list in `vulns`. */
function readFile(bytes: Uint8Array, context: DocumentContext): DocumentContent {
  const value = parseJson(bytes, context.path);
  const list = memberOf(value, 'vulns') ?? value;
  return mapAll(Array.isArray(list) ? list : [list], context);
}

async function* readList(
  bytes: AsyncIterable<Uint8Array>,
  context: DocumentContext,
): AsyncGenerator<DocumentContent> {
  let piece: unknown[] = [];
  for await (const { value, key } of jsonElements(bytes, [[]], context.path)) {
    // The members of an object are its records where they are objects, as in a list by identifier, or in `vulns`.
    const values =
      key === 'vulns' && Array.isArray(value) ? value : key === null || isJsonObject(value) ? [value] : [];
    for (const each of values) piece.push(each);
    if (piece.length < PIECE) continue;
    yield mapAll(piece, context);
    piece = [];
  }
  yield mapAll(piece, context);
}

function mapAll(values: readonly unknown[], context: DocumentContext): DocumentContent {
  return mapEach(
    values,
    context,
    value => osvRecord(value, context),
    value => memberOf(value, 'id'),
  );
}

/** The tracker's one document: an object of source packages, each an object of vulnerabilities. */
import { isJsonObject } from '../../formats/json.ts';
import { jsonElements } from '../../formats/json-stream.ts';
import { COLLECTION_BYTES } from '../limits.ts';
import { lastParts } from '../paths.ts';
import { emptyContent, mapEach } from '../record.ts';
import type { DocumentContent, DocumentContext, SourceReader } from '../source.ts';
import { issueRecord } from './issue.ts';

/** Records that are handed on together. */
const PIECE = 500;

export const reader: SourceReader = {
  forms: [
    {
      // The tracker calls it `json`; people save it as they like.
      matches: path => /^(?:json|[^.].*\.json)$/.test(lastParts(path, 1)[0] ?? ''),
      maxBytes: COLLECTION_BYTES,
      stream: readTracker,
    },
  ],
};

async function* readTracker(
  bytes: AsyncIterable<Uint8Array>,
  context: DocumentContext,
): AsyncGenerator<DocumentContent> {
  let content = emptyContent();
  for await (const { key, value } of jsonElements(bytes, [[]], context.path)) {
    if (key === null || !isJsonObject(value)) {
      content.problems.push({ path: context.path, id: key, message: 'a package that is no object' });
      continue;
    }
    const { records, problems } = mapEach(
      Object.entries(value),
      context,
      ([name, issue]) => issueRecord(key, name, issue),
      ([name]) => `${key}/${name}`,
    );
    for (const record of records) content.records.push(record);
    for (const problem of problems) content.problems.push(problem);
    if (content.records.length < PIECE) continue;
    yield content;
    content = emptyContent();
  }
  yield content;
}

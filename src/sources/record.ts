/** What records have where a source says nothing. */
import type { AdvisoryRecord, AffectedPackage } from '../core/advisories.ts';
import { UpstreamError } from '../core/errors.ts';
import { idOf } from './fields.ts';
import { storable } from './notes.ts';
import type { DocumentContent, DocumentContext } from './source.ts';

/** A record of which only the identity is stated. */
export function emptyRecord(source: string, id: string): AdvisoryRecord {
  return {
    source,
    id,
    aliases: [],
    upstream: [],
    related: [],
    url: null,
    title: null,
    details: null,
    kind: 'vulnerability',
    severities: [],
    cwes: [],
    publishedAt: null,
    modifiedAt: null,
    withdrawnAt: null,
    references: [],
    affected: [],
    license: null,
    warnings: [],
  };
}

/** A package of which nothing is stated yet. */
export function emptyAffected(
  named: { ecosystem: string | null; ecosystemName: string; release: string | null },
  name: string,
): AffectedPackage {
  const { ecosystem, ecosystemName, release } = named;
  return {
    ecosystem,
    ecosystemName,
    release,
    name,
    purl: null,
    ranges: [],
    versions: [],
    severities: [],
    status: null,
  };
}

/** @throws UpstreamError `malformed` where a record has no identifier: nothing can be made of it. */
export function requiredId(value: unknown): string {
  const id = idOf(value);
  if (id === null) throw new UpstreamError('malformed', 'a record without an identifier');
  return id;
}

export function emptyContent(): DocumentContent {
  return { records: [], exploits: [], problems: [] };
}

/**
 * Maps the entries of a collection, each by itself: one that cannot be read is a problem and not the end.
 *
 * @param idOfEntry the identifier to name in the problem.
 */
export function mapEach<T>(
  entries: Iterable<T>,
  context: DocumentContext,
  map: (entry: T) => AdvisoryRecord,
  idOfEntry: (entry: T) => unknown = () => null,
): DocumentContent {
  const content = emptyContent();
  for (const entry of entries) {
    try {
      content.records.push(map(entry));
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      content.problems.push({
        path: context.path,
        id: idOf(idOfEntry(entry)),
        message: storable(error.message),
      });
    }
  }
  return content;
}

/** Records in OSV's schema, https://ossf.github.io/osv-schema/, whichever database wrote them. */
import type { AdvisoryRecord } from '../../core/advisories.ts';
import { isJsonObject, type JsonDocument, memberOf } from '../../formats/json.ts';
import { dateOf, withdrawalOf } from '../dates.ts';
import { cwesOf, idsOf, newReferences, textOf, urlOf } from '../fields.ts';
import { MAX_AFFECTED, MAX_DETAILS, MAX_REFERENCES, MAX_TITLE } from '../limits.ts';
import { type Notes, newNotes } from '../notes.ts';
import { emptyRecord, requiredId } from '../record.ts';
import { present, wordOf } from '../severities.ts';
import { osvDatabase } from './databases.ts';
import { osvAffected, osvSeverities } from './osv-affected.ts';

export interface OsvOptions {
  /** Milliseconds since 1970. */
  now: number;
  /** Id of the source of the record. Default: by the prefix of its identifier. */
  source?: string;
}

/**
 * One record.
 *
 * @throws UpstreamError `malformed` for what is no object or has no identifier. Anything else that is odd becomes a warning.
 */
export function osvRecord(value: unknown, { now, source }: OsvOptions): AdvisoryRecord {
  const document: JsonDocument = isJsonObject(value) ? value : {};
  const id = requiredId(document.id);
  const notes = newNotes();
  const database = osvDatabase(id);
  const record = emptyRecord(source ?? database.source, id);
  const specific = document.database_specific;
  record.aliases = idsOf(document.aliases, id, 'the list of aliases', notes);
  record.upstream = idsOf(document.upstream, id, 'the list of upstream vulnerabilities', notes);
  record.related = idsOf(document.related, id, 'the list of related vulnerabilities', notes);
  record.url = urlOf(memberOf(specific, 'url')) ?? pageOf(id);
  record.title = textOf(document.summary, MAX_TITLE, 'the summary', notes);
  record.details = textOf(document.details, MAX_DETAILS, 'the details', notes);
  record.severities = present([
    ...osvSeverities(document.severity, notes),
    wordOf(memberOf(specific, 'severity'), notes),
  ]);
  record.cwes = cwesOf(memberOf(specific, 'cwe_ids'), notes);
  record.publishedAt = dateOf(document.published, 'the date of publication', now, notes);
  record.modifiedAt = dateOf(document.modified, 'the date of the last change', now, notes);
  record.withdrawnAt = withdrawalOf(document.withdrawn, record, now, notes);
  record.references = referencesOf(document.references, notes);
  const entries = affectedEntries(document.affected, notes);
  record.affected = entries.flatMap(entry => osvAffected(entry, notes));
  record.kind = kindOf(id, entries);
  record.license = database.license;
  record.warnings = notes.list();
  return record;
}

function pageOf(id: string): string {
  const [before, after] = osvDatabase(id).page;
  return `${before}${encodeURIComponent(id)}${after}`;
}

function affectedEntries(value: unknown, notes: Notes): JsonDocument[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    notes.add('the list of affected packages is no list');
    return [];
  }
  if (value.length > MAX_AFFECTED) notes.add(`the list of affected packages was cut: it has ${value.length}`);
  const entries = value.slice(0, MAX_AFFECTED).filter(isJsonObject);
  if (entries.length < Math.min(value.length, MAX_AFFECTED)) notes.add('an affected package is no object');
  return entries;
}

function referencesOf(value: unknown, notes: Notes) {
  const references = newReferences(notes);
  if (value !== undefined && value !== null && !Array.isArray(value))
    notes.add('the list of references is no list');
  if (!Array.isArray(value)) return references.list();
  if (value.length > MAX_REFERENCES * 10) notes.add(`the list of references was cut: it has ${value.length}`);
  for (const entry of value.slice(0, MAX_REFERENCES * 10)) {
    if (isJsonObject(entry)) references.add(entry.url ?? '', entry.type);
    else notes.add('a reference is no object');
  }
  return references.list();
}

/** RustSec marks what is no vulnerability on the crate that it is about. */
function kindOf(id: string, entries: readonly JsonDocument[]): AdvisoryRecord['kind'] {
  if (id.startsWith('MAL-')) return 'malicious';
  const isInformational = (entry: JsonDocument) =>
    typeof memberOf(entry.database_specific, 'informational') === 'string';
  return entries.length > 0 && entries.every(isInformational) ? 'informational' : 'vulnerability';
}

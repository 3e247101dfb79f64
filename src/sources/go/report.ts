/** Reports in the database's own YAML, https://go.googlesource.com/vulndb/+/refs/heads/master/doc/format.md. */
import type { AdvisoryRecord, AffectedPackage } from '../../core/advisories.ts';
import { isJsonObject, type JsonDocument, memberOf, objectsIn } from '../../formats/json.ts';
import { dateOf, withdrawalOf } from '../dates.ts';
import { ecosystemNamed } from '../ecosystem-names.ts';
import { cwesOf, idsOf, newReferences, textOf } from '../fields.ts';
import { MAX_AFFECTED, MAX_DETAILS, MAX_EVENTS, MAX_NAME, MAX_REFERENCES, MAX_TITLE } from '../limits.ts';
import { type Notes, newNotes } from '../notes.ts';
import { osvRange } from '../ranges.ts';
import { emptyAffected, emptyRecord, requiredId } from '../record.ts';

/** What the database's OSV records call them. */
const OWN_MODULES = new Map([
  ['std', 'stdlib'],
  ['cmd', 'toolchain'],
]);

/** @throws UpstreamError `malformed` for a report without an identifier. */
export function reportRecord(document: JsonDocument, now: number): AdvisoryRecord {
  const notes = newNotes();
  const id = requiredId(document.id);
  const metadata = document.cve_metadata;
  const record = emptyRecord('go', id);
  record.aliases = [
    ...new Set([
      ...idsOf(document.cves, id, 'the list of CVEs', notes),
      ...idsOf(memberOf(metadata, 'id'), id, 'the CVE', notes),
      ...idsOf(document.ghsas, id, 'the list of GHSAs', notes),
    ]),
  ];
  record.related = idsOf(document.related, id, 'the list of related vulnerabilities', notes);
  record.url = `https://pkg.go.dev/vuln/${encodeURIComponent(id)}`;
  record.title = textOf(document.summary, MAX_TITLE, 'the summary', notes);
  record.details = textOf(document.description, MAX_DETAILS, 'the description', notes);
  record.cwes = cwesOf(memberOf(metadata, 'cwe'), notes);
  record.publishedAt = dateOf(document.published, 'the date of publication', now, notes);
  record.modifiedAt = dateOf(document.last_modified, 'the date of the last change', now, notes);
  record.withdrawnAt = withdrawalOf(document.withdrawn, record, now, notes);
  record.references = referencesOf(document.references, notes);
  record.affected = objectsIn(document.modules, MAX_AFFECTED).flatMap(
    module => affectedOf(module, notes) ?? [],
  );
  record.license = 'CC-BY-4.0';
  record.warnings = notes.list();
  return record;
}

/** Each is a mapping of one member, from its type to its address. */
function referencesOf(value: unknown, notes: Notes) {
  const references = newReferences(notes);
  for (const entry of objectsIn(value, MAX_REFERENCES * 10)) {
    for (const [type, url] of Object.entries(entry)) references.add(url, type);
  }
  return references.list();
}

function affectedOf(module: JsonDocument, notes: Notes): AffectedPackage | null {
  const name = textOf(module.module, MAX_NAME, 'the name of a module', notes);
  if (name === null) {
    notes.add('a module without a name was left out');
    return null;
  }
  const affected = emptyAffected(ecosystemNamed('Go'), OWN_MODULES.get(name) ?? name);
  const range = osvRange({ type: 'SEMVER', events: eventsOf(module.versions) }, notes);
  if (range === null) affected.isPartial = true;
  else affected.ranges = [range];
  return affected;
}

/**
 * Events of pairs in order. What has no beginning began with the first version; no versions at all means every one. Reports write an
 * end beside its beginning or as an entry of its own.
 */
function eventsOf(versions: unknown): unknown {
  if (versions === undefined || versions === null) return [{ introduced: '0' }];
  if (!Array.isArray(versions)) return versions;
  const events: Partial<Record<'introduced' | 'fixed', unknown>>[] = [];
  let isOpen = false;
  for (const version of versions.slice(0, MAX_EVENTS)) {
    if (!isJsonObject(version)) return [version];
    if (version.introduced !== undefined) events.push({ introduced: version.introduced });
    else if (!isOpen) events.push({ introduced: '0' });
    isOpen = version.fixed === undefined;
    if (!isOpen) events.push({ fixed: version.fixed });
  }
  return events.length === 0 ? [{ introduced: '0' }] : events;
}

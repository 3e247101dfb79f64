/** Advisories of https://github.com/rubysec/ruby-advisory-db#schema. */
import type { AdvisoryRecord, AffectedPackage } from '../../core/advisories.ts';
import type { JsonDocument } from '../../formats/json.ts';
import { memberOf } from '../../formats/json.ts';
import { dateOf, withdrawalOf } from '../dates.ts';
import { ecosystemNamed } from '../ecosystem-names.ts';
import { idOf, newReferences, textOf, textsOf } from '../fields.ts';
import { MAX_DETAILS, MAX_IDS, MAX_NAME, MAX_REFERENCES, MAX_TITLE, MAX_URL } from '../limits.ts';
import { type Notes, newNotes } from '../notes.ts';
import { encodedPath, lastParts, stemOf } from '../paths.ts';
import { requirementsOf } from '../ranges.ts';
import { emptyAffected, emptyRecord, requiredId } from '../record.ts';
import { present, scoreOf, vectorOf } from '../severities.ts';
import type { DocumentContext } from '../source.ts';

/**
 * The database has a file for each gem that a vulnerability is in, all with the vulnerability's number: what tells them apart is the
 * gem and the file's name, as in `actionpack/CVE-2014-0081`.
 *
 * @throws UpstreamError `malformed` where the path makes no identifier.
 */
export function advisoryRecord(document: JsonDocument, { path, now }: DocumentContext): AdvisoryRecord {
  const notes = newNotes();
  const [kind, folder = ''] = lastParts(path, 3);
  const record = emptyRecord('rubysec', requiredId(`${folder}/${stemOf(path)}`));
  record.aliases = aliasesOf(document);
  record.related = relatedOf(document.related, notes);
  record.url = `https://github.com/rubysec/ruby-advisory-db/blob/master/${encodedPath(path)}`;
  record.title = textOf(document.title, MAX_TITLE, 'the title', notes);
  record.details = textOf(document.description, MAX_DETAILS, 'the description', notes);
  record.severities = present(
    (['4', '3', '2'] as const).map(version => {
      const value = document[`cvss_v${version}`];
      const isVector = typeof value === 'string' && value.includes(':');
      return isVector ? vectorOf(value, notes) : scoreOf(value, version, notes);
    }),
  );
  record.publishedAt = dateOf(document.date, 'the date', now, notes);
  record.withdrawnAt = withdrawalOf(document.withdrawn, record, now, notes);
  const references = newReferences(notes);
  references.add(document.url, 'ADVISORY');
  const others = memberOf(document.related, 'url');
  for (const url of textsOf(others, MAX_REFERENCES + 1, MAX_URL, 'the list of addresses', notes))
    references.add(url);
  record.references = references.list();
  record.affected = [affectedOf(document, kind === 'rubies', folder, notes)];
  record.warnings = notes.list();
  return record;
}

/** Numbers without their prefixes, each under a member of its own. */
const NUMBERS = [
  ['cve', 'CVE-'],
  ['ghsa', 'GHSA-'],
  ['osvdb', 'OSVDB-'],
] as const;

function aliasesOf(document: JsonDocument): string[] {
  return NUMBERS.flatMap(([member, prefix]) => idOf(prefixed(document[member], prefix)) ?? []);
}

function relatedOf(related: unknown, notes: Notes): string[] {
  return NUMBERS.flatMap(([member, prefix]) =>
    textsOf(memberOf(related, member), MAX_IDS, MAX_NAME, `the related ${member}`, notes).flatMap(
      number => idOf(prefixed(number, prefix)) ?? [],
    ),
  );
}

function prefixed(number: unknown, prefix: string): string | null {
  if (typeof number !== 'string' || number.trim() === '') return null;
  const text = number.trim();
  return text.startsWith(prefix) ? text : `${prefix}${text}`;
}

function affectedOf(
  document: JsonDocument,
  isEngine: boolean,
  folder: string,
  notes: Notes,
): AffectedPackage {
  const named = isEngine
    ? { ecosystem: null, ecosystemName: 'ruby', release: null }
    : ecosystemNamed('RubyGems');
  const stated = textOf(isEngine ? document.engine : document.gem, MAX_NAME, 'the name of the gem', notes);
  const affected = emptyAffected(named, stated ?? folder);
  if (stated === null) notes.add('no gem is named: the folder has its name');
  const patched = requirementsOf(document.patched_versions, 'the patched versions', notes);
  const unaffected = requirementsOf(document.unaffected_versions, 'the unaffected versions', notes);
  const safe = [...patched.requirements, ...unaffected.requirements];
  affected.ranges = [{ type: 'native', affected: [], safe }];
  if (!patched.isWhole || !unaffected.isWhole) affected.isPartial = true;
  return affected;
}

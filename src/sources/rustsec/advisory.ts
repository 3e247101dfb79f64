/** Advisories in Markdown with TOML in front, https://github.com/rustsec/advisory-db#advisory-format. */
import type { AdvisoryRecord, AffectedPackage } from '../../core/advisories.ts';
import { UpstreamError } from '../../core/errors.ts';
import { memberOf } from '../../formats/json.ts';
import { parseToml } from '../../formats/toml.ts';
import { dateOf, withdrawalOf } from '../dates.ts';
import { ecosystemNamed } from '../ecosystem-names.ts';
import { idsOf, newReferences, textOf, textsOf } from '../fields.ts';
import { MAX_DETAILS, MAX_NAME, MAX_REFERENCES, MAX_TITLE, MAX_URL } from '../limits.ts';
import { type Notes, newNotes } from '../notes.ts';
import { lastParts } from '../paths.ts';
import { requirementsOf } from '../ranges.ts';
import { emptyAffected, emptyRecord, requiredId } from '../record.ts';
import { present, vectorOf } from '../severities.ts';
import type { DocumentContext } from '../source.ts';

/** @throws UpstreamError `malformed` for a file without TOML in front, with TOML that is none, or without an identifier. */
export function advisoryRecord(text: string, { path, now }: DocumentContext): AdvisoryRecord {
  const { front, body } = partsOf(text, path);
  const document = parseToml(front, path);
  const advisory = document.advisory;
  const field = (name: string) => memberOf(advisory, name);
  const notes = newNotes();
  const id = requiredId(field('id'));
  const record = emptyRecord('rustsec', id);
  const { title, details } = titleAndText(body);
  record.aliases = idsOf(field('aliases'), id, 'the list of aliases', notes);
  record.related = idsOf(field('related'), id, 'the list of related advisories', notes);
  record.url = `https://rustsec.org/advisories/${encodeURIComponent(id)}.html`;
  record.title = textOf(title, MAX_TITLE, 'the title', notes);
  record.details = textOf(details, MAX_DETAILS, 'the text', notes);
  record.kind = kindOf(field('informational'), field('categories'));
  const vector = field('cvss');
  record.severities = present(vector === undefined ? [] : [vectorOf(vector, notes)]);
  record.publishedAt = dateOf(field('date'), 'the date', now, notes);
  record.withdrawnAt = withdrawalOf(field('withdrawn'), record, now, notes);
  const references = newReferences(notes);
  references.add(field('url'));
  const others = textsOf(field('references'), MAX_REFERENCES + 1, MAX_URL, 'the list of references', notes);
  for (const url of others) references.add(url);
  record.references = references.list();
  const affected = affectedOf(field('package'), document.versions, path, notes);
  record.affected = affected === null ? [] : [affected];
  record.license = textOf(field('license'), MAX_NAME, 'the licence', notes) ?? 'CC0-1.0';
  record.warnings = notes.list();
  return record;
}

function affectedOf(value: unknown, versions: unknown, path: string, notes: Notes): AffectedPackage | null {
  const name = textOf(value, MAX_NAME, 'the name of the crate', notes);
  if (name === null) {
    notes.add('no crate is named');
    return null;
  }
  // What is in the collection `rust` (std, cargo, rustdoc) has the names of crates, and is none.
  const isTool = lastParts(path, 3)[0] === 'rust';
  const named = isTool
    ? { ecosystem: null, ecosystemName: 'rust', release: null }
    : ecosystemNamed('crates.io');
  const affected = emptyAffected(named, name);
  const patched = requirementsOf(memberOf(versions, 'patched'), 'the patched versions', notes);
  const unaffected = requirementsOf(memberOf(versions, 'unaffected'), 'the unaffected versions', notes);
  const safe = [...patched.requirements, ...unaffected.requirements];
  affected.ranges = [{ type: 'native', affected: [], safe }];
  if (!patched.isWhole || !unaffected.isWhole) affected.isPartial = true;
  return affected;
}

function kindOf(informational: unknown, categories: unknown): AdvisoryRecord['kind'] {
  if (typeof informational === 'string') return 'informational';
  return Array.isArray(categories) && categories.includes('malicious') ? 'malicious' : 'vulnerability';
}

const FENCE = '```';

function partsOf(text: string, path: string): { front: string; body: string } {
  const plain = text.replaceAll('\r\n', '\n').trimStart();
  const start = `${FENCE}toml\n`;
  const end = plain.indexOf(`\n${FENCE}`, start.length - 1);
  if (!plain.startsWith(start) || end === -1)
    throw new UpstreamError('malformed', `${path}: no TOML in front`);
  return { front: plain.slice(start.length, end + 1), body: plain.slice(end + 1 + FENCE.length) };
}

/** The first heading of the first level is the title. */
function titleAndText(body: string): { title: string | null; details: string } {
  const text = body.trim();
  if (!text.startsWith('# ')) return { title: null, details: text };
  const end = text.indexOf('\n');
  const title = text.slice(2, end === -1 ? text.length : end).trim();
  return { title, details: end === -1 ? '' : text.slice(end + 1).trim() };
}

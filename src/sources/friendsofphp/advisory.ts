/** Advisories of https://github.com/FriendsOfPHP/security-advisories#contributing. */
import type { AdvisoryRecord, AffectedPackage } from '../../core/advisories.ts';
import { isJsonObject, type JsonDocument } from '../../formats/json.ts';
import { dateOf } from '../dates.ts';
import { ecosystemNamed } from '../ecosystem-names.ts';
import { idOf, newReferences, textOf } from '../fields.ts';
import { MAX_NAME, MAX_RANGES, MAX_TITLE } from '../limits.ts';
import { type Notes, newNotes } from '../notes.ts';
import { encodedPath, lastParts } from '../paths.ts';
import { requirementsOf } from '../ranges.ts';
import { emptyAffected, emptyRecord, requiredId } from '../record.ts';
import type { DocumentContext } from '../source.ts';

const REFERENCE = 'composer://';
/** Advisories without a number are named for their day: `2014-12-29-1.yaml`. */
const DAY = /^(\d{4}-\d{2}-\d{2})-\d+\.yaml$/;

/**
 * The database has no identifiers. The place of the file is one, and the one under which Packagist lists it:
 * `monolog/monolog/2014-12-29-1.yaml`.
 *
 * @throws UpstreamError `malformed` where the path makes no identifier.
 */
export function advisoryRecord(document: JsonDocument, { path, now }: DocumentContext): AdvisoryRecord {
  const notes = newNotes();
  const parts = lastParts(path, 3);
  const place = parts.join('/');
  const record = emptyRecord('friendsofphp', requiredId(place));
  const cve = idOf(document.cve);
  record.aliases = cve === null ? [] : [cve];
  record.url = `https://github.com/FriendsOfPHP/security-advisories/blob/master/${encodedPath(path)}`;
  record.title = textOf(document.title, MAX_TITLE, 'the title', notes);
  const references = newReferences(notes);
  references.add(document.link, 'ADVISORY');
  record.references = references.list();
  const branches = branchesOf(document.branches, notes);
  record.affected = [affectedOf(document.reference, parts.slice(0, 2).join('/'), branches, notes)];
  record.publishedAt = publicationOf(parts[2] ?? '', branches, now, notes);
  record.license = 'Unlicense';
  record.warnings = notes.list();
  return record;
}

interface Branches {
  list: JsonDocument[];
  isWhole: boolean;
}

function branchesOf(value: unknown, notes: Notes): Branches {
  if (!isJsonObject(value)) {
    notes.add('there are no branches');
    return { list: [], isWhole: false };
  }
  const all = Object.values(value);
  const list = all.slice(0, MAX_RANGES).filter(isJsonObject);
  if (list.length < all.length) notes.add('a branch was left out');
  return { list, isWhole: list.length === all.length };
}

function affectedOf(reference: unknown, folder: string, branches: Branches, notes: Notes): AffectedPackage {
  const stated = textOf(reference, MAX_NAME, 'the reference', notes);
  const isComposer = stated?.startsWith(REFERENCE) === true && stated.length > REFERENCE.length;
  if (!isComposer) notes.add('the reference names no package of Composer: the folder has its name');
  const affected = emptyAffected(
    ecosystemNamed('Packagist'),
    isComposer ? (stated ?? '').slice(REFERENCE.length) : folder,
  );
  let isWhole = branches.isWhole;
  const requirements: string[] = [];
  for (const branch of branches.list) {
    const conditions = requirementsOf(branch.versions, 'the versions of a branch', notes);
    // All conditions of a branch hold together: without one of them, or with none, it would say something else.
    if (conditions.isWhole && conditions.requirements.length > 0)
      requirements.push(conditions.requirements.join(','));
    else {
      isWhole = false;
      notes.add('a branch without usable versions was left out');
    }
  }
  // No requirement would mean every version.
  if (requirements.length > 0) affected.ranges = [{ type: 'native', affected: requirements, safe: [] }];
  if (!isWhole) affected.isPartial = true;
  return affected;
}

/** The day in the file's name, else that of the first fix: nothing else is dated, and fixes are public. */
function publicationOf(name: string, branches: Branches, now: number, notes: Notes): string | null {
  const day = DAY.exec(name)?.[1];
  const named = day === undefined ? null : dateOf(day, 'the day in the name', now, notes);
  if (named !== null) return named;
  const times = branches.list.flatMap(({ time }) => dateOf(time, 'the time of a fix', now, notes) ?? []);
  return times.sort()[0] ?? null;
}

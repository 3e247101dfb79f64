/** Reports of https://github.com/briandfoy/cpan-security-advisory#record-format. */
import type { AdvisoryRecord, AffectedPackage } from '../../core/advisories.ts';
import type { JsonDocument } from '../../formats/json.ts';
import { dateOf } from '../dates.ts';
import { ecosystemNamed } from '../ecosystem-names.ts';
import { idsOf, newReferences, textOf, textsOf } from '../fields.ts';
import { MAX_DETAILS, MAX_NAME, MAX_REFERENCES, MAX_URL } from '../limits.ts';
import { type Notes, newNotes } from '../notes.ts';
import { requirementsOf } from '../ranges.ts';
import { emptyAffected, emptyRecord, requiredId } from '../record.ts';
import { present, wordOf } from '../severities.ts';

/** @throws UpstreamError `malformed` for a report without an identifier. */
export function reportRecord(report: JsonDocument, now: number): AdvisoryRecord {
  const notes = newNotes();
  const id = requiredId(report.id);
  const record = emptyRecord('cpansa', id);
  record.aliases = [
    ...new Set([
      ...idsOf(report.cves, id, 'the list of CVEs', notes),
      ...idsOf(report.github_security_advisory, id, 'the list of GHSAs', notes),
    ]),
  ];
  record.related = idsOf(report.previous_id, id, 'the list of earlier identifiers', notes);
  record.details = textOf(report.description, MAX_DETAILS, 'the description', notes);
  record.severities = present([wordOf(report.severity, notes)]);
  record.publishedAt = dateOf(report.reported, 'the date of the report', now, notes);
  const references = newReferences(notes);
  for (const url of textsOf(report.references, MAX_REFERENCES + 1, MAX_URL, 'the list of references', notes))
    references.add(url);
  record.references = references.list();
  const affected = affectedOf(report, notes);
  record.affected = affected === null ? [] : [affected];
  record.warnings = notes.list();
  return record;
}

function affectedOf(report: JsonDocument, notes: Notes): AffectedPackage | null {
  const name = textOf(report.distribution, MAX_NAME, 'the name of the distribution', notes);
  if (name === null) {
    notes.add('no distribution is named');
    return null;
  }
  const result = emptyAffected(ecosystemNamed('CPAN'), name);
  const affected = requirementsOf(report.affected_versions, 'the affected versions', notes);
  const fixed = requirementsOf(report.fixed_versions, 'the fixed versions', notes);
  if (!affected.isWhole || !fixed.isWhole) result.isPartial = true;
  if (affected.requirements.length + fixed.requirements.length > 0) {
    const [isIn, isOut] = [affected.requirements.map(asCpanRange), fixed.requirements.map(asCpanRange)];
    result.ranges = [{ type: 'native', affected: isIn, safe: isOut }];
  } else {
    result.isPartial = true;
    notes.add('neither affected nor fixed versions are stated');
  }
  return result;
}

/** Reports write `=1.08` where CPAN's own syntax (https://metacpan.org/pod/CPAN::Meta::Spec#Version-Ranges) has `==`. */
function asCpanRange(requirement: string): string {
  return requirement
    .split(',')
    .map(part => part.trim())
    .map(part => (part.startsWith('=') && !part.startsWith('==') ? `=${part}` : part))
    .join(',');
}

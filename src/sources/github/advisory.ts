/** Advisories as GitHub's GraphQL has them, https://docs.github.com/en/graphql/reference/objects#securityadvisory. */
import type { AdvisoryRecord, AffectedPackage } from '../../core/advisories.ts';
import { type JsonDocument, memberOf, objectsIn } from '../../formats/json.ts';
import { dateOf, withdrawalOf } from '../dates.ts';
import { ecosystemNamed } from '../ecosystem-names.ts';
import { cwesOf, idsOf, newReferences, textOf, urlOf } from '../fields.ts';
import {
  MAX_AFFECTED,
  MAX_CWES,
  MAX_DETAILS,
  MAX_IDS,
  MAX_NAME,
  MAX_REFERENCES,
  MAX_TITLE,
} from '../limits.ts';
import { type Notes, newNotes } from '../notes.ts';
import { emptyAffected, emptyRecord, requiredId } from '../record.ts';
import { present, vectorOf, wordOf } from '../severities.ts';
import { vulnerableRange } from './range.ts';

/** @throws UpstreamError `malformed` for an advisory without a GHSA identifier. */
export function advisoryRecord(advisory: JsonDocument, now: number): AdvisoryRecord {
  const notes = newNotes();
  const id = requiredId(advisory.ghsaId);
  const record = emptyRecord('ghsa', id);
  const identifiers = objectsIn(advisory.identifiers, MAX_IDS).map(({ value }) => value);
  record.aliases = idsOf(identifiers, id, 'the list of identifiers', notes);
  record.url = urlOf(advisory.permalink) ?? `https://github.com/advisories/${encodeURIComponent(id)}`;
  record.title = textOf(advisory.summary, MAX_TITLE, 'the summary', notes);
  record.details = textOf(advisory.description, MAX_DETAILS, 'the description', notes);
  record.kind = advisory.classification === 'MALWARE' ? 'malicious' : 'vulnerability';
  record.severities = present([...vectorsOf(advisory, notes), wordOf(advisory.severity, notes)]);
  record.cwes = cwesOf(
    objectsIn(memberOf(advisory.cwes, 'nodes'), MAX_CWES).map(({ cweId }) => cweId),
    notes,
  );
  record.publishedAt = dateOf(advisory.publishedAt, 'the date of publication', now, notes);
  record.modifiedAt = dateOf(advisory.updatedAt, 'the date of the last change', now, notes);
  record.withdrawnAt = withdrawalOf(advisory.withdrawnAt, record, now, notes);
  const references = newReferences(notes);
  for (const { url } of objectsIn(advisory.references, MAX_REFERENCES * 10)) references.add(url);
  record.references = references.list();
  record.affected = affectedOf(advisory.vulnerabilities, record.severities, notes);
  record.license = 'CC-BY-4.0';
  record.warnings = notes.list();
  return record;
}

/** Under `cvssSeverities` by version, and in older answers under `cvss`; without a vector its score is 0 and means nothing. */
function vectorsOf(advisory: JsonDocument, notes: Notes) {
  const byVersion = advisory.cvssSeverities;
  const vectors = [memberOf(byVersion, 'cvssV4'), memberOf(byVersion, 'cvssV3'), advisory.cvss]
    .map(cvss => memberOf(cvss, 'vectorString'))
    .filter(vector => vector !== undefined && vector !== null && vector !== '');
  return vectors.map(vector => vectorOf(vector, notes));
}

/** The ranges of one package stand together, in the answer's order. */
function affectedOf(
  vulnerabilities: unknown,
  general: AdvisoryRecord['severities'],
  notes: Notes,
): AffectedPackage[] {
  const packages = new Map<string, AffectedPackage>();
  for (const node of objectsIn(memberOf(vulnerabilities, 'nodes'), MAX_AFFECTED)) {
    const name = textOf(memberOf(node.package, 'name'), MAX_NAME, 'the name of a package', notes);
    const ecosystem = textOf(
      memberOf(node.package, 'ecosystem'),
      MAX_NAME,
      'the name of an ecosystem',
      notes,
    );
    if (name === null || ecosystem === null) {
      notes.add('a vulnerability without a package was left out');
      continue;
    }
    const key = JSON.stringify([ecosystem, name]);
    const affected = packages.get(key) ?? emptyAffected(ecosystemNamed(ecosystem), name);
    packages.set(key, affected);
    const { range, version } = vulnerableRange(
      node.vulnerableVersionRange,
      memberOf(node.firstPatchedVersion, 'identifier'),
      affected.ecosystem,
      notes,
    );
    if (version !== null) affected.versions.push(version);
    else if (range !== null) affected.ranges.push(range);
    else affected.isPartial = true;
    const word = wordOf(node.severity, notes);
    if (word !== null && !general.some(({ type, value }) => type === 'word' && value === word.value))
      affected.severities = present([...affected.severities, word]);
  }
  return [...packages.values()];
}

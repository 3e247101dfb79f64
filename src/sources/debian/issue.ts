/**
 * A vulnerability in a source package, https://security-team.debian.org/security_tracker.html: what of it holds in which release.
 * The tracker's numbers are upstream's (`CVE-...`), or its own while there is none (`TEMP-...`).
 */
import type { AdvisoryRecord, AffectedPackage } from '../../core/advisories.ts';
import { UpstreamError } from '../../core/errors.ts';
import { isJsonObject, type JsonDocument } from '../../formats/json.ts';
import { newReferences, textOf } from '../fields.ts';
import { MAX_DETAILS, MAX_NAME, MAX_VERSION } from '../limits.ts';
import { type Notes, newNotes } from '../notes.ts';
import { emptyAffected, emptyRecord, requiredId } from '../record.ts';
import { wordOf } from '../severities.ts';

/** https://www.debian.org/releases/. The tracker names releases, OSV and purls number them; unstable has no number. */
const RELEASES = new Map([
  ['wheezy', '7'],
  ['jessie', '8'],
  ['stretch', '9'],
  ['buster', '10'],
  ['bullseye', '11'],
  ['bookworm', '12'],
  ['trixie', '13'],
  ['forky', '14'],
  ['duke', '15'],
]);

/** Words of urgency that are a severity; the others say something else, or nothing. */
const URGENCIES = new Set(['unimportant', 'low', 'medium', 'high']);

/**
 * @throws UpstreamError `malformed` for what is no object, or for names that make no identifier.
 */
export function issueRecord(packageName: string, name: string, issue: unknown): AdvisoryRecord {
  const id = requiredId(`${packageName}/${name}`);
  if (!isJsonObject(issue)) throw new UpstreamError('malformed', 'a vulnerability that is no object');
  const notes = newNotes();
  const record = emptyRecord('debian', id);
  record.upstream = /^CVE-/.test(name) ? [name] : [];
  record.url = `https://security-tracker.debian.org/tracker/${encodeURIComponent(name)}`;
  record.details = textOf(issue.description, MAX_DETAILS, 'the description', notes);
  const references = newReferences(notes);
  if (typeof issue.debianbug === 'number' && Number.isSafeInteger(issue.debianbug))
    references.add(`https://bugs.debian.org/${issue.debianbug}`, 'REPORT');
  record.references = references.list();
  record.affected = releasesOf(issue.releases, packageName, notes);
  record.warnings = notes.list();
  return record;
}

function releasesOf(value: unknown, packageName: string, notes: Notes): AffectedPackage[] {
  if (!isJsonObject(value)) {
    notes.add('no releases are stated');
    return [];
  }
  return Object.entries(value).flatMap(([codename, release]) => {
    if (isJsonObject(release) && codename !== '' && codename.length <= MAX_NAME)
      return [releaseOf(codename, release, packageName, notes)];
    notes.add('a release is no object');
    return [];
  });
}

function releaseOf(
  codename: string,
  release: JsonDocument,
  packageName: string,
  notes: Notes,
): AffectedPackage {
  const number = RELEASES.get(codename) ?? codename;
  const named = { ecosystem: 'debian', ecosystemName: `Debian:${number}`, release: number };
  const affected = emptyAffected(named, packageName);
  const fixed = textOf(release.fixed_version, MAX_VERSION, 'a fixed version', notes)?.trim() ?? null;
  affected.status = statusOf(release, fixed, notes);
  if (affected.status === null) affected.isPartial = true;
  else if (affected.status !== 'not-affected' && affected.status !== 'undetermined') {
    const events = fixed === null ? [{ introduced: '0' }] : [{ introduced: '0' }, { fixed }];
    affected.ranges = [{ type: 'ECOSYSTEM', repo: null, events }];
  }
  // Asterisks mark an urgency that was derived.
  const urgency = typeof release.urgency === 'string' ? release.urgency.replace(/\*+$/, '') : '';
  const word = URGENCIES.has(urgency) ? wordOf(release.urgency, notes) : null;
  affected.severities = word === null ? [] : [word];
  return affected;
}

/**
 * The word that says most: that it was never there (`0` as the fixed version), that nobody knows, that the release gets no fixes, that
 * it is no security issue in practice, why a fix gets no advisory of its own (`ignored`, `postponed`), else `open` or `resolved`.
 */
function statusOf(release: JsonDocument, fixed: string | null, notes: Notes): string | null {
  const { status, urgency, nodsa_reason: reason } = release;
  if (fixed === '0') return 'not-affected';
  if (status !== 'open' && status !== 'resolved' && status !== 'undetermined') {
    notes.add('a release has a status that is not known');
    return null;
  }
  if (status === 'undetermined') return status;
  if (urgency === 'end-of-life' || urgency === 'unimportant') return urgency;
  if (status === 'resolved' && fixed === null) {
    notes.add('a release is resolved without a version');
    return null;
  }
  return status === 'open' && (reason === 'ignored' || reason === 'postponed') ? reason : status;
}

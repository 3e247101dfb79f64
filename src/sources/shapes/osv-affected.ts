/** Entries of `affected` in OSV's schema, https://ossf.github.io/osv-schema/#affected-fields. */
import type { AdvisorySeverity, AffectedPackage, AffectedRange } from '../../core/advisories.ts';
import { isJsonObject, type JsonDocument, memberOf } from '../../formats/json.ts';
import { ecosystemNamed } from '../ecosystem-names.ts';
import { textOf } from '../fields.ts';
import { MAX_NAME, MAX_RANGES, MAX_SEVERITIES, MAX_URL } from '../limits.ts';
import type { Notes } from '../notes.ts';
import { osvRange, versionsOf } from '../ranges.ts';
import { emptyAffected } from '../record.ts';
import { present, vectorOf, wordOf } from '../severities.ts';

/**
 * The package of an entry; none, with a warning, where it names neither a package nor a repository. An entry without a package is
 * about a repository: it stands under the ecosystem name `GIT` and the repository's address.
 */
export function osvAffected(entry: JsonDocument, notes: Notes): AffectedPackage[] {
  const { ranges, isWhole } = rangesOf(entry.ranges, notes);
  const listed = versionsOf(entry.versions, notes);
  const named = packageOf(entry.package, ranges, notes);
  if (named === null) return [];
  named.ranges = ranges;
  named.versions = listed.versions;
  named.severities = osvSeverities(entry.severity, notes);
  if (!isWhole || !listed.isWhole) named.isPartial = true;
  return [named];
}

function packageOf(value: unknown, ranges: readonly AffectedRange[], notes: Notes): AffectedPackage | null {
  if (isJsonObject(value)) {
    const name = textOf(value.name, MAX_NAME, 'the name of a package', notes);
    const ecosystem = textOf(value.ecosystem, MAX_NAME, 'the name of an ecosystem', notes);
    if (name !== null && ecosystem !== null) {
      const affected = emptyAffected(ecosystemNamed(ecosystem), name);
      affected.purl = textOf(value.purl, MAX_URL, 'a package URL', notes);
      return affected;
    }
  }
  const repository = ranges.flatMap(range => (range.type === 'GIT' ? (range.repo ?? []) : []))[0];
  if (repository !== undefined) return emptyAffected(ecosystemNamed('GIT'), repository);
  notes.add('an affected package without a name was left out');
  return null;
}

function rangesOf(value: unknown, notes: Notes): { ranges: AffectedRange[]; isWhole: boolean } {
  if (value === undefined || value === null) return { ranges: [], isWhole: true };
  if (!Array.isArray(value)) {
    notes.add('the list of ranges is no list');
    return { ranges: [], isWhole: false };
  }
  if (value.length > MAX_RANGES) notes.add(`the list of ranges was cut: it has ${value.length}`);
  const kept = value.slice(0, MAX_RANGES);
  const ranges: AffectedRange[] = [];
  let isWhole = kept.length === value.length;
  for (const entry of kept) {
    const range = osvRange(entry, notes);
    if (range !== null) ranges.push(range);
    // Commits say nothing of versions that other ranges and the list do not.
    else if (memberOf(entry, 'type') !== 'GIT' || kept.length === 1) isWhole = false;
  }
  return { ranges, isWhole };
}

/** https://ossf.github.io/osv-schema/#severity-field: vectors of CVSS, and words under other types. */
export function osvSeverities(value: unknown, notes: Notes): AdvisorySeverity[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    notes.add('the list of severities is no list');
    return [];
  }
  return present(
    value.slice(0, MAX_SEVERITIES).map(entry => {
      const { type, score } = isJsonObject(entry) ? entry : {};
      const isVector = typeof type !== 'string' || type.startsWith('CVSS');
      return isVector ? vectorOf(score, notes) : wordOf(score, notes);
    }),
  );
}

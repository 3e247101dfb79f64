/** One release of a project as a record (pure). */
import type { DependencyRecord, VersionRecord } from '../../core/records.ts';
import { type JsonDocument, memberOf, objectsIn } from '../../formats/json.ts';
import { countOf, dateOf, sha256Integrity } from '../families/registry-api/values.ts';
import { clean, present, webUrl } from '../families/whole-index/text.ts';
import { licensesOf } from './licenses.ts';
import { dependencyOf } from './requirement.ts';

const MAX_FILES = 2_000;
const MAX_DEPENDENCIES = 5_000;

/**
 * A release by its files; facts of the metadata in them come with `info`, which is known of the latest release and of those
 * that are asked for one by one.
 */
export function mapVersion(number: string, files: unknown, info: JsonDocument | null): VersionRecord {
  const found = objectsIn(files, MAX_FILES);
  const first: JsonDocument = found[0] ?? {};
  const dates = found.map(({ upload_time_iso_8601: date }) => dateOf(date)).filter(date => date !== null);
  // A release is yanked when all its files are (https://peps.python.org/pep-0592/).
  const isYanked = found.length > 0 && found.every(({ yanked }) => yanked === true);
  return {
    number,
    publishedAt: dates.sort()[0] ?? null,
    licenses: info === null ? null : licensesOf(info),
    integrity: sha256Integrity(memberOf(first.digests, 'sha256')),
    status: isYanked ? 'yanked' : null,
    metadata: present({
      download_url: webUrl(first.url),
      requires_python: clean(first.requires_python, 300) ?? clean(info?.requires_python, 300),
      yanked: isYanked || null,
      yanked_reason: isYanked ? clean(first.yanked_reason) : null,
      packagetype: clean(first.packagetype, 50),
      python_version: clean(first.python_version, 50),
      size: countOf(first.size),
      has_sig: first.has_sig === true || null,
    }),
    dependencies: info === null ? null : dependenciesOf(info.requires_dist, found),
  };
}

/**
 * Without `requires_dist`: none where there is a wheel, whose metadata tell all of them. Source distributions have long been
 * without, whatever they needed, so of these nothing is known.
 */
function dependenciesOf(value: unknown, files: readonly JsonDocument[]): DependencyRecord[] | null {
  if (!Array.isArray(value))
    return files.some(({ packagetype }) => packagetype === 'bdist_wheel') ? [] : null;
  const found = new Map<string, DependencyRecord>();
  for (const text of value.slice(0, MAX_DEPENDENCIES)) {
    const dependency = dependencyOf(text);
    if (dependency !== null) found.set(JSON.stringify(dependency), dependency);
  }
  return [...found.values()];
}

/** One release of a project as a record (pure). */
import type { DependencyRecord, JsonObject, VersionRecord } from '../../core/records.ts';
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
      ...builtFiles(found, isYanked),
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

/** In UTF-16 code units; of a release with more, nothing is kept of its wheels. */
const MAX_TAGS = 16_384;

/**
 * For whom there are files: of wheels their tags, which are the last three parts of their names
 * (https://packaging.python.org/en/latest/specifications/binary-distribution-format/#file-name-convention), gathered by those of Python
 * and ABI; and whether there is a source distribution. Single files that are yanked do not count.
 */
function builtFiles(files: readonly JsonDocument[], isYanked: boolean): JsonObject {
  // Some indexes name older releases without their files.
  if (files.length === 0) return {};
  const wheels: Record<string, string> = {};
  let length = 0;
  let hasSource = false;
  for (const { filename, packagetype, yanked } of files) {
    if (yanked === true && !isYanked) continue;
    if (packagetype === 'sdist') hasSource = true;
    const tags = typeof filename === 'string' ? WHEEL.exec(filename) : null;
    if (tags === null) continue;
    const key = `${tags[1]}-${tags[2]}`.toLowerCase();
    const platform = tags[3]!.toLowerCase();
    const before = Object.hasOwn(wheels, key) ? `${wheels[key]} ` : '';
    length += platform.length + key.length;
    wheels[key] = before + platform;
  }
  if (length > MAX_TAGS) return hasSource ? { sdist: true } : {};
  const isSourceAlone = hasSource && Object.keys(wheels).length === 0;
  return { sdist: hasSource, ...(isSourceAlone ? {} : { wheels }) };
}

const WHEEL = /-([A-Za-z0-9_.]{1,200})-([A-Za-z0-9_.]{1,200})-([A-Za-z0-9_.]{1,1000})\.whl$/;

/** One version of a package, which has many builds, as a record (pure). */
import type { DependencyRecord, VersionRecord } from '../../core/records.ts';
import { isJsonObject, type JsonDocument, memberOf } from '../../formats/json.ts';
import { conda as scheme } from '../../versions/schemes/conda.ts';
import { countOf, dateOf, sha256Integrity, textsOf, unlessEmpty } from '../families/registry-api/values.ts';
import { clean, present, webUrl } from '../families/whole-index/text.ts';
import type { dependencyKinds } from './kinds.ts';
import { names } from './names.ts';

const MAX_DEPENDENCIES = 2_000;
const MAX_PYTHONS = 30;
/** Milliseconds and seconds since 1970 are told apart by this, the year 2286 in the one and 1970 in the other. */
const SECONDS_END = 10_000_000_000;

/** `files` are the builds of the version. The one that `standing` prefers speaks for all. */
export function mapVersion(number: string, files: readonly JsonDocument[]): VersionRecord {
  const [main = {}] = [...files].sort((a, b) => standing(b) - standing(a));
  const attrs = isJsonObject(main.attrs) ? main.attrs : {};
  const dates = files.map(dateOfBuild).filter(date => date !== null);
  const labels = textsOf(
    files.flatMap(file => (Array.isArray(file.labels) ? file.labels.slice(0, 20) : [])),
    { count: 100_000, length: 100 },
  );
  const subdirs = textsOf(
    files.map(file => memberOf(file.attrs, 'subdir')),
    { count: 100_000, length: 50 },
  );
  const isElsewhere = labels.length > 0 && !labels.includes('main');
  return {
    number,
    publishedAt: dates.sort()[0] ?? null,
    licenses: clean(attrs.license),
    integrity: sha256Integrity(attrs.sha256) ?? sha256Integrity(main.sha256),
    // What turned out not to work is moved to this label, where nobody gets it any more.
    status: isElsewhere && labels.every(label => label === 'broken') ? 'yanked' : null,
    metadata: present({
      arch: clean(attrs.subdir, 50),
      subdirs: subdirs.length > 1 ? subdirs.sort().slice(0, 50) : null,
      download_url: downloadUrl(main.download_url),
      build: clean(attrs.build, 200),
      builds: files.length > 1 ? files.length : null,
      pythons: files.length > 1 ? unlessEmpty(pythonsOf(files)) : null,
      size: countOf(main.size),
      labels: isElsewhere ? unlessEmpty(labels.sort().slice(0, 20)) : null,
    }),
    dependencies: dependenciesOf(attrs),
  };
}

/** Builds for any machine before those for the most common one, then the others; of these the newest. */
function standing(file: JsonDocument): number {
  const subdir = memberOf(file.attrs, 'subdir');
  const labels = file.labels;
  const isMain = !Array.isArray(labels) || labels.includes('main');
  const place = subdir === 'noarch' ? 2 : subdir === 'linux-64' ? 1 : 0;
  const built = (millisOf(file) ?? 0) / 1e13;
  return (isMain ? 4 : 0) + place + Math.min(built, 0.9);
}

function millisOf(file: JsonDocument): number | null {
  const stamp = countOf(memberOf(file.attrs, 'timestamp'));
  if (stamp === null || stamp === 0) return null;
  return stamp < SECONDS_END ? stamp * 1_000 : stamp;
}

/** When it was built, else when it was uploaded: channels that mirror others upload late. */
function dateOfBuild(file: JsonDocument): string | null {
  const millis = millisOf(file);
  const date = millis === null || millis > 253_402_300_799_000 ? null : new Date(millis).toISOString();
  return date ?? dateOf(file.upload_time);
}

/** `//host/path` as well as whole addresses. */
function downloadUrl(value: unknown): string | null {
  const text = clean(value, 2_048);
  return webUrl(text?.startsWith('//') ? `https:${text}` : text);
}

/** For which versions of Python there are builds, as `3.9`; none where one build is for all of them. */
function pythonsOf(files: readonly JsonDocument[]): string[] {
  const found = new Set<string>();
  for (const file of files) {
    // conda-build puts the Python that a build is for into its name: `py39h2bbff1b_0`.
    const [, major, minor] =
      /(?:^|_|np[0-9]{2,4})py(2|3)([0-9]{1,2})(?![0-9.])/.exec(
        clean(memberOf(file.attrs, 'build'), 200) ?? '',
      ) ?? [];
    if (major !== undefined) found.add(`${major}.${minor}`);
  }
  return [...found].sort(scheme.compare).slice(0, MAX_PYTHONS);
}

/** Null where nothing is said of them. */
function dependenciesOf({ depends, constrains }: JsonDocument): DependencyRecord[] | null {
  if (!Array.isArray(depends)) return null;
  const found = new Map<string, DependencyRecord>();
  addSpecs(found, depends, 'runtime');
  if (Array.isArray(constrains)) addSpecs(found, constrains, 'constraint');
  return [...found.values()];
}

/** Each is `name`, `name version` or `name version build`. */
function addSpecs(
  found: Map<string, DependencyRecord>,
  specs: readonly unknown[],
  kind: (typeof dependencyKinds)[number],
): void {
  for (const text of specs.slice(0, MAX_DEPENDENCIES)) {
    const spec = clean(text, 500);
    if (spec === null) continue;
    const space = spec.search(/\s/);
    const name = names.normalise(space < 0 ? spec : spec.slice(0, space));
    if (names.problem(name) !== null) continue;
    const requirement = space < 0 ? null : spec.slice(space).trim() || null;
    found.set(`${kind} ${name} ${requirement}`, { name, requirement, kind, optional: kind === 'constraint' });
  }
}

/** One version of a package as a record (pure). */
import type { DependencyRecord, VersionRecord } from '../../core/records.ts';
import { isJsonObject, type JsonDocument, objectsIn } from '../../formats/json.ts';
import { fragmentOf } from '../families/registry-api/fragments.ts';
import { dateOf } from '../families/registry-api/values.ts';
import { clean, present, webUrl } from '../families/whole-index/text.ts';
import { names } from './names.ts';

const MAX_GROUPS = 200;
const MAX_DEPENDENCIES = 2_000;
const LICENSES = 'https://licenses.nuget.org/';

/** `entry` is the catalog entry of the version. */
export function mapVersion(number: string, entry: JsonDocument): VersionRecord {
  return {
    number,
    // Unlisted versions say the year 1900, which is no date of theirs.
    publishedAt: dateOf(entry.published),
    licenses: licenseOf(entry),
    integrity: null,
    status: isJsonObject(entry.deprecation) ? 'deprecated' : entry.listed === false ? 'unlisted' : null,
    metadata: present({
      listed: entry.listed === false ? false : null,
      deprecation: fragmentOf(deprecationOf(entry.deprecation), 2_000),
      vulnerabilities: fragmentOf(vulnerabilitiesOf(entry.vulnerabilities), 2_000),
      license_url: licenseOf(entry) === null ? webUrl(entry.licenseUrl) : null,
      min_client_version: clean(entry.minClientVersion, 50),
      target_frameworks: targetFrameworksOf(entry.dependencyGroups),
    }),
    dependencies: dependenciesOf(entry.dependencyGroups),
  };
}

/** The expression, also from the address by which nuget.org shows one to old clients. */
export function licenseOf({ licenseExpression, licenseUrl }: JsonDocument): string | null {
  const expression = clean(licenseExpression);
  if (expression !== null) return expression;
  const url = clean(licenseUrl, 1_000);
  if (!url?.startsWith(LICENSES)) return null;
  try {
    return clean(decodeURIComponent(url.slice(LICENSES.length)));
  } catch {
    return null;
  }
}

function deprecationOf(value: unknown): JsonDocument | null {
  if (!isJsonObject(value)) return null;
  const { reasons, message, alternatePackage } = value;
  const alternative = isJsonObject(alternatePackage)
    ? { id: alternatePackage.id, range: alternatePackage.range }
    : null;
  return { reasons, message, alternatePackage: alternative };
}

function vulnerabilitiesOf(value: unknown): JsonDocument[] {
  return objectsIn(value, 20).map(({ advisoryUrl, severity }) => ({ advisoryUrl, severity }));
}

/**
 * The dependencies of all target frameworks: one for each package and range, with the frameworks that have it, unless all
 * frameworks do.
 */
function dependenciesOf(value: unknown): DependencyRecord[] {
  const groups = objectsIn(value, MAX_GROUPS);
  const found = new Map<string, { name: string; requirement: string | null; frameworks: Set<string> }>();
  for (const { targetFramework, dependencies } of groups) {
    const framework = clean(targetFramework, 100) ?? 'any';
    for (const { id, range } of objectsIn(dependencies, MAX_DEPENDENCIES)) {
      const name = names.normalise(clean(id) ?? '');
      if (names.problem(name) !== null) continue;
      const requirement = clean(range, 500);
      const key = `${name} ${requirement}`;
      const known = found.get(key);
      if (known) known.frameworks.add(framework);
      else if (found.size < MAX_DEPENDENCIES)
        found.set(key, { name, requirement, frameworks: new Set([framework]) });
    }
  }
  const all = new Set(groups.map(({ targetFramework }) => clean(targetFramework, 100) ?? 'any')).size;
  return [...found.values()].map(({ name, requirement, frameworks }) => {
    const record: DependencyRecord = { name, requirement, kind: 'runtime', optional: false };
    const isForAll = frameworks.size === all;
    return isForAll ? record : { ...record, qualifiers: { frameworks: [...frameworks].join(',') } };
  });
}

/** All frameworks with a group of their own where they differ: one without dependencies says that it has none. */
function targetFrameworksOf(value: unknown): string[] | null {
  const groups = objectsIn(value, MAX_GROUPS);
  const all = [...new Set(groups.map(({ targetFramework }) => clean(targetFramework, 100) ?? 'any'))];
  const needsNothing = groups.every(({ dependencies }) => objectsIn(dependencies, 1).length === 0);
  return all.length === 0 || needsNothing || (all.length === 1 && all[0] === 'any') ? null : all;
}

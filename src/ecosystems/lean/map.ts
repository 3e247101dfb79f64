/** A package of the manifest as a record (pure). README.md says what each field comes from. */
import type { DependencyRecord, PackageRecord, VersionRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { isJsonObject, type JsonDocument, objectsIn } from '../../formats/json.ts';
import { countOf, dateOf, textsOf, versionNumber } from '../families/registry-api/values.ts';
import { clean, present, webUrl } from '../families/whole-index/text.ts';
import { names } from './names.ts';

const MAX_VERSIONS = 20_000;
const MAX_DEPENDENCIES = 1_000;

/** Null for what names no package. */
export function mapPackage(item: unknown): PackageRecord | null {
  if (!isJsonObject(item)) return null;
  const name = nameOf(item.fullName, item.owner, item.name);
  if (name === null) return null;
  const [source] = objectsIn(item.sources, 10);
  const homepage = webUrl(item.homepage);
  const versions = versionsOf(item.versions, githubOf(source));
  return {
    name,
    namespace: names.namespace(name),
    description: clean(item.description, 10_000),
    homepage,
    ...chooseRepository(
      [
        ['sources.repoUrl', source?.repoUrl],
        ['sources.gitUrl', source?.gitUrl],
      ],
      [['homepage', item.homepage]],
    ),
    licenses: clean(item.license, 500),
    keywords: textsOf(item.keywords, { count: 200, length: 100 }),
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: present({
      stars: countOf(item.stars),
      created_at: dateOf(item.createdAt),
      updated_at: dateOf(item.updatedAt),
      default_branch: clean(source?.defaultBranch, 200),
      git_url: webUrl(source?.gitUrl),
    }),
    latestVersion: newestOf(versions),
    versions,
    versionsComplete: true,
    maintainers: null,
  };
}

function nameOf(fullName: unknown, owner: unknown, base: unknown): string | null {
  const parts = [clean(owner), clean(base)];
  const name = names.normalise(clean(fullName) ?? (parts.includes(null) ? '' : parts.join('/')));
  return names.problem(name) === null ? name : null;
}

/** `owner/name` of a repository on GitHub. */
function githubOf(source: JsonDocument | undefined): string | null {
  return source?.host === 'github' ? clean(source.fullName, 200) : null;
}

/** Each commit once: the same one can stand for several versions, of which the first is the newest. */
function versionsOf(value: unknown, github: string | null): VersionRecord[] {
  const versions = new Map<string, VersionRecord>();
  for (const version of objectsIn(value, MAX_VERSIONS)) {
    const number = versionNumber(version.revision);
    if (number === null || versions.has(number)) continue;
    versions.set(number, {
      number,
      publishedAt: dateOf(version.date),
      licenses: clean(version.license, 500),
      integrity: null,
      status: null,
      metadata: present({
        version: clean(version.version, 200),
        tag: clean(version.tag, 200),
        toolchain: clean(version.toolchain, 200),
        platform_independent:
          typeof version.platformIndependent === 'boolean' ? version.platformIndependent : null,
        github,
      }),
      dependencies: dependenciesOf(version.dependencies),
    });
  }
  return [...versions.values()];
}

/** Commits have no order: the newest is that of the latest date, and of equal dates the first in the manifest. */
function newestOf(versions: readonly VersionRecord[]): string | null {
  let newest: VersionRecord | null = null;
  for (const version of versions)
    if (newest === null || (version.publishedAt ?? '') > (newest.publishedAt ?? '')) newest = version;
  return newest?.number ?? null;
}

function dependenciesOf(value: unknown): DependencyRecord[] | null {
  if (!Array.isArray(value)) return null;
  const records = new Map<string, DependencyRecord>();
  for (const dependency of objectsIn(value, MAX_DEPENDENCIES)) {
    if (dependency.transitive === true) continue;
    const name = nameOf(dependency.fullName, dependency.scope, dependency.name);
    if (name === null || records.has(name)) continue;
    const requirement =
      clean(dependency.inputRev, 500) ?? clean(dependency.rev, 500) ?? clean(dependency.version, 500);
    records.set(name, { name, requirement, kind: 'runtime', optional: false });
  }
  return [...records.values()];
}

/** Entries of pkg_summary as records (pure). README.md says what each field comes from. */
import type { PackageRecord, VersionRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { pkgsrc } from '../../versions/schemes/pkgsrc.ts';
import { latestOf } from '../ecosystem.ts';
import { present, webUrl } from '../families/whole-index/text.ts';
import { dependenciesOf, type PathsOf } from './dependencies.ts';
import { splitPath } from './names.ts';
import { detailsOf, type PackageDetails, type PackageEntry } from './summary.ts';

/** Builds of one version, the newest first. */
type Builds = [PackageEntry, ...PackageEntry[]];

/** All entries of one path make one package, all of one version one version of it. */
export function* mapEntries(entries: Iterable<PackageEntry>): Generator<PackageRecord> {
  const packages = new Map<string, Map<string, Builds>>();
  const paths = new Map<string, Set<string>>();
  for (const entry of entries) {
    const versions = packages.get(entry.path) ?? new Map<string, Builds>();
    packages.set(entry.path, versions);
    const builds = versions.get(entry.version);
    if (builds === undefined) versions.set(entry.version, [entry]);
    else builds.push(entry);
    paths.set(entry.base, (paths.get(entry.base) ?? new Set()).add(entry.path));
  }
  const pathsByBase = new Map([...paths].map(([base, found]) => [base, [...found]]));
  const pathsOf: PathsOf = base => pathsByBase.get(base) ?? [];
  for (const [path, versions] of packages) yield packageRecord(path, versions, pathsOf);
}

function packageRecord(path: string, builds: ReadonlyMap<string, Builds>, pathsOf: PathsOf): PackageRecord {
  for (const some of builds.values()) some.sort((a, b) => compareDates(b, a));
  const read = [...builds.values()].map(some => ({ builds: some, details: detailsOf(some[0]) }));
  const versions = read.map(each => versionRecord(each.builds, each.details, pathsOf));
  const latestVersion = latestOf(versions, pkgsrc);
  const chosen =
    read.find(each => each.builds[0].version === latestVersion) ?? (read[0] as (typeof read)[number]);
  const [latest] = chosen.builds;
  const { details } = chosen;
  const parts = splitPath(path);
  return {
    name: path,
    namespace: parts?.category ?? null,
    description: details.description,
    homepage: webUrl(details.homepage),
    ...chooseRepository([], [['homepage', details.homepage]]),
    licenses: details.license,
    keywords: [...new Set(details.categories?.split(/\s+/, 100))],
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: present({
      pkg_slug: parts?.slug,
      pkgbase: latest.base,
      pkgname_latest: latest.pkgname,
      machine_arch: details.architecture,
      opsys: details.system,
    }),
    latestVersion,
    versions,
    versionsComplete: true,
    maintainers: null,
  };
}

function versionRecord([newest, ...older]: Builds, details: PackageDetails, pathsOf: PathsOf): VersionRecord {
  return {
    number: newest.version,
    publishedAt: newest.buildDate,
    licenses: details.license,
    integrity: null,
    status: null,
    metadata: present({
      pkgname: newest.pkgname,
      // The same version built for several versions of a language.
      variants: older.length > 0 ? older.map(({ pkgname }) => pkgname).slice(0, 100) : undefined,
      file_name: details.fileName,
      file_size: details.fileSize,
      size_pkg: details.installedSize,
      machine_arch: details.architecture,
      opsys: details.system,
      conflicts: details.conflicts.length > 0 ? [...details.conflicts] : undefined,
    }),
    dependencies: dependenciesOf(details.depends, pathsOf),
  };
}

function compareDates(a: PackageEntry, b: PackageEntry): number {
  const before = a.buildDate ?? '';
  const after = b.buildDate ?? '';
  return before < after ? -1 : Number(before !== after);
}

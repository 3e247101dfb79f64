/** Entries of pkg_summary as records (pure). README.md says what each field comes from. */
import type { PackageRecord, VersionRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { pkgsrc } from '../../versions/schemes/pkgsrc.ts';
import { latestOf } from '../ecosystem.ts';
import { present, webUrl } from '../families/whole-index/text.ts';
import { dependenciesOf, type PathsOf } from './dependencies.ts';
import { splitPath } from './names.ts';
import type { PackageEntry } from './summary.ts';

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
  const pathsOf: PathsOf = base => [...(paths.get(base) ?? [])];
  for (const [path, versions] of packages) yield packageRecord(path, versions, pathsOf);
}

function packageRecord(path: string, builds: ReadonlyMap<string, Builds>, pathsOf: PathsOf): PackageRecord {
  for (const some of builds.values()) some.sort((a, b) => compareDates(b, a));
  const versions = [...builds.values()].map(some => versionRecord(some, pathsOf));
  const latestVersion = latestOf(versions, pkgsrc);
  const [latest] = (builds.get(latestVersion ?? '') ?? [...builds.values()][0]) as Builds;
  const homepage = webUrl(latest.homepage);
  return {
    name: path,
    namespace: splitPath(path)?.category ?? null,
    description: latest.description,
    homepage,
    ...chooseRepository([], [['homepage', latest.homepage]]),
    licenses: latest.license,
    keywords: [...new Set(latest.categories?.split(/\s+/, 100))],
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: present({
      pkg_slug: splitPath(path)?.slug,
      pkgbase: latest.base,
      pkgname_latest: latest.pkgname,
      machine_arch: latest.architecture,
      opsys: latest.system,
    }),
    latestVersion,
    versions,
    versionsComplete: true,
    maintainers: null,
  };
}

function versionRecord([newest, ...older]: Builds, pathsOf: PathsOf): VersionRecord {
  return {
    number: newest.version,
    publishedAt: dateOf(newest.buildDate),
    licenses: newest.license,
    integrity: null,
    status: null,
    metadata: present({
      pkgname: newest.pkgname,
      // The same version built for several versions of a language.
      variants: older.length > 0 ? older.map(({ pkgname }) => pkgname).slice(0, 100) : undefined,
      file_name: newest.fileName,
      file_size: newest.fileSize,
      size_pkg: newest.installedSize,
      machine_arch: newest.architecture,
      opsys: newest.system,
      conflicts: newest.conflicts.length > 0 ? [...newest.conflicts] : undefined,
    }),
    dependencies: dependenciesOf(newest.depends, pathsOf),
  };
}

const compareDates = (a: PackageEntry, b: PackageEntry) =>
  (dateOf(a.buildDate) ?? '') < (dateOf(b.buildDate) ?? '')
    ? -1
    : Number(dateOf(a.buildDate) !== dateOf(b.buildDate));

/** `2025-01-01 00:00:00 +0000` as ISO 8601; null for what is no such date. */
export function dateOf(text: string | null): string | null {
  const parts = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)$/.exec(text ?? '');
  if (parts === null) return null;
  const time = Date.parse(`${parts[1]}T${parts[2]}${parts[3]}:${parts[4]}`);
  return time > 0 ? new Date(time).toISOString() : null;
}

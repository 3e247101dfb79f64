/** Packages of packagesite as records (pure). README.md says what each field comes from. */
import type { PackageRecord, VersionRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { freebsd } from '../../versions/schemes/freebsd.ts';
import { latestOf } from '../ecosystem.ts';
import { personOf, present, webUrl } from '../families/whole-index/text.ts';
import type { PackageEntry } from './packagesite.ts';

/** All entries of one name make one package: one version for each version string, of which the last entry speaks. */
export function* mapEntries(entries: Iterable<PackageEntry>): Generator<PackageRecord> {
  const packages = new Map<string, Map<string, PackageEntry>>();
  for (const entry of entries) {
    const versions = packages.get(entry.name) ?? new Map<string, PackageEntry>();
    packages.set(entry.name, versions.set(entry.version, entry));
  }
  for (const versions of packages.values()) yield packageRecord(versions);
}

function packageRecord(entries: ReadonlyMap<string, PackageEntry>): PackageRecord {
  const versions = [...entries.values()].map(versionRecord);
  const latestVersion = latestOf(versions, freebsd);
  const latest = (entries.get(latestVersion ?? '') ?? [...entries.values()][0]) as PackageEntry;
  const homepage = webUrl(latest.www);
  const person = personOf(latest.maintainer, 'maintainer');
  return {
    name: latest.name,
    namespace: latest.origin?.includes('/') ? (latest.origin.split('/', 1)[0] as string) || null : null,
    description: latest.comment,
    homepage,
    ...chooseRepository([], [['www', latest.www]]),
    licenses: licensesOf(latest),
    keywords: latest.categories,
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: present({
      origin: latest.origin,
      maintainer: latest.maintainer,
      abi: latest.metadata.abi,
      arch: latest.metadata.arch,
      categories: latest.categories.length > 0 ? latest.categories : undefined,
      licenses: latest.licenses.length > 0 ? latest.licenses : undefined,
      licenselogic: latest.licenseLogic,
    }),
    latestVersion,
    versions,
    versionsComplete: true,
    maintainers: person === null ? [] : [person],
  };
}

function versionRecord(entry: PackageEntry): VersionRecord {
  return {
    number: entry.version,
    publishedAt: dateOf(entry.built),
    licenses: licensesOf(entry),
    integrity: integrityOf(entry.sum),
    status: null,
    metadata: entry.metadata,
    dependencies: entry.dependencies.map(([name, origin]) => ({
      name,
      // The version in the index is the one that it was built with, not one that it asks for.
      requirement: null,
      kind: 'runtime',
      optional: false,
      ...(origin !== null && { qualifiers: { origin } }),
    })),
  };
}

function licensesOf({ licenses }: PackageEntry): string | null {
  return licenses.length > 0 ? licenses.join(',') : null;
}

/** `sum` is the SHA-256 of the file in hexadecimal digits; null for a digest of another kind (`2$2$...`). */
function integrityOf(sum: string | null): string | null {
  return sum !== null && /^[0-9a-f]+$/i.test(sum) ? `sha256-${sum.toLowerCase()}` : null;
}

/** `2026-03-08T07:53:54+0000` as ISO 8601 in UTC; null for what is no such date. */
export function dateOf(text: string | null): string | null {
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:Z|([+-]\d\d):?(\d\d))$/.exec(text ?? '');
  if (parts === null) return null;
  const time = Date.parse(`${parts[1]}${parts[2] ? `${parts[2]}:${parts[3]}` : 'Z'}`);
  return time > 0 ? new Date(time).toISOString() : null;
}

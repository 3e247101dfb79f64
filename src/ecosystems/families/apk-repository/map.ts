/** Entries of an index as records (pure). All entries of one name make one package: one version for each version string. */
import type { PackageRecord, VersionRecord } from '../../../core/records.ts';
import { chooseRepository } from '../../../core/repository-candidates.ts';
import { apk } from '../../../versions/schemes/apk.ts';
import { latestOf } from '../../ecosystem.ts';
import { dateOfSeconds, personOf, present, webUrl } from '../whole-index/text.ts';
import { dependenciesOf, type Providers, providersOf } from './dependencies.ts';
import type { PackageEntry } from './package-entry.ts';

export interface MapOptions {
  /** True when every repository of the registry was read. */
  isComplete: boolean;
  maintainerPage(name: string): string;
}

/** The records of all entries of a registry, in the order in which their names come first. */
export function* mapEntries(entries: readonly PackageEntry[], options: MapOptions): Generator<PackageRecord> {
  const providers = providersOf(entries);
  const groups = new Map<string, PackageEntry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.name);
    if (group === undefined) groups.set(entry.name, [entry]);
    // A version in two repositories, or twice in one, is the one that comes first.
    else if (group.every(other => other.version !== entry.version)) group.push(entry);
  }
  for (const group of groups.values()) yield packageRecord(group, providers, options);
}

function packageRecord(
  entries: readonly PackageEntry[],
  providers: Providers,
  { isComplete, maintainerPage }: MapOptions,
): PackageRecord {
  const versions = entries.map(entry => versionRecord(entry, providers));
  const latestVersion = latestOf(versions, apk);
  const latest = entries.find(({ version }) => version === latestVersion) ?? (entries[0] as PackageEntry);
  const homepage = webUrl(latest.url);
  const person = personOf(latest.maintainer, 'maintainer');
  const url = person?.name ? maintainerPage(person.name) : null;
  return {
    name: latest.name,
    namespace: latest.repository || null,
    description: latest.description,
    homepage,
    ...chooseRepository([], [['url', latest.url]]),
    licenses: latest.license,
    keywords: [],
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: present({
      repository: latest.repository,
      architecture: latest.architecture,
      origin: latest.origin,
    }),
    latestVersion,
    versions,
    versionsComplete: isComplete,
    maintainers: person === null ? [] : [{ ...person, url }],
  };
}

function versionRecord(entry: PackageEntry, providers: Providers): VersionRecord {
  return {
    number: entry.version,
    publishedAt: dateOfSeconds(entry.built),
    licenses: entry.license,
    integrity: null,
    status: null,
    metadata: present({
      repository: entry.repository,
      architecture: entry.architecture,
      origin: entry.origin,
      commit: entry.commit,
      checksum: entry.checksum,
      size: entry.size,
      installed_size: entry.installedSize,
      depends: entry.depends,
      provides: entry.provides,
      provider_priority: entry.providerPriority,
      install_if: entry.installIf,
    }),
    dependencies: dependenciesOf(entry, providers),
  };
}

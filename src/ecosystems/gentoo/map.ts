/** Cache entries as records (pure). README.md says what each field comes from. */
import type { PackageRecord, VersionRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { latestOf } from '../ecosystem.ts';
import { clean, dateOfSeconds, present, webUrl } from '../families/whole-index/text.ts';
import type { CacheEntry } from './cache-entry.ts';
import { dependenciesOf } from './dependencies.ts';
import { names } from './names.ts';
import { versions as rules } from './versions.ts';

/** The records of a category, from all its entries: those of one name make one package. */
export function* mapCategory(entries: Iterable<CacheEntry>): Generator<PackageRecord> {
  const packages = new Map<string, Map<string, CacheEntry>>();
  for (const entry of entries) {
    const versions = packages.get(entry.name) ?? new Map<string, CacheEntry>();
    packages.set(entry.name, versions.set(entry.version, entry));
  }
  for (const [name, versions] of packages) yield packageRecord(name, versions);
}

function packageRecord(name: string, entries: ReadonlyMap<string, CacheEntry>): PackageRecord {
  const versions = [...entries.values()].map(versionRecord);
  const latestVersion = latestOf(versions, rules);
  const { fields } = (entries.get(latestVersion ?? '') ?? [...entries.values()][0]) as CacheEntry;
  const homepages = wordsOf(fields.get('HOMEPAGE')).flatMap(word => webUrl(word) ?? []);
  return {
    name,
    namespace: names.namespace(name),
    description: clean(fields.get('DESCRIPTION')),
    homepage: homepages[0] ?? null,
    ...chooseRepository(
      [],
      homepages.map(url => ['HOMEPAGE', url]),
    ),
    licenses: clean(fields.get('LICENSE'), 2_000),
    keywords: [...new Set(wordsOf(fields.get('KEYWORDS')))],
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: present({ slot: clean(fields.get('SLOT')) }),
    latestVersion,
    versions,
    versionsComplete: true,
    maintainers: null,
  };
}

function versionRecord({ version, fields, modified }: CacheEntry): VersionRecord {
  return {
    number: version,
    publishedAt: dateOfSeconds(String(modified)),
    licenses: clean(fields.get('LICENSE'), 2_000),
    integrity: null,
    status: null,
    metadata: present({
      slot: clean(fields.get('SLOT')),
      keywords: clean(fields.get('KEYWORDS')),
      eapi: clean(fields.get('EAPI')),
      iuse: clean(fields.get('IUSE'), 5_000),
      ebuild_md5: clean(fields.get('_md5_')),
      download_url: wordsOf(fields.get('SRC_URI'))
        .map(webUrl)
        .find(url => url !== null),
    }),
    dependencies: dependenciesOf(fields),
  };
}

function wordsOf(text: string | undefined): string[] {
  return text === undefined ? [] : text.split(/\s+/, 1_000).filter(word => word !== '');
}

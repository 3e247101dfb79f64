/** A package as a record (pure). README.md says what each field comes from. */
import type { PackageRecord, VersionRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import type { JsonDocument } from '../../formats/json.ts';
import { memberOf } from '../../formats/json.ts';
import { npm as scheme } from '../../versions/schemes/npm.ts';
import { latestOf } from '../ecosystem.ts';
import { textsOf } from '../families/registry-api/values.ts';
import type { Repository } from '../families/tag-backed/repository.ts';
import { clean, present, webUrl } from '../families/whole-index/text.ts';
import { dependenciesOf } from './schema.ts';

export interface PackageFacts {
  name: string;
  /** What the registry says: an address; null where it says none. */
  url: string | null;
  /** Null where the address is none of a forge that the index of repositories can know. */
  repository: Repository | null;
  /** bower.json of the default branch; null where there is none. */
  manifest: JsonDocument | null;
  versions: VersionRecord[];
  isComplete: boolean;
  /** bower.json by tag, of those tags for which it was read. */
  manifests: ReadonlyMap<string, JsonDocument>;
}

export function mapPackage(facts: PackageFacts): PackageRecord {
  const { name, url, repository, manifest, isComplete, manifests } = facts;
  const versions = facts.versions.map(version => {
    const file = manifests.get(version.number);
    return file === undefined ? version : { ...version, dependencies: dependenciesOf(file) };
  });
  const limits = { count: 100, length: 200 };
  const keywords = textsOf(memberOf(manifest, 'keywords'), limits);
  return {
    name,
    namespace: null,
    description: clean(memberOf(manifest, 'description'), 10_000) ?? repository?.description ?? null,
    homepage: webUrl(memberOf(manifest, 'homepage')) ?? repository?.homepage ?? null,
    ...chooseRepository([
      ['full_name', repository?.url, repository?.fullName],
      ['url', url],
    ]),
    licenses: licensesOf(memberOf(manifest, 'license')) ?? repository?.license ?? null,
    keywords: keywords.length > 0 ? keywords : (repository?.keywords ?? []),
    status: null,
    downloads: null,
    fundingLinks: repository?.fundingLinks ?? [],
    metadata: present({
      default_branch: repository?.defaultBranch,
      archived: repository?.isArchived ? true : null,
    }),
    latestVersion: latestOf(versions, scheme),
    versions,
    versionsComplete: isComplete,
    maintainers: null,
  };
}

/** A text or a list of texts. */
function licensesOf(license: unknown): string | null {
  const list = textsOf(Array.isArray(license) ? license : [license], { count: 20, length: 200 });
  return list.length > 0 ? list.join(',') : null;
}

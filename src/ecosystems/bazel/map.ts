/** A module as a record (pure). README.md says what each field comes from. */
import type { MaintainerRecord, PackageRecord, VersionRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { type JsonDocument, memberOf, objectsIn } from '../../formats/json.ts';
import { latestOf } from '../ecosystem.ts';
import { textsOf } from '../families/registry-api/values.ts';
import { clean, present, webUrl } from '../families/whole-index/text.ts';
import { type ModuleFile, parseMetadata, type Source } from './schema.ts';
import { versions as scheme } from './versions.ts';

export interface VersionFiles {
  source: Source | null;
  module: ModuleFile | null;
}

/** From `metadata.json` and the files of those versions for which they were read. @throws UpstreamError `malformed`. */
export function mapModule(
  name: string,
  metadata: Uint8Array,
  files: ReadonlyMap<string, VersionFiles>,
): PackageRecord {
  const { document, numbers } = parseMetadata(metadata, name);
  const versions = numbers.map(number =>
    versionRecord(number, document.yanked_versions, files.get(number) ?? null),
  );
  const homepage = webUrl(document.homepage);
  const repositories = textsOf(document.repository, { count: 10, length: 500 });
  const deprecated = clean(document.deprecated, 2_000);
  return {
    name,
    namespace: null,
    description: null,
    homepage,
    ...chooseRepository(
      repositories.map(address => ['repository', address]),
      [['homepage', document.homepage]],
    ),
    licenses: null,
    keywords: [],
    status: deprecated === null ? null : 'deprecated',
    downloads: null,
    fundingLinks: [],
    metadata: present({
      deprecated,
      // Where there are several, the first is the repository.
      repositories: repositories.length > 1 ? repositories : null,
    }),
    latestVersion: latestOf(versions, scheme),
    versions,
    versionsComplete: true,
    maintainers: maintainersOf(document),
  };
}

function versionRecord(number: string, yanked: unknown, files: VersionFiles | null): VersionRecord {
  const reason = memberOf(yanked, number);
  const isYanked = typeof reason === 'string';
  return {
    number,
    publishedAt: null,
    licenses: null,
    integrity: files?.source?.integrity ?? null,
    status: isYanked ? 'yanked' : null,
    metadata: present({
      ...files?.source?.metadata,
      compatibility_level: files?.module?.compatibilityLevel,
      yanked_reason: isYanked ? clean(reason, 2_000) : null,
    }),
    dependencies: files?.module?.dependencies ?? null,
  };
}

/** By the id of the account at GitHub, which survives a new login; else by login, else by e-mail. */
function maintainersOf({ maintainers }: JsonDocument): MaintainerRecord[] {
  const found = new Map<string, MaintainerRecord>();
  const logins = new Set<string>();
  for (const person of objectsIn(maintainers, 500)) {
    const login = clean(person.github, 100);
    const email = clean(person.email, 254);
    const id = Number.isSafeInteger(person.github_user_id) ? String(person.github_user_id) : null;
    const uuid = id ?? login?.toLowerCase() ?? email?.toLowerCase();
    if (uuid === undefined || found.has(uuid) || (login !== null && logins.has(login.toLowerCase())))
      continue;
    if (login !== null) logins.add(login.toLowerCase());
    found.set(uuid, { uuid, login, name: clean(person.name, 200), email, url: null, role: null });
  }
  return [...found.values()];
}

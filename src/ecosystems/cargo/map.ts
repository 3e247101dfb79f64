/** The documents of a crate as a record (pure). README.md says what each field comes from. */
import { UpstreamError } from '../../core/errors.ts';
import type {
  DependencyRecord,
  Downloads,
  JsonObject,
  MaintainerRecord,
  PackageRecord,
  VersionRecord,
} from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { isJsonObject, type JsonDocument, memberOf, objectsIn, parseJsonObject } from '../../formats/json.ts';
import { cargo } from '../../versions/schemes/cargo.ts';
import { latestOf } from '../ecosystem.ts';
import { fragmentOf } from '../families/registry-api/fragments.ts';
import { countOf, dateOf, sha256Integrity, textsOf, versionNumber } from '../families/registry-api/values.ts';
import { clean, present, webUrl } from '../families/whole-index/text.ts';
import { names, sameCrate } from './names.ts';
import { parseIndex } from './sparse-index.ts';

const MAX_VERSIONS = 50_000;
const MAX_OWNERS = 1_000;
const FRAGMENT = 1_000;
/** Features decide what a crate depends on; few crates have more than some hundred bytes of them. */
const FEATURES = 32_000;

/** The answers of the registry for one crate; null for what it has not. */
export interface CrateDocuments {
  /** `/api/v1/crates/{name}` */
  crate: Uint8Array;
  /** `/api/v1/crates/{name}/owners` */
  owners: Uint8Array | null;
  /** The crate's file in the sparse index. */
  index: Uint8Array | null;
}

/**
 * @param asked The name that was asked for; the record has the registry's spelling of it.
 * @throws UpstreamError `malformed` for what is no crate, or another one.
 */
export function mapCrate(asked: string, documents: CrateDocuments): PackageRecord {
  const document = parseJsonObject(documents.crate, `crate ${asked}`);
  const crate = isJsonObject(document.crate) ? document.crate : {};
  const name = clean(crate.name, 100) ?? '';
  if (names.problem(name) !== null || !sameCrate(name, asked))
    throw malformed(asked, 'it is of another crate');
  if (!Array.isArray(document.versions)) throw malformed(asked, 'no list of versions');
  if (document.versions.length > MAX_VERSIONS) throw malformed(asked, `more than ${MAX_VERSIONS} versions`);

  const needs = documents.index === null ? null : parseIndex(documents.index, name);
  const versions = new Map<string, VersionRecord>();
  for (const listed of objectsIn(document.versions, MAX_VERSIONS)) {
    const number = versionNumber(listed.num);
    if (number !== null) versions.set(number, mapVersion(number, listed, needs?.get(number) ?? null));
  }
  const latestVersion = latestOf([...versions.values()], cargo);
  const homepage = webUrl(crate.homepage);
  return {
    name,
    namespace: names.namespace(),
    description: clean(crate.description, 16_384),
    homepage,
    ...chooseRepository([['repository', crate.repository]], [['homepage', crate.homepage]]),
    licenses: versions.get(latestVersion ?? '')?.licenses ?? null,
    keywords: textsOf(crate.keywords, { count: 100, length: 200 }),
    status: null,
    downloads: downloadsOf(crate),
    fundingLinks: [],
    metadata: present({
      categories: fragmentOf(crate.categories, FRAGMENT),
      documentation: webUrl(crate.documentation),
      recent_downloads: countOf(crate.recent_downloads),
    }),
    latestVersion,
    versions: [...versions.values()],
    versionsComplete: true,
    maintainers: ownersOf(name, documents.owners),
  };
}

function mapVersion(
  number: string,
  listed: JsonDocument,
  dependencies: DependencyRecord[] | null,
): VersionRecord {
  return {
    number,
    publishedAt: dateOf(listed.created_at),
    licenses: clean(listed.license, 500),
    integrity: sha256Integrity(listed.checksum),
    status: listed.yanked === true ? 'yanked' : null,
    metadata: versionMetadata(listed),
    dependencies,
  };
}

/** What else is worth keeping for every version, small on purpose. */
function versionMetadata(listed: JsonDocument): JsonObject {
  return present({
    yank_message: listed.yanked === true ? clean(listed.yank_message) : null,
    published_by: clean(memberOf(listed.published_by, 'login'), 200),
    crate_size: countOf(listed.crate_size),
    rust_version: clean(listed.rust_version, 50),
    edition: clean(listed.edition, 20),
    features: fragmentOf(listed.features, FEATURES),
    lib_links: clean(listed.lib_links, 200),
    has_lib: listed.has_lib === false ? false : null,
    bin_names: fragmentOf(listed.bin_names, FRAGMENT),
  });
}

function downloadsOf(crate: JsonDocument): Downloads | null {
  const count = countOf(crate.downloads);
  return count === null ? null : { count, period: 'total' };
}

/** Users are told apart by their ids, teams by their names: an id of a team can be that of a user. */
function ownersOf(name: string, bytes: Uint8Array | null): MaintainerRecord[] | null {
  if (bytes === null) return null;
  const { users } = parseJsonObject(bytes, `owners of ${name}`);
  if (!Array.isArray(users)) throw malformed(name, 'no list of owners');
  const records = new Map<string, MaintainerRecord>();
  for (const owner of objectsIn(users, MAX_OWNERS)) {
    const login = clean(owner.login, 200);
    const id = countOf(owner.id);
    const isTeam = owner.kind === 'team';
    const uuid = isTeam ? login : id === null ? null : String(id);
    if (uuid === null || records.has(uuid)) continue;
    records.set(uuid, {
      uuid,
      login,
      name: clean(owner.name, 200),
      email: null,
      url: webUrl(owner.url),
      role: isTeam ? 'team' : null,
    });
  }
  return [...records.values()];
}

function malformed(name: string, problem: string): UpstreamError {
  return new UpstreamError('malformed', `crate ${name}: ${problem}`);
}

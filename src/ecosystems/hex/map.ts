/** The documents of a package as a record (pure). README.md says what each field comes from. */
import { UpstreamError } from '../../core/errors.ts';
import type {
  Downloads,
  JsonObject,
  MaintainerRecord,
  PackageRecord,
  VersionRecord,
} from '../../core/records.ts';
import { isJsonObject, type JsonDocument, memberOf, objectsIn, parseJsonObject } from '../../formats/json.ts';
import { hex } from '../../versions/schemes/hex.ts';
import { latestOf } from '../ecosystem.ts';
import { fragmentOf } from '../families/registry-api/fragments.ts';
import { countOf, dateOf, textsOf, versionNumber } from '../families/registry-api/values.ts';
import { clean, present } from '../families/whole-index/text.ts';
import { linksOf } from './declared-links.ts';
import { names } from './names.ts';
import type { Release, Retirement } from './registry.ts';

const MAX_VERSIONS = 20_000;
const MAX_OWNERS = 1_000;
const TEXTS = { count: 50, length: 200 };

/**
 * @param bytes `/api/packages/{name}`
 * @param releases what is known of single releases, by version; releases that are not among them keep their dependencies
 * unknown.
 * @throws UpstreamError `malformed` for what is no package, or another one.
 */
export function mapPackage(
  name: string,
  bytes: Uint8Array,
  releases: ReadonlyMap<string, Release>,
): PackageRecord {
  const document = parseJsonObject(bytes, `package ${name}`);
  if (document.name !== name) throw malformed(name, 'it is of another package');
  if (!Array.isArray(document.releases)) throw malformed(name, 'no list of releases');
  if (document.releases.length > MAX_VERSIONS) throw malformed(name, `more than ${MAX_VERSIONS} releases`);

  const versions = new Map<string, VersionRecord>();
  for (const listed of objectsIn(document.releases, MAX_VERSIONS)) {
    const number = versionNumber(listed.version);
    if (number === null) continue;
    const retired = retirementOf(memberOf(document.retirements, number));
    versions.set(number, mapVersion(number, listed, releases.get(number), retired));
  }
  const meta = isJsonObject(document.meta) ? document.meta : {};
  const { homepage, repository, fundingLinks } = linksOf(meta.links);
  return {
    name,
    namespace: names.namespace(),
    description: clean(meta.description, 16_384),
    homepage,
    ...repository,
    licenses: textsOf(meta.licenses, TEXTS).join(',') || null,
    keywords: [],
    status: null,
    downloads: downloadsOf(document.downloads),
    fundingLinks,
    metadata: present({
      links: fragmentOf(meta.links, 4_000),
      downloads_recent: countOf(memberOf(document.downloads, 'recent')),
      // A list of names, of packages of the first years.
      maintainers: fragmentOf(textsOf(meta.maintainers, TEXTS), 4_000),
    }),
    latestVersion: latestOf([...versions.values()], hex),
    versions: [...versions.values()],
    versionsComplete: true,
    maintainers: ownersOf(document.owners),
  };
}

function mapVersion(
  number: string,
  listed: JsonDocument,
  release: Release | undefined,
  retired: Retirement | null,
): VersionRecord {
  const retirement = release?.retirement ?? retired;
  return {
    number,
    publishedAt: dateOf(listed.inserted_at),
    licenses: null,
    integrity: release?.integrity ?? null,
    status: retirement === null ? null : 'retired',
    metadata: present({
      has_docs: listed.has_docs === false ? false : null,
      retirement: retirement === null ? null : present({ ...retirement }),
    }) satisfies JsonObject,
    dependencies: release?.dependencies ?? null,
  };
}

export function retirementOf(value: unknown): Retirement | null {
  if (!isJsonObject(value)) return null;
  return { reason: clean(value.reason, 100), message: clean(value.message) };
}

function downloadsOf(value: unknown): Downloads | null {
  const count = countOf(memberOf(value, 'all'));
  return count === null ? null : { count, period: 'total' };
}

function ownersOf(value: unknown): MaintainerRecord[] | null {
  if (!Array.isArray(value)) return null;
  const records = new Map<string, MaintainerRecord>();
  for (const owner of objectsIn(value, MAX_OWNERS)) {
    const login = clean(owner.username, 200);
    if (login === null || records.has(login)) continue;
    const email = clean(owner.email, 254);
    records.set(login, {
      uuid: login,
      login,
      name: clean(owner.full_name, 200),
      email: email !== null && /^[^\s@]+@[^\s@]+$/.test(email) ? email : null,
      url: null,
      role: clean(owner.level, 100),
    });
  }
  return [...records.values()];
}

function malformed(name: string, problem: string): UpstreamError {
  return new UpstreamError('malformed', `package ${name}: ${problem}`);
}

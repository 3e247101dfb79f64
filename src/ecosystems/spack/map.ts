/** The document of a package as a record (pure). README.md says what each field comes from. */
import { UpstreamError } from '../../core/errors.ts';
import type { DependencyRecord, MaintainerRecord, PackageRecord, VersionRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { isJsonObject, type JsonDocument, objectsIn, parseJsonObject } from '../../formats/json.ts';
import { latestOf } from '../ecosystem.ts';
import { textsOf, unlessEmpty, versionNumber } from '../families/registry-api/values.ts';
import { clean, present, webUrl } from '../families/whole-index/text.ts';
import { names } from './names.ts';
import { versions as rules } from './versions.ts';

const MAX_VERSIONS = 20_000;
const MAX_DEPENDENCIES = 5_000;
const NAMES = { count: 500, length: 200 };
const DIGESTS: readonly [algorithm: string, digits: number][] = [
  ['sha256', 64],
  ['sha512', 128],
  ['sha384', 96],
  ['sha1', 40],
  ['md5', 32],
];
/** https://docs.github.com/enterprise-cloud@latest/admin/managing-iam/iam-configuration-reference/username-considerations-for-external-authentication */
const LOGIN = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$/;

/** @throws UpstreamError `malformed` for what is no document of that package. */
export function mapPackage(name: string, bytes: Uint8Array): PackageRecord {
  const document = parseJsonObject(bytes, `package ${name}`);
  if (typeof document.name !== 'string' || names.normalise(document.name) !== name)
    throw new UpstreamError('malformed', `package ${name}: a document of another package`);
  const homepage = webUrl(document.homepage);
  const versions = versionsOf(document, name);
  return {
    name,
    namespace: null,
    description: clean(document.description, 10_000),
    homepage,
    ...chooseRepository([], [['homepage', document.homepage]]),
    licenses: null,
    keywords: [],
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: present({
      aliases: unlessEmpty(textsOf(document.aliases, NAMES)),
      build_system: clean(document.build_system, 200),
      variants: unlessEmpty(namesIn(document.variants)),
    }),
    latestVersion: latestOf(versions, rules),
    versions,
    versionsComplete: true,
    maintainers: maintainersOf(document.maintainers),
  };
}

/** Names, or objects that have one. */
function namesIn(value: unknown): string[] {
  return Array.isArray(value)
    ? textsOf(
        value.map(item => (isJsonObject(item) ? item.name : item)),
        NAMES,
      )
    : [];
}

function versionsOf(document: JsonDocument, name: string): VersionRecord[] {
  const dependencies = dependenciesOf(document.dependencies, name);
  const found = new Map<string, VersionRecord>();
  for (const version of objectsIn(document.versions, MAX_VERSIONS)) {
    const number = versionNumber(version.name);
    if (number === null || found.has(number)) continue;
    found.set(number, {
      number,
      publishedAt: null,
      licenses: null,
      integrity: integrityOf(version),
      status: version.deprecated === true ? 'deprecated' : null,
      metadata: present({
        branch: clean(version.branch, 200),
        tag: clean(version.tag, 200),
        commit: clean(version.commit, 100),
      }),
      dependencies,
    });
  }
  return [...found.values()];
}

/** The first digest that there is, as it is written. */
function integrityOf(version: JsonDocument): string | null {
  for (const [algorithm, digits] of DIGESTS) {
    const digest = clean(version[algorithm], 200)?.toLowerCase();
    if (digest?.length === digits && /^[0-9a-f]+$/.test(digest)) return `${algorithm}-${digest}`;
  }
  return null;
}

/** The document does not say of which versions, under which conditions or when in a build they are needed. */
function dependenciesOf(value: unknown, own: string): DependencyRecord[] {
  const list = objectsIn(value, MAX_DEPENDENCIES).map(({ name }) =>
    names.normalise(clean(name, 1_000) ?? ''),
  );
  return [...new Set(list)]
    .filter(name => name !== own && names.problem(name) === null)
    .map(name => ({ name, requirement: null, kind: 'runtime', optional: false }));
}

/** Logins at GitHub. */
function maintainersOf(value: unknown): MaintainerRecord[] | null {
  if (!Array.isArray(value)) return null;
  const logins = new Map(
    textsOf(value, NAMES)
      .map(text => text.replace(/^@/, ''))
      .filter(login => LOGIN.test(login))
      .map(login => [login.toLowerCase(), login]),
  );
  return [...logins.values()].map(login => ({
    uuid: login,
    login,
    name: null,
    email: null,
    url: `https://github.com/${login}`,
    role: null,
  }));
}

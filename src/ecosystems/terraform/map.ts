/** A module as a record (pure). README.md says what each field comes from. */
import type { DependencyRecord, JsonObject, PackageRecord, VersionRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { type JsonDocument, memberOf, objectsIn } from '../../formats/json.ts';
import { npm as scheme } from '../../versions/schemes/npm.ts';
import { latestOf } from '../ecosystem.ts';
import { countOf, dateOf, unlessEmpty, versionNumber } from '../families/registry-api/values.ts';
import { clean, present, webUrl } from '../families/whole-index/text.ts';
import type { dependencyKinds } from './kinds.ts';
import { names } from './names.ts';
import { parseModule, parseVersions } from './schema.ts';

const MAX_PROVIDERS = 50;
const MAX_SUBMODULES = 200;
const MAX_MODULES = 500;

/**
 * From the two answers of the registry. The name is the registry's own spelling.
 *
 * @throws UpstreamError `malformed`.
 */
export function mapModule(asked: string, module: Uint8Array, list: Uint8Array): PackageRecord {
  const { document, name } = parseModule(module, asked);
  const newest = versionNumber(document.version);
  const versions = new Map<string, VersionRecord>();
  for (const version of parseVersions(list, asked)) {
    const record = versionRecord(version.version as string, version);
    if (!versions.has(record.number)) versions.set(record.number, record);
  }
  if (newest !== null) {
    const known = versions.get(newest) ?? versionRecord(newest, null);
    const metadata = { ...known.metadata, ...present({ tag: clean(document.tag, 200) }) };
    versions.set(newest, { ...known, publishedAt: dateOf(document.published_at), metadata });
  }
  const all = [...versions.values()];
  const homepage = webUrl(document.source);
  const downloads = countOf(document.downloads);
  return {
    name,
    namespace: names.namespace(name),
    description: clean(document.description, 10_000),
    homepage,
    ...chooseRepository([['source', document.source]]),
    licenses: null,
    keywords: [],
    status: deprecation(document) === null ? null : 'deprecated',
    downloads: downloads === null ? null : { count: downloads, period: 'total' },
    fundingLinks: [],
    metadata: present({
      provider: clean(document.provider, 64),
      owner: clean(document.owner, 200),
      verified: typeof document.verified === 'boolean' ? document.verified : null,
      deprecation: deprecation(document),
    }),
    latestVersion: latestOf(all, scheme),
    versions: all,
    versionsComplete: true,
    maintainers: null,
  };
}

function versionRecord(number: string, version: JsonDocument | null): VersionRecord {
  const said = deprecation(version);
  return {
    number,
    publishedAt: null,
    licenses: null,
    integrity: null,
    status: said === null ? null : 'deprecated',
    metadata: present({ deprecation: said, providers: unlessEmpty(providersOf(memberOf(version, 'root'))) }),
    dependencies: version === null ? null : dependenciesOf(version),
  };
}

/** Null where it is not deprecated; what is said about it, else an empty object. */
function deprecation(document: JsonDocument | null): JsonObject | null {
  const said = memberOf(document, 'deprecation');
  if (typeof said !== 'object' || said === null || Array.isArray(said)) return null;
  return present({ reason: clean(memberOf(said, 'reason'), 2_000), link: webUrl(memberOf(said, 'link')) });
}

/** Providers are no modules and so no packages here: `{"aws": ">= 5.0"}`, by their addresses. */
function providersOf(root: unknown): JsonObject {
  const providers: JsonObject = {};
  for (const provider of objectsIn(memberOf(root, 'providers'), MAX_PROVIDERS)) {
    const name = clean(provider.source, 200) ?? clean(provider.name, 200);
    if (name !== null && name !== '__proto__') providers[name] = clean(provider.version, 500) ?? '*';
  }
  return providers;
}

type Kind = (typeof dependencyKinds)[number];

/** The modules of the registry that a version calls, at its root and in its submodules. */
function dependenciesOf(version: JsonDocument): DependencyRecord[] {
  const records = new Map<string, DependencyRecord>();
  const add = (kind: Kind, part: unknown, submodule: string | null) => {
    for (const called of objectsIn(memberOf(part, 'dependencies'), MAX_MODULES)) {
      const source = clean(called.source, 500);
      const name = source === null ? null : moduleOf(source);
      if (name === null) continue;
      const requirement = clean(called.version, 500);
      const key = [kind, name, requirement, submodule].join(' ');
      const record: DependencyRecord = { name, requirement, kind, optional: false };
      records.set(key, submodule === null ? record : { ...record, qualifiers: { submodule } });
    }
  };
  add('runtime', memberOf(version, 'root'), null);
  for (const submodule of objectsIn(memberOf(version, 'submodules'), MAX_SUBMODULES))
    add('submodule', submodule, clean(submodule.path, 200));
  return [...records.values()];
}

/** The module that a source address names in this registry; null for paths, repositories and other registries. */
function moduleOf(source: string): string | null {
  if (/^[./]|::|:\/\/|@|\?/.test(source)) return null;
  const name = names.normalise(source);
  return names.problem(name) === null ? name : null;
}

/** The documents of a module as a record (pure). README.md says what each field comes from. */
import type { DependencyRecord, PackageRecord, VersionRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { type JsonDocument, objectsIn, parseJsonObject } from '../../formats/json.ts';
import { golang } from '../../versions/schemes/golang.ts';
import { dateOf, textsOf } from '../families/registry-api/values.ts';
import { clean, present, webUrl } from '../families/whole-index/text.ts';
import { type GoMod, parseGoMod, type Retraction } from './go-mod.ts';
import { highestOf } from './latest.ts';
import { names } from './names.ts';
import { repositoryOf } from './repository.ts';
import { parseInfo, parseList, parseSiteVersions, pseudoDate } from './schema.ts';

/** The answers for one module; null for what there is not. */
export interface ModuleDocuments {
  /** `@v/list` */
  list: Uint8Array;
  /** `@latest`, of a module without tags. */
  latest: Uint8Array | null;
  /** `@v/{version}.mod` and `@v/{version}.info`, of the versions that were asked for. */
  mods: ReadonlyMap<string, Uint8Array>;
  infos: ReadonlyMap<string, Uint8Array>;
  site: SiteDocuments;
}

/** The answers of pkg.go.dev. */
export interface SiteDocuments {
  module: Uint8Array | null;
  package: Uint8Array | null;
  versions: readonly Uint8Array[];
}

/** Every version that the proxy or the site knows. @throws UpstreamError `malformed`. */
export function versionsIn(
  name: string,
  { list, latest, site }: Omit<ModuleDocuments, 'mods' | 'infos'>,
): string[] {
  const tagless = latest === null ? [] : [parseInfo(latest, name).version];
  const known = site.versions.flatMap(page =>
    parseSiteVersions(page, name).items.map(item => String(item.version)),
  );
  return [...new Set([...parseList(list, name), ...tagless, ...known])];
}

/**
 * Null where every go.mod that was read names another module: a fork that was not renamed, or another case of the path.
 * Neither can be required under this name.
 *
 * @throws UpstreamError `malformed` for an answer that is none.
 */
export function mapModule(name: string, documents: ModuleDocuments): PackageRecord | null {
  const mods = new Map([...documents.mods].map(([version, bytes]) => [version, parseGoMod(bytes)]));
  const isForeign = (version: string) => (mods.get(version)?.module ?? name) !== name;
  if (mods.size > 0 && [...mods.keys()].every(isForeign)) return null;

  const numbers = versionsIn(name, documents);
  const own = numbers.filter(version => !isForeign(version));
  const newest = mods.get(highestOf(own, mods) ?? '');
  const known = factsOf(name, documents);
  const retractionOf = retractionsOf(newest);
  const versions = numbers.map(number =>
    mapVersion(name, number, known.get(number), mods.get(number), retractionOf(number)),
  );
  const standing = versions.filter(({ number, status }) => status === null && !isForeign(number));
  const site = siteOf(name, documents.site);
  const deprecation =
    newest?.deprecated ?? [...known.values()].find(facts => facts.deprecated)?.message ?? null;
  return {
    name,
    namespace: names.namespace(name),
    description: site.synopsis,
    homepage: site.repository,
    ...chooseRepository([
      ['repoUrl', site.repository],
      ['module path', repositoryOf(name), name],
    ]),
    licenses: site.licenses,
    keywords: [],
    status: deprecation === null ? null : 'deprecated',
    downloads: null,
    fundingLinks: [],
    metadata: present({ deprecation: clean(deprecation) }),
    latestVersion: highestOf(
      standing.map(({ number }) => number),
      mods,
    ),
    versions,
    // A proxy lists tags: what was stored of other commits is still there.
    versionsComplete: false,
    maintainers: null,
  };
}

interface Facts {
  time: string | null;
  retracted: boolean;
  deprecated: boolean;
  message: string | null;
}

/** What is said of single versions: by the proxy, else by the site. */
function factsOf(name: string, { latest, infos, site }: ModuleDocuments): Map<string, Facts> {
  const facts = new Map<string, Facts>();
  for (const item of site.versions.flatMap(page => parseSiteVersions(page, name).items))
    facts.set(String(item.version), siteFacts(item));
  for (const bytes of [...infos.values(), ...(latest === null ? [] : [latest])]) {
    const { version, time } = parseInfo(bytes, name);
    const said = facts.get(version) ?? { time, retracted: false, deprecated: false, message: null };
    facts.set(version, { ...said, time: time ?? said.time });
  }
  return facts;
}

function siteFacts(item: JsonDocument): Facts {
  const retracted = item.retracted === true;
  return {
    time: dateOf(item.commitTime),
    retracted,
    deprecated: item.deprecated === true,
    message:
      clean(retracted ? item.retractionReason : item.deprecationReason) ??
      (item.deprecated === true ? '' : null),
  };
}

/** Intervals are few; each is compared with every version. */
const MAX_INTERVALS = 100;

function retractionsOf(mod: GoMod | undefined): (number: string) => Retraction | undefined {
  const retractions = mod?.retractions ?? [];
  const single = new Map(retractions.filter(({ low, high }) => low === high).map(of => [of.low, of]));
  const intervals = retractions.filter(({ low, high }) => low !== high).slice(0, MAX_INTERVALS);
  return number =>
    single.get(number) ??
    intervals.find(({ low, high }) => golang.compare(low, number) <= 0 && golang.compare(number, high) <= 0);
}

function mapVersion(
  name: string,
  number: string,
  facts: Facts | undefined,
  mod: GoMod | undefined,
  retraction: Retraction | undefined,
): VersionRecord {
  const isRetracted = retraction !== undefined || facts?.retracted === true;
  const declared = mod?.module ?? name;
  return {
    number,
    publishedAt: facts?.time ?? pseudoDate(number),
    licenses: null,
    integrity: null,
    status: isRetracted ? 'retracted' : null,
    metadata: present({
      retraction: isRetracted ? clean(retraction?.reason ?? (facts?.retracted ? facts.message : null)) : null,
      go: clean(mod?.go, 50),
      toolchain: clean(mod?.toolchain, 100),
      // Such a version can't be required under this name.
      declared_path: declared === name ? null : clean(declared, 500),
    }),
    dependencies: mod === undefined ? null : dependenciesOf(mod),
  };
}

/** All that go.mod requires; what the module itself does not import is qualified `indirect`. */
function dependenciesOf({ requires }: GoMod): DependencyRecord[] {
  const records = new Map<string, DependencyRecord>();
  for (const { path, version, indirect } of requires) {
    const name = names.normalise(path);
    if (names.problem(name) !== null) continue;
    const record: DependencyRecord = {
      name,
      requirement: clean(version, 200),
      kind: 'runtime',
      optional: false,
    };
    records.set(name, indirect ? { ...record, qualifiers: { indirect: 'true' } } : record);
  }
  return [...records.values()];
}

function siteOf(name: string, site: SiteDocuments) {
  const module = site.module === null ? {} : parseJsonObject(site.module, `module ${name}`);
  const root = site.package === null ? {} : parseJsonObject(site.package, `package ${name}`);
  const types = objectsIn(module.licenses, 200).flatMap(({ types }) =>
    textsOf(types, { count: 20, length: 200 }),
  );
  return {
    repository: webUrl(module.repoUrl),
    licenses: [...new Set(types)].slice(0, 100).join(',') || null,
    synopsis: clean(root.synopsis, 16_384),
  };
}

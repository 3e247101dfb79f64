/**
 * The contract of an ecosystem folder. `index.ts` of each folder default-exports a plain object that
 * `satisfies Ecosystem`. Slots that a registry cannot serve are left out and named in `absent` with the reason.
 */
import { InputError } from '../core/errors.ts';
import { buildPurl } from '../core/purl/index.ts';
import type { JsonObject, PackageRecord, VersionRecord } from '../core/records.ts';
import type { Io, Validators } from '../io/types.ts';
import type { Resolver } from '../resolving/types.ts';
import { latest } from '../versions/order.ts';
import type { AttestSlot } from './attest.ts';

export interface Ecosystem {
  /** Folder name; also the id in URLs, events, jobs and commits. */
  id: string;
  label: string;
  /** purl: type, and how names map to namespace + name and back. */
  purl: PurlRules;
  /** Registries that exist after migration. */
  registries: RegistrySeed[];
  names: NameRules;
  versions: VersionRules;
  links: LinkRules;
  /**
   * Dependency kinds in the order of their bits in the store's packed form. Append only: a position is never reused.
   * At most 30.
   */
  dependencyKinds: readonly string[];
  connector: ConnectorSlot;
  /** How a distribution calls what it packages from elsewhere; absent where names say nothing of it. */
  repackaging?: Repackaging;
  /** What proves that a release is intact and authentic; absent: its file is compared with the digest that the index keeps. */
  attest?: AttestSlot;
  /** How its package manager chooses versions; absent: the highest version that satisfies, by `resolving/highest.ts`. */
  resolution?: ResolutionSlot;
  /** Slots not served, each with its reason; shown on the ecosystem's page. */
  absent: Record<string, string>;
}

export interface PurlRules {
  type: string;
  /**
   * The type under which the registry itself is listed and looked up, where it differs: Alpine's packages are `pkg:apk/...`
   * while its registries are of type `alpine`.
   */
  registryType?: string;
  /**
   * Components of the purl of a package (no version). `repository_url` is added by the caller for registries that are
   * not their type's default.
   */
  toPurl(
    name: string,
    registry: RegistryRef,
  ): { namespace: string | null; name: string; qualifiers?: Record<string, string> };
  /** The registry name of a parsed purl, or null when the purl cannot name a package of this registry. */
  fromPurl(
    purl: { namespace: string | null; name: string; qualifiers: Record<string, string> },
    registry: RegistryRef,
  ): string | null;
}

export interface RegistrySeed {
  name: string;
  /** null where npm's own configuration gives it. */
  url: string | null;
  isDefault: boolean;
  version: string | null;
  /** GitHub account whose avatar is the registry's icon. */
  github: string | null;
  /** HTTP requests per second to each host of the registry; null: the program's default. */
  requestsPerSecond: number | null;
  /** Further hosts (`name[:port]`) that are asked, where an API or index lies beside the URL's own host. */
  hosts?: readonly string[];
  metadata: JsonObject;
}

/** A registry as connectors and link rules see it. */
export interface RegistryRef {
  id: number;
  name: string;
  /** Base URL without trailing slash. */
  url: string;
  ecosystem: string;
  purlType: string;
  isDefault: boolean;
  version: string | null;
  metadata: Record<string, unknown>;
}

export interface NameRules {
  /** Idempotent. Two spellings of one package give the same result. */
  normalise(name: string): string;
  /** Null when valid, else what is wrong with it. Applied after `normalise`. */
  problem(name: string): string | null;
  namespace(name: string): string | null;
  /** Further names under which a package may be known, tried in order when a lookup finds nothing. */
  alternatives?(name: string): string[];
}

export interface VersionRules {
  /** Total order: negative when a is older. */
  compare(a: string, b: string): number;
  isValid(version: string): boolean;
  /** True for a version that users get without asking for pre-releases. */
  isStable(version: string): boolean;
}

export interface LinkRules {
  page(registry: RegistryRef, name: string, version?: string): string | null;
  download(
    registry: RegistryRef,
    name: string,
    version: string,
    metadata: Record<string, unknown>,
  ): string | null;
  documentation(registry: RegistryRef, name: string, version?: string): string | null;
  /** A command line with every argument quoted for a POSIX shell where it needs it. */
  install(registry: RegistryRef, name: string, version?: string): string | null;
  maintainer(registry: RegistryRef, maintainer: { uuid: string; login: string | null }): string | null;
  /** URL whose 404/410 means that the package is gone; null: presence in the index decides. */
  check(registry: RegistryRef, name: string): string | null;
}

/** The rules of an ecosystem's resolver, loaded when somebody first resolves something. */
export interface ResolutionSlot {
  load(): Promise<Resolver>;
}

/** Where a connector runs: the doors, the registry and the operator's settings. */
export interface ConnectorContext {
  io: Io;
  registry: RegistryRef;
  /** Operator settings by name (from the environment, without the ECOSYSTEMS_ prefix, lower case). */
  settings: Record<string, string | undefined>;
  signal?: AbortSignal;
}

/** A package elsewhere that a distribution's package may repackage. */
export interface Upstream {
  /** Id of the ecosystem. */
  ecosystem: string;
  name: string;
}

export interface Repackaging {
  /** What a package of this name would repackage by the distribution's naming policy; several where that leaves it open. */
  upstreamsOf(name: string): Upstream[];
  /** The names that packages of `upstream` would have here. */
  namesOf(upstream: Upstream): string[];
  /**
   * What a version of the distribution says that upstream's is: the spellings that it may have there, the likeliest first. Empty
   * where that cannot be told, as of a snapshot between two releases.
   */
  upstreamVersionsOf(version: string): string[];
  /** The name under which the distribution's own security database speaks of a package. @param metadata of the package's record. */
  sourceOf(name: string, metadata: Record<string, unknown>): string;
}

/**
 * How an ecosystem's registries are read, and the code that does it: loaded when it is first needed, so that a definition
 * costs a process that only answers requests next to nothing.
 *
 * - `package`: asked package by package; `slots` are what its connector can do beyond that. `onDemand`: of old versions `fetch` reads
 *   what they depend on only where they are named.
 * - `batch`: read as a whole.
 */
export type ConnectorSlot =
  | {
      mode: 'package';
      slots: readonly PackageSlot[];
      onDemand?: boolean;
      load(): Promise<PackageConnector>;
    }
  | { mode: 'batch'; load(): Promise<BatchConnector> };

export const PACKAGE_SLOTS = ['changes', 'head', 'allNames'] as const;
export type PackageSlot = (typeof PACKAGE_SLOTS)[number];

/** A few requests per package. */
export interface PackageConnector {
  /**
   * Facts of one package; conditional on `previous` when given.
   * @param wanted versions that are to be read in full where the connector is `onDemand`; of others it may then say less than it
   * would without, since what is stored of them stays.
   */
  fetch(
    context: ConnectorContext,
    name: string,
    previous: Validators | null,
    wanted?: readonly string[],
  ): Promise<FetchOutcome>;
  /** Names changed since `cursor` (null: from now), oldest first, and the next cursor. */
  changes?(
    context: ConnectorContext,
    cursor: string | null,
  ): Promise<{ names: string[]; cursor: string | null }>;
  /** Position of the head of the feed, to tell how far behind the store is. */
  head?(context: ConnectorContext): Promise<string | null>;
  /** Every name that the registry has, in handfuls as they are read. Names may come twice. */
  allNames?(context: ConnectorContext): AsyncIterable<string[]>;
}

/** Whole-index registries. */
export interface BatchConnector {
  /** Index parts this registry has for the given selection; each is fetched and mapped on its own. */
  parts(context: ConnectorContext, selection: BatchSelection): Promise<IndexPart[]>;
  /**
   * Streams the records of all parts, one record a package with everything the parts say of it, in batches.
   * `onProgress` is called with the bytes read so far.
   */
  read(
    context: ConnectorContext,
    parts: IndexPart[],
    onProgress?: (bytesRead: number) => void,
  ): AsyncIterable<PackageRecord[]>;
}

export interface BatchSelection {
  /** Suites, branches or components to read; null: all that the source offers. */
  suites: string[] | null;
}

export interface IndexPart {
  id: string;
  /** Where it comes from, for people: a file name or URL without credentials. */
  source: string;
  /** Uncompressed or on-disk size in bytes where known, for progress. */
  size: number | null;
  /** Digest or validator by which an unchanged part is recognised. */
  digest: string | null;
}

/** One raw document that a fetch read: kept as a blob under its hash. */
export interface RawDocument {
  url: string;
  body: Buffer;
  mediaType: string;
  validators: Validators;
}

export type FetchOutcome =
  /** `record.versions` hold everything the registry said. `documents` are the raw bytes the record was mapped from. */
  | { kind: 'found'; record: PackageRecord; documents: RawDocument[] }
  | { kind: 'not-modified' }
  /** The registry says that there is no such package. */
  | { kind: 'missing' }
  /** The registry says that it was there and is gone; `record` keeps what is still said. */
  | { kind: 'gone'; status: 'removed' | 'unpublished'; documents: RawDocument[] };

/** The latest version by an ecosystem's rules: highest stable in good standing, else highest in good standing, else null. */
export function latestOf(
  versions: readonly Pick<VersionRecord, 'number' | 'status'>[],
  rules: VersionRules,
): string | null {
  return latest(rules, versions);
}

/**
 * The purl of a package or of one of its versions. Registries that are not the default of their type are named by the
 * qualifier `repository_url`.
 */
export function purlOf(
  registry: RegistryRef & { definition: Pick<Ecosystem, 'purl'> },
  name: string,
  version: string | null = null,
): string {
  const { type, toPurl } = registry.definition.purl;
  try {
    const { namespace, name: base, qualifiers } = toPurl(name, registry);
    const named = registry.isDefault ? qualifiers : { ...qualifiers, repository_url: registry.url };
    return buildPurl({ type, namespace, name: base, version, qualifiers: named });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    // A name that its type's rules refuse: still an address, and one bad row must not spoil a list.
    return `pkg:${type}/${encodeURIComponent(name)}${version === null ? '' : `@${encodeURIComponent(version)}`}`;
  }
}

/** Kinds whose packages come with an installation of the dependent: without them it does not work. */
const INSTALLED_KINDS: ReadonlySet<string> = new Set([
  'bundled',
  'compile',
  'composite',
  'depends',
  'imports',
  'install',
  'linking-to',
  'normal',
  'peer',
  'pre-depends',
  'runtime',
  'submodule',
  'subspec',
]);

/** Of the ecosystem's kinds those that are followed from package to package: not what only building, testing or extras want. */
export function installedKinds({ dependencyKinds }: Pick<Ecosystem, 'dependencyKinds'>): string[] {
  return dependencyKinds.filter(kind => INSTALLED_KINDS.has(kind));
}

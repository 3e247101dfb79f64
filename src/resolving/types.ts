/**
 * The contract between those who want something resolved and the resolvers: a request over a universe of versions in, nodes and
 * edges out. Resolvers are pure but for asking the universe, so one and the same runs over the index, over a test's table and over
 * the index as it was on a day.
 *
 * A resolver's answer is what its ecosystem's own tool would install. It never throws for what the universe holds: what cannot be
 * satisfied is a problem of the resolution, in words, beside all that could be.
 */
import type { DependencyRecord, JsonObject } from '../core/records.ts';
import type { Budget } from './budget.ts';

/** A version as resolvers see it. Immutable; one object for as long as the universe lives, so identity may be used. */
export interface Candidate {
  /** Of the package, as the registry spells it. */
  readonly name: string;
  readonly number: string;
  /** ISO 8601 in UTC, or null where it is not known. */
  readonly publishedAt: string | null;
  /** null: in good standing. `yanked`, `retracted`, `deprecated` ...; removed versions are in no universe. */
  readonly status: string | null;
  /** What the ecosystem's map keeps of the version: `engines`, `requires_python`, `features` ... */
  readonly metadata: JsonObject;
  /**
   * As the ecosystem's map states them (kinds, qualifiers and alternatives are its own); null: not known. May be made when first
   * asked for, so ask only for what is considered.
   */
  readonly dependencies: readonly DependencyRecord[] | null;
  /** What its archive brings along, each in a folder of its own (`bundleDependencies` of npm); absent: not known. */
  readonly bundle?: readonly BundledCandidate[];
}

export interface BundledCandidate {
  /** Name of the folder. */
  readonly folder: string;
  readonly candidate: Candidate;
}

export interface UniversePackage {
  readonly name: string;
  /** What the ecosystem's map keeps of the package: `dist-tags` ... */
  readonly metadata: JsonObject;
  readonly status: string | null;
  /** What the ecosystem calls latest among `versions`; null where nothing stands. */
  readonly latest: string | null;
  /** In the ecosystem's order, lowest first; only what the request may see (a universe may end at a date). */
  readonly versions: readonly Candidate[];
}

/** One who provides a name: a virtual package of Debian, `provides` of Alpine, `provide`/`replace` of Composer. */
export interface Provider {
  readonly candidate: Candidate;
  /** The version in which it provides the name; null: none is stated. */
  readonly version: string | null;
}

/**
 * All versions that there are. Asked in batches: a resolver collects the names that it will need next and loads them at once,
 * because a universe may be a database behind a network.
 */
export interface Universe {
  /** ISO 8601: what was published later is hidden, so that a tag may name what is not there. Absent or null: nothing is hidden. */
  readonly before?: string | null;
  /** Makes `get` answer for these names. Names that were loaded before cost nothing. Rejects when the budget's signal aborts. */
  load(names: Iterable<string>): Promise<void>;
  /**
   * - a package with its versions (possibly none), once it was loaded;
   * - `missing`: there is no such package; - `pending`: it exists or may exist, but its facts are still being fetched;
   * - undefined: it was not loaded.
   */
  get(name: string): UniversePackage | 'missing' | 'pending' | undefined;
  /** Those who provide a name beside the package of that name itself. Absent in universes of ecosystems without such. */
  providers?(name: string): readonly Provider[];
}

export interface ResolveRequest {
  /** What is wanted, in the order in which it was said, as dependencies of a project that nobody has published. */
  roots: readonly DependencyRecord[];
  /** Kinds of dependencies followed from packages (not from roots: those are all wanted); null: the resolver's default. */
  kinds: readonly string[] | null;
  /** For whom: `os`, `cpu`, `python_version`, `ruby`, `platform` ...; what is left out has the resolver's default. */
  environment: Readonly<Record<string, string>>;
  /** How: the resolver's own switches (`recommends`, `legacy-peer-deps` ...); what is left out has its default. */
  options: Readonly<Record<string, string>>;
  /** Take pre-releases as if they were releases. */
  prereleases: boolean;
  /** Requirements that replace what packages say. */
  overrides: readonly Override[];
  /** Versions taken where they satisfy: those of a lockfile. */
  locked: readonly Locked[];
}

export interface Override {
  /** The package that is meant, or null for the name wherever it occurs. From the outermost to the innermost. */
  within: readonly string[];
  name: string;
  /** In the ecosystem's syntax. */
  requirement: string;
}

export interface Locked {
  name: string;
  version: string;
  /**
   * Where the lockfile has it, in ecosystems in which a name may be installed several times: there, and only there, it stays as long
   * as it satisfies those who find it. null: not known, so that it goes before other versions wherever it satisfies.
   */
  location: string | null;
}

export interface Resolution {
  /** What is installed. Position is identity. In the order in which the ecosystem's tool would name them, or of discovery. */
  nodes: ResolvedNode[];
  edges: ResolvedEdge[];
  problems: ResolutionProblem[];
  /** Names that the universe answered with `pending`: with them the answer may differ. */
  pending: string[];
}

export interface ResolvedNode {
  name: string;
  version: string;
  /** The universe's own object, for what else is known of it; null for what is not of the universe (a path, a platform package). */
  candidate: Candidate | null;
  /** Where it is installed, in ecosystems in which a name may be installed several times: `node_modules/a/node_modules/b`. */
  location: string | null;
  /** The name under which it is installed, where that is not its own. */
  alias: string | null;
  /** True where everything would work without it. */
  optional: boolean;
  /** What of it was turned on: features of Cargo, extras of PyPI; sorted. */
  features: string[];
  /** In ecosystems that have it: the scope in which it is on the class path, of all who want it (Maven: `compile`, `test` ...). */
  scope?: string;
  /** Where a resolution is for several environments at once: the condition under which this one is there; absent: always (PyPI). */
  marker?: string;
}

export interface ResolvedEdge {
  /** Position in `nodes`; null: the request itself. */
  from: number | null;
  /** Position in `nodes`; null: nothing satisfies it, or nothing had to (an optional peer). */
  to: number | null;
  /** The name asked for: not the node's where it is provided or replaced by another, or installed under an alias. */
  name: string;
  /** As its author wrote it; `*` where none is stated. */
  requirement: string;
  /** What it was replaced by; null where no override applied. */
  overridden: string | null;
  kind: string;
  optional: boolean;
  /** The condition under which it counts, where a resolution is for several environments at once (PyPI). */
  marker?: string;
  /** False where `to` does not satisfy it and the tool installs it all the same (a peer forced, Maven's nearest). */
  satisfied: boolean;
}

export type ProblemKind =
  /** There is no such package. */
  | 'missing-package'
  /** There is the package, but no version that would do. */
  | 'no-matching-version'
  /** Requirements exclude one another. */
  | 'conflict'
  /** It does not work in the environment asked for. */
  | 'environment'
  /** The dependencies of a version are not known. */
  | 'unknown-dependencies'
  /** A requirement that cannot be read, or that names what no index holds (a path, a git address). */
  | 'unsupported'
  /** Installed although it is deprecated, yanked or retracted. */
  | 'standing';

export interface ResolutionProblem {
  kind: ProblemKind;
  /** `error`: the ecosystem's tool would refuse. `warning`: it would go on. */
  severity: 'error' | 'warning';
  /** In one sentence. */
  message: string;
  /** The package that it is about. */
  name: string | null;
  requirement: string | null;
  /** Who asks: position in `nodes`; null: the request. */
  from: number | null;
  /** The derivation in words, line by line, where there is more to say: of PubGrub's conflicts. */
  explanation: string[];
}

/** What an ecosystem's `resolution.ts` default-exports. */
export interface Resolver {
  /** How it works, in a word: `npm`, `pubgrub`, `minimal-version-selection`, `nearest-wins`, `highest` ... */
  id: string;
  /** In one sentence, for people: what it does as the ecosystem's tool does, and what it leaves out. */
  description: string;
  /** Kinds of dependencies that it follows from packages when the request does not say. */
  kinds: readonly string[];
  /** Keys of `environment` that it understands, with what each is and its default. Others are refused by name. */
  environment: readonly ResolverSetting[];
  /** The same for `options`. */
  options: readonly ResolverSetting[];
  /**
   * Names under which a version must be found by `Universe.providers`, beside its own: what its metadata says that it provides, and
   * names of the resolver's own making by which it finds packages that nobody depends on (`essential:yes`). Whoever makes a universe
   * keeps them; absent where the ecosystem knows no such.
   */
  provides?(
    version: Pick<Candidate, 'name' | 'number' | 'metadata'>,
  ): { name: string; version: string | null }[];
  /**
   * @throws BudgetError when the budget is spent; AbortError (the signal's reason) when it was aborted; InputError for a root,
   * override or setting that it cannot read.
   */
  resolve(request: ResolveRequest, universe: Universe, budget: Budget): Promise<Resolution>;
}

export interface ResolverSetting {
  name: string;
  description: string;
  default: string;
  /** All that it may be; null: free text, read by the resolver. */
  values: readonly string[] | null;
}

/**
 * The contract of a folder's `manifests/`: the files in which projects state what they depend on. `manifests/index.ts`
 * default-exports a light `ManifestSet`; each format is a file beside it, loaded when one of its files is met.
 *
 * Readers are pure: bytes in, facts out. They run no package manager and no project code. What only running the code would
 * tell is reported as `unresolved`, never guessed.
 */
import type { UpstreamErrorCode } from '../core/errors.ts';
import { UpstreamError } from '../core/errors.ts';
import { decodeText } from '../formats/text.ts';

export type ManifestKind = 'manifest' | 'lockfile';

export interface ManifestSet {
  /** The ecosystem as parsers name it: `npm`, `pypi`, `deb` ... Unique. */
  platform: string;
  /**
   * What a dependency of this name is as a package URL, without version; null where it is none (a path, an image built here).
   * Left out where the platform has no purl type.
   */
  purl?(name: string): { type: string; namespace: string | null; name: string } | null;
  /** In the order in which they are tried: the first that matches a path (and its content test) reads the file. */
  formats: readonly ManifestSlot[];
}

export interface ManifestSlot {
  /** Unique within the platform; usually the file name: `package-lock.json`. */
  id: string;
  kind: ManifestKind;
  /** Matches when any does. None for formats that are told by their first bytes alone. */
  files: readonly FileMatch[];
  /** For file names that others use too: whether the beginning of the file (64 KiB at most) is of this format. */
  content?(head: string): boolean;
  /**
   * For formats that files of any name may have: whether the first bytes (`MAGIC_LENGTH`) are those of one. A file that is none in
   * the end (ManifestError `not-this-format`) is no manifest at all.
   */
  magic?(head: Uint8Array): boolean;
  /** Largest file in bytes, where that of its kind is not enough. */
  maxBytes?: number;
  /**
   * Kinds of files of the same platform and folder that belong to one of this format. Left out: those of the other kind.
   * `[]`: none, and it belongs to none.
   */
  pairs?: readonly ManifestKind[];
  load(): Promise<ManifestReader>;
}

/** Bytes that `magic` is given, as far as the file has them. */
export const MAGIC_LENGTH = 8;

export interface FileMatch {
  /** The path is this, or ends with `/` and this. May hold slashes. */
  name?: string;
  /** The path ends with this. */
  suffix?: string;
  /** The path is matched by this. Linear in time; anchored where it can be. */
  path?: RegExp;
  /** `name` and `suffix` ignore case. */
  ignoreCase?: boolean;
}

export interface ManifestReader {
  /**
   * Takes off a compression that is a part of the format, up to a size of the format's own; `parse` is given the result.
   *
   * @throws UpstreamError `malformed`, `too-large`.
   */
  unpack?(bytes: Uint8Array): Promise<Uint8Array>;
  /** @throws ManifestError for what is not of the format. */
  parse(input: ManifestInput): ParsedManifest;
}

/** A file to be read. `text` is decoded when first asked for. */
export interface ManifestInput {
  /** As the caller knows it, with `/`; its folders may tell something (`requirements/dev.txt`). */
  path: string;
  bytes: Uint8Array;
  /** The bytes as text: UTF-8 with or without BOM, UTF-16 with BOM; broken sequences become U+FFFD. */
  readonly text: string;
}

export interface ParsedManifest {
  /** In the order of the file. */
  dependencies: ManifestDependency[];
  /** What the file says of the project itself; null where it says nothing. */
  project: ManifestProject | null;
  /** Who requires whom, where a lockfile holds it: made when asked for. */
  graph?(): ManifestGraph;
  /** What decides which versions of dependencies the project takes, without being a dependency itself. In the order of the file. */
  manages?: ManifestManagement[];
  /** What the file says in a way that only running it would tell. */
  unresolved?: Unresolved[];
  /** Further files that this one names (`-r other.txt`, a parent, workspaces), as written. */
  includes?: string[];
}

export interface ManifestDependency {
  /** As the ecosystem's names are written; never empty. */
  name: string;
  /** As written; `*` where none is stated. */
  requirement: string;
  /** The file's own word where it has one: `runtime`, `development`, `test`, `build`, a scope ... null: it says nothing. */
  type: string | null;
  /** null: the file does not tell. */
  direct: boolean | null;
  optional: boolean | null;
  /** True for what lies in the project itself (a path, a workspace member). */
  local: boolean | null;
  /** What the project calls it, where that is not its name. */
  alias: string | null;
  /** Where it comes from when that is not the ecosystem's registry: a URL of git or of an archive, a path, another registry. */
  source: string | null;
  /** As the file has it, with the algorithm before it: `sha512-<base64>`, `sha256:<hex>`, `sha256=<hex>`, `h1:...`. */
  integrity: string | null;
  /** When it applies: an environment marker, platform, target, profile; as written. */
  condition: string | null;
  /** True where the requirement is computed by code and `requirement` is therefore not the whole truth. */
  unresolved: boolean;
}

/**
 * - `management`: an entry of Maven's `dependencyManagement`; `import`: a BOM; `parent`: the parent POM.
 * - `central`: a version of NuGet's `Directory.Packages.props`.
 * - `override`: what replaces whatever packages ask for (npm, pnpm, Yarn).
 * - `artifact`: manages nothing, but tells more of a dependency of the project than the list of dependencies can: which files of a package
 *   (Maven's type and classifier), without what (exclusions), in which scope. All entries of such a name are given, in their order.
 */
export type ManagementKind = 'management' | 'import' | 'parent' | 'central' | 'override' | 'artifact';

export interface ManifestManagement {
  kind: ManagementKind;
  /** As the ecosystem's names are written; of an override perhaps with the range that it is about (`foo@^1`). Never empty. */
  name: string;
  /** As written; null where none is stated. */
  requirement: string | null;
  /** As the ecosystem's map writes them for its dependencies: Maven's `scope`, `type`, `classifier`, `exclusions`. */
  qualifiers?: Record<string, string>;
  /** Of an override: below which packages it holds, the outermost first; everywhere where left out. */
  within?: string[];
}

export interface ManifestProject {
  name: string | null;
  version: string | null;
  /** The licence as declared. */
  license: string | null;
}

export interface ManifestGraph {
  nodes: ManifestNode[];
  /** Pairs of positions in `nodes`: the first requires the second. */
  edges: [number, number][];
  /** Positions of what the project itself requires; null where the file does not tell. */
  roots: number[] | null;
}

export interface ManifestNode {
  /** What the file calls it, unique within the graph: a path in node_modules, `name@version` ... */
  id: string;
  name: string;
  version: string | null;
}

export interface Unresolved {
  /** What is not known, in words: `the version of "rails" is computed`. */
  what: string;
  /** From 1; null where it cannot be said. */
  line: number | null;
}

export type ManifestErrorReason =
  | 'empty'
  | 'malformed'
  | 'not-this-format'
  | 'unsupported-version'
  | 'too-large';

/** A file that cannot be read. `line` and `column` count from 1. */
export class ManifestError extends Error {
  constructor(
    readonly reason: ManifestErrorReason,
    message: string,
    readonly line: number | null = null,
    readonly column: number | null = null,
  ) {
    super(message);
    this.name = 'ManifestError';
  }
}

const REASONS: Partial<Record<UpstreamErrorCode, ManifestErrorReason>> = { 'too-large': 'too-large' };

/** What a reader of `formats/` throws, as a manifest's error; everything else as it is. */
export function manifestError(error: unknown): unknown {
  if (!(error instanceof UpstreamError)) return error;
  const { line = null, column = null } = error.options;
  return new ManifestError(REASONS[error.code] ?? 'malformed', error.message, line, column);
}

/** The input of a reader. */
export function manifestInput(path: string, bytes: Uint8Array): ManifestInput {
  let text: string | undefined;
  return {
    path,
    bytes,
    get text() {
      text ??= decodeText(bytes);
      return text;
    },
  };
}

/** One dependency with all its members, so that all have one shape. */
export function dependency(
  name: string,
  requirement: string | null | undefined,
  type: string | null,
  more?: Partial<Omit<ManifestDependency, 'name' | 'requirement' | 'type'>>,
): ManifestDependency {
  return {
    name,
    requirement: requirement ?? '*',
    type,
    direct: more?.direct ?? null,
    optional: more?.optional ?? null,
    local: more?.local ?? null,
    alias: more?.alias ?? null,
    source: more?.source ?? null,
    integrity: more?.integrity ?? null,
    condition: more?.condition ?? null,
    unresolved: more?.unresolved ?? false,
  };
}

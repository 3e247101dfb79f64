/** One file read into what it states, or into the reason why it could not be read. Nothing here throws for a bad file. */
import {
  type ManifestDependency,
  ManifestError,
  type ManifestErrorReason,
  type ManifestGraph,
  type ManifestInput,
  type ManifestKind,
  type ManifestManagement,
  type ManifestProject,
  type ManifestReader,
  type ManifestSlot,
  manifestError,
  manifestInput,
  type ParsedManifest,
  type Unresolved,
} from '../../ecosystems/manifest.ts';
import { withoutCredentials } from '../../formats/credentials.ts';
import { candidatesByMagic, candidatesOf, chosenFor, HEAD_LENGTH, slotOf } from './detect.ts';

/** What a file says, or why it could not be read. */
export type Manifest = ReadManifest | FailedManifest;

interface ManifestHead {
  /** The platform, as the parser service names ecosystems. */
  ecosystem: string;
  path: string;
  /** Id of the format. */
  format: string;
  kind: ManifestKind;
  /** Files of the same platform that belong to it; filled in where a whole tree is read. */
  related_paths: string[];
}

export interface ReadManifest extends ManifestHead {
  success: true;
  dependencies: ManifestDependency[];
  project: ManifestProject | null;
  /** null unless asked for, or where the format holds none. */
  graph: ManifestGraph | null;
  /** Absent unless asked for. */
  manages?: ManifestManagement[];
  unresolved: Unresolved[];
  /** Further files that it names, as written. */
  includes: string[];
}

export interface FailedManifest extends ManifestHead {
  success: false;
  dependencies: null;
  error: {
    reason: ManifestErrorReason | 'failed';
    message: string;
    line: number | null;
    column: number | null;
  };
}

export interface ParseOptions {
  /** Read as a file of this path, whatever it is called. */
  as?: string;
  /** Only formats of this platform. */
  platform?: string;
  /** With the graphs that lockfiles hold. Default false. */
  graph?: boolean;
  /** With what manages versions. Default false. */
  manages?: boolean;
  /** Largest file in bytes. Default 50 MiB for lockfiles, which tools write, 5 MiB for manifests, which people do, 256 MiB for programs. */
  maxBytes?: number;
  /** Most dependencies of one file. Default 500,000. */
  maxDependencies?: number;
}

const MAX_BYTES: Record<ManifestKind, number> = { lockfile: 50 * 1024 * 1024, manifest: 5 * 1024 * 1024 };
const MAX_DEPENDENCIES = 500_000;
/** Text up to this length, in characters, is no address with a password. */
const SHORTEST_URL = 8;
/** Longest name or requirement that is believed, in characters. */
const MAX_TEXT = 4096;

const readers = new Map<ManifestSlot, ManifestReader>();

/**
 * Everything that the formats which know this file name, or the first bytes, read from it: mostly one manifest, none where no
 * format knows it, several where platforms share a name. Never throws for what is in the file.
 */
export async function parse(
  path: string,
  bytes: Uint8Array,
  options: ParseOptions = {},
): Promise<Manifest[]> {
  const input = manifestInput(path, bytes);
  const byMagic = options.as === undefined ? candidatesByMagic(bytes) : [];
  const groups = byMagic.length > 0 ? byMagic : candidatesOf(options.as ?? path);
  const found: Manifest[] = [];
  let head: string | undefined;
  for (const group of groups) {
    if (options.platform !== undefined && group[0]?.set.platform !== options.platform) continue;
    const chosen = chosenFor(group, () => (head ??= headOf(input)));
    if (!chosen) continue;
    const manifest = await parseAs(chosen.set.platform, chosen.slot, input, options);
    if (groups !== byMagic || manifest.success || manifest.error.reason !== 'not-this-format')
      found.push(manifest);
  }
  return found;
}

/** A file read as a given format. @throws RangeError where there is no such format. */
export async function parseFormat(
  platform: string,
  format: string,
  path: string,
  bytes: Uint8Array,
  options: ParseOptions = {},
): Promise<Manifest> {
  const slot = slotOf(platform, format);
  if (!slot) throw new RangeError(`no format ${format} of ${platform}`);
  return parseAs(platform, slot, manifestInput(path, bytes), options);
}

async function parseAs(
  platform: string,
  slot: ManifestSlot,
  input: ManifestInput,
  options: ParseOptions,
): Promise<Manifest> {
  const head = {
    ecosystem: platform,
    path: input.path,
    format: slot.id,
    kind: slot.kind,
    related_paths: [],
  };
  try {
    const limit = options.maxBytes ?? slot.maxBytes ?? MAX_BYTES[slot.kind];
    if (input.bytes.length > limit) throw new ManifestError('too-large', `larger than ${limit} bytes`);
    const reader = readers.get(slot) ?? (await loaded(slot));
    const plain = reader.unpack ? manifestInput(input.path, await reader.unpack(input.bytes)) : input;
    const parsed = reader.parse(plain);
    const most = options.maxDependencies ?? MAX_DEPENDENCIES;
    const checked = sound(parsed.dependencies, most);
    return {
      ...head,
      success: true,
      dependencies: checked.dependencies,
      project: parsed.project,
      graph: options.graph === true ? graphOf(parsed) : null,
      ...(options.manages === true ? { manages: soundManagement(parsed, most) } : {}),
      unresolved: [...(parsed.unresolved ?? []), ...checked.problems],
      includes: parsed.includes ?? [],
    };
  } catch (error) {
    return { ...head, success: false, dependencies: null, error: reasonOf(manifestError(error)) };
  }
}

async function loaded(slot: ManifestSlot): Promise<ManifestReader> {
  const reader = await slot.load();
  readers.set(slot, reader);
  return reader;
}

function graphOf(parsed: ParsedManifest): ManifestGraph | null {
  return parsed.graph?.() ?? null;
}

/** Without dependencies whose names no ecosystem can have: with NUL, or longer than any. They are told of, not dropped silently. */
function sound(
  dependencies: ManifestDependency[],
  most: number,
): { dependencies: ManifestDependency[]; problems: Unresolved[] } {
  if (dependencies.length > most) throw new ManifestError('too-large', `more than ${most} dependencies`);
  let bad = 0;
  for (const one of dependencies) {
    if (!isSound(one)) bad++;
    // People leave passwords in addresses; whoever reads the answer need not have them.
    if (one.source !== null) one.source = withoutCredentials(one.source);
    // Nearly all are short versions, and there are very many.
    if (one.requirement.length > SHORTEST_URL) one.requirement = withoutCredentials(one.requirement);
  }
  if (bad === 0) return { dependencies, problems: [] };
  return {
    dependencies: dependencies.filter(isSound),
    problems: [
      {
        what: `${bad} ${bad === 1 ? 'entry has a name' : 'entries have names'} that no package can have`,
        line: null,
      },
    ],
  };
}

function isSound({ name, requirement }: Pick<ManifestDependency, 'name' | 'requirement'>): boolean {
  return name.length > 0 && name.length <= MAX_TEXT && requirement.length <= MAX_TEXT && !name.includes('\0');
}

function soundManagement({ manages = [] }: ParsedManifest, most: number): ManifestManagement[] {
  if (manages.length > most) throw new ManifestError('too-large', `more than ${most} managed versions`);
  return manages
    .filter(({ name, requirement, within = [] }) =>
      [name, ...within].every(one => isSound({ name: one, requirement: requirement ?? '' })),
    )
    .map(one => ({
      ...one,
      requirement: one.requirement === null ? null : withoutCredentials(one.requirement),
    }));
}

function reasonOf(error: unknown): FailedManifest['error'] {
  if (error instanceof ManifestError) {
    const { reason, message, line, column } = error;
    return { reason, message: message.slice(0, 500), line, column };
  }
  // Input so deep that a reader of it ran out of stack.
  if (error instanceof RangeError && /call stack/i.test(error.message))
    return { reason: 'too-large', message: 'nested too deeply', line: null, column: null };
  return { reason: 'failed', message: 'the reader failed on this file', line: null, column: null };
}

function headOf(input: ManifestInput): string {
  if (input.bytes.length <= HEAD_LENGTH) return input.text;
  return manifestInput(input.path, input.bytes.subarray(0, HEAD_LENGTH)).text;
}

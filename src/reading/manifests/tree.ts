/** All manifests of a tree (a folder, a git tree, an archive), one file in memory at a time; one bad file spoils no other. */
import { UpstreamError } from '../../core/errors.ts';
import type { Tree, TreeFile } from '../../core/tree.ts';
import type { ManifestKind } from '../../ecosystems/manifest.ts';
import { candidatesOf, slotOf } from './detect.ts';
import { type Manifest, type ParseOptions, parse } from './parse.ts';
import { programIn } from './programs.ts';

export interface TreeOptions extends Omit<ParseOptions, 'as'> {
  /** Most files that are looked at. Default 1,000,000. */
  maxFiles?: number;
  /** Most dependencies of the whole tree. Default 2,000,000. */
  maxTotalDependencies?: number;
  /** Called for each file that is passed, for progress. */
  onFile?(path: string): void;
  signal?: AbortSignal;
}

export interface TreeManifests {
  /** Sorted by path, then by platform. */
  manifests: Manifest[];
  /** Files seen. */
  files: number;
  /** What kept the whole tree from being read, in words; null where it was read to its end. */
  incomplete: string | null;
}

const MAX_FILES = 1_000_000;
const MAX_BYTES = 50 * 1024 * 1024;
const MAX_TOTAL_DEPENDENCIES = 2_000_000;
/** Folders whose files are others' packages or built from one's own, where they stand at the root. */
const PASSED_OVER = /^(?:\.git|node_modules|bower_components|vendor|dist)\//;

/**
 * Reads every file of the tree that a format knows. Links are not followed. A tree that breaks off (a damaged archive, a limit)
 * gives what was read until then, and says so.
 */
export async function parseTree(tree: Tree, options: TreeOptions = {}): Promise<TreeManifests> {
  const manifests: Manifest[] = [];
  const maxFiles = options.maxFiles ?? MAX_FILES;
  const maxDependencies = options.maxTotalDependencies ?? MAX_TOTAL_DEPENDENCIES;
  let files = 0;
  let dependencies = 0;
  let incomplete: string | null = null;
  try {
    for await (const file of tree) {
      options.signal?.throwIfAborted();
      if (file.kind !== 'file') continue;
      if (++files > maxFiles) throw new UpstreamError('too-large', `more than ${maxFiles} files`);
      options.onFile?.(file.path);
      if (PASSED_OVER.test(file.path)) continue;
      for (const manifest of await manifestsOf(file, options)) {
        dependencies += manifest.dependencies?.length ?? 0;
        if (dependencies > maxDependencies)
          throw new UpstreamError('too-large', `more than ${maxDependencies} dependencies in all`);
        manifests.push(manifest);
      }
    }
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    incomplete = error.message;
  }
  manifests.sort((a, b) => order(a.path, b.path) || order(a.ecosystem, b.ecosystem));
  relate(manifests);
  return { manifests, files, incomplete };
}

async function manifestsOf(file: TreeFile, options: TreeOptions): Promise<Manifest[]> {
  const candidates = candidatesOf(file.path);
  if (candidates.length === 0) {
    const program = await programIn(file, options.maxBytes);
    return program === null ? [] : parse(file.path, program, options);
  }
  const most = candidates.flatMap(group => group.map(({ slot }) => slot.maxBytes ?? MAX_BYTES));
  const maxBytes = options.maxBytes ?? Math.max(...most);
  try {
    return await parse(file.path, await file.read(maxBytes), options);
  } catch (error) {
    // Too large or damaged: this file's own trouble. Names that only content would tell apart are left out.
    if (!(error instanceof UpstreamError)) throw error;
    const reason = error.code === 'too-large' ? 'too-large' : 'malformed';
    return candidates.flatMap(([first]) =>
      first === undefined || first.slot.content !== undefined
        ? []
        : [
            {
              ecosystem: first.set.platform,
              path: file.path,
              format: first.slot.id,
              kind: first.slot.kind,
              related_paths: [],
              success: false as const,
              dependencies: null,
              error: { reason, message: error.message, line: null, column: null },
            },
          ],
    );
  }
}

/** Fills in which files of a folder belong together. */
export function relate(manifests: readonly Manifest[]): void {
  const groups = new Map<string, { manifest: Manifest; pairs: readonly ManifestKind[] }[]>();
  for (const manifest of manifests) {
    const pairs = pairsOf(manifest);
    if (pairs.length === 0) continue;
    const key = `${manifest.ecosystem}\0${folderOf(manifest.path)}`;
    const group = groups.get(key);
    if (group) group.push({ manifest, pairs });
    else groups.set(key, [{ manifest, pairs }]);
  }
  for (const group of groups.values())
    for (const { manifest, pairs } of group) {
      const related = group
        .filter(other => other.manifest.path !== manifest.path && pairs.includes(other.manifest.kind))
        .map(other => other.manifest.path);
      manifest.related_paths = [...new Set(related)].sort(order);
    }
}

function pairsOf(manifest: Manifest): readonly ManifestKind[] {
  const opposite: ManifestKind = manifest.kind === 'manifest' ? 'lockfile' : 'manifest';
  return slotOf(manifest.ecosystem, manifest.format)?.pairs ?? [opposite];
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

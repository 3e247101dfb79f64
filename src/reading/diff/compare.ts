/** Two trees side by side: which files came, went and changed, how, and what of it a reviewer should look at first. */
import type { Tree } from '../../core/tree.ts';
import { type Patch, unifiedDiff } from './patch.ts';
import { readSide, type SideFile } from './side.ts';
import { type Summary, summaryOf } from './summary.ts';
import type { ChangedFile } from './types.ts';

export interface TreeDiff {
  /** Sorted by path. */
  files: ChangedFile[];
  unchanged: number;
  summary: Summary;
  /** All patches, one after the other; cut at 10 MB, which `truncated` says. */
  unified_diff: string;
  truncated: boolean;
  incomplete: string | null;
}

const MAX_DIFF = 10 * 1024 * 1024;
/** Of one file, in characters: longer ones are named without their diff. */
const MAX_PATCH = 1024 * 1024;

/** Reads both trees once, the first before the second. */
export async function diffTrees(before: Tree, after: Tree): Promise<TreeDiff> {
  const old = await readSide(before, () => true);
  const files: ChangedFile[] = [];
  let unchanged = 0;
  const added: SideFile[] = [];
  const now = await readSide(after, file => {
    const was = old.files.get(file.path);
    if (!was) {
      added.push(file);
      return true;
    }
    if (same(was, file)) unchanged++;
    else files.push(changed(was, file));
    was.text = null;
    return false;
  });
  const gone = [...old.files.values()].filter(({ path }) => !now.files.has(path));
  files.push(...moved(gone, added));
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const { text, truncated } = joined(files);
  const incomplete = old.incomplete ?? now.incomplete;
  return { files, unchanged, summary: summaryOf(old, now, files), unified_diff: text, truncated, incomplete };
}

function same(a: SideFile, b: SideFile): boolean {
  return a.sha256 === b.sha256 && a.linkTarget === b.linkTarget;
}

function changed(was: SideFile, is: SideFile): ChangedFile {
  const patch = was.text !== null && is.text !== null ? unifiedDiff(is.path, was.text, is.text) : null;
  return changedFile('changed', was, is, patch);
}

/** Files that went and came with the same bytes are one that moved. */
function moved(gone: SideFile[], added: SideFile[]): ChangedFile[] {
  const byHash = new Map<string, SideFile[]>();
  for (const file of gone)
    if (file.size > 0) byHash.set(file.sha256, [...(byHash.get(file.sha256) ?? []), file]);
  const found: ChangedFile[] = [];
  const renamed = new Set<string>();
  for (const file of added) {
    const was = byHash.get(file.sha256)?.pop();
    if (was) {
      renamed.add(was.path);
      found.push({ ...changedFile('renamed', was, file, null), from: was.path });
    } else
      found.push(
        changedFile('added', null, file, file.text === null ? null : unifiedDiff(file.path, null, file.text)),
      );
    file.text = null;
  }
  for (const file of gone) {
    if (renamed.has(file.path)) continue;
    found.push(
      changedFile('removed', file, null, file.text === null ? null : unifiedDiff(file.path, file.text, null)),
    );
  }
  return found;
}

function changedFile(
  change: ChangedFile['change'],
  was: SideFile | null,
  is: SideFile | null,
  patch: Patch | null,
): ChangedFile {
  const { path } = (is ?? was) as SideFile;
  return {
    path,
    change,
    from: null,
    size_before: was?.size ?? null,
    size_after: is?.size ?? null,
    sha256_before: was?.sha256 ?? null,
    sha256_after: is?.sha256 ?? null,
    binary: is?.binary ?? was?.binary ?? null,
    lines_added: patch?.added ?? null,
    lines_removed: patch?.removed ?? null,
    patch: patch?.text && patch.text.length <= MAX_PATCH ? patch.text : null,
  };
}

function joined(files: readonly ChangedFile[]): { text: string; truncated: boolean } {
  const parts: string[] = [];
  let length = 0;
  for (const { patch } of files) {
    if (patch === null) continue;
    if (length + patch.length > MAX_DIFF) return { text: parts.join(''), truncated: true };
    parts.push(patch);
    length += patch.length;
  }
  return { text: parts.join(''), truncated: false };
}

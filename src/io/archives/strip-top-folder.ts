import type { Tree, TreeFile } from '../../core/tree.ts';

/** What macOS and old programs leave beside a folder; it does not count, and is given as it is. */
const BESIDE = ['__MACOSX', '.DS_Store', 'pax_global_header'];

/**
 * The tree without the one folder that all its files lie in, as release archives have it; the tree itself where there is no
 * such folder, or only a file.
 *
 * Whether there is one is known only when all names were seen, and files cannot be taken back once they are given. So the
 * tree is read twice, the first time for its names: without bodies, and only until a second name at the top shows. For
 * that it has to be one that can be read again (`Archive.replayable`; open streams with `spool`).
 */
export async function* stripTopFolder(tree: Tree): AsyncGenerator<TreeFile> {
  const top = await topFolder(tree);
  if (top === null) {
    yield* tree;
    return;
  }
  const prefix = `${top}/`;
  for await (const file of tree) {
    if (file.path === top) continue;
    yield file.path.startsWith(prefix) ? renamed(file, file.path.slice(prefix.length)) : file;
  }
}

async function topFolder(tree: Tree): Promise<string | null> {
  let top: string | null = null;
  let isFolder = false;
  for await (const { path, kind } of tree) {
    const slash = path.indexOf('/');
    const first = slash === -1 ? path : path.slice(0, slash);
    if (BESIDE.includes(first)) continue;
    if (top !== null && first !== top) return null;
    top = first;
    if (slash !== -1) isFolder = true;
    else if (kind !== 'directory') return null;
  }
  return isFolder ? top : null;
}

function renamed(file: TreeFile, path: string): TreeFile {
  return { ...file, path };
}

/** Two archives, or two single files, compared. */
import { InputError } from '../../core/errors.ts';
import type { Tree } from '../../core/tree.ts';
import { openArchive } from '../../io/archives/index.ts';
import { files } from '../../io/files.ts';
import { type ChangedFile, diffTrees } from '../../reading/diff/index.ts';
import { archiveTree } from './trees.ts';
import type { ToolFile, ToolHandler } from './types.ts';

const MAX_SINGLE = 50 * 1024 * 1024;

/** Results: `diff` in the shape of diffoscope's JSON, as the original has it, and beside it files and summary. */
export const diffTool: ToolHandler = async ({ files: inputs }) => {
  const [before, after] = inputs;
  if (!before || !after) throw new InputError('url_2', 'two files are needed');
  const [a, b] = await Promise.all([treeOf(before), treeOf(after)]);
  // A single file is compared under one name, whatever the two are called.
  const found = await diffTrees(a ?? single(before, after.name), b ?? single(after, after.name));
  return {
    diff: {
      'diffoscope-json-version': 1,
      source1: before.name,
      source2: after.name,
      unified_diff: null,
      details: found.files.map(detail),
    },
    ...found,
    files: found.files.map(({ patch: _patch, ...file }) => file),
    sha256_1: before.sha256,
    sha256_2: after.sha256,
  };
};

function detail(file: ChangedFile) {
  const { path, from, change, patch, binary } = file;
  return {
    source1: change === 'added' ? '/dev/null' : (from ?? path),
    source2: change === 'removed' ? '/dev/null' : path,
    unified_diff: patch,
    ...(patch === null && binary !== null ? { comments: [binary] } : {}),
  };
}

/** null for what is no archive. */
async function treeOf(file: ToolFile): Promise<Tree | null> {
  const archive = openArchive(file.path, { unsafeNames: 'skip' });
  try {
    for await (const _first of archive) break;
  } catch {
    return null;
  }
  return archive.format === null ? null : archiveTree(file);
}

async function* single(file: ToolFile, name: string): Tree {
  const read = (maxBytes: number) => files.read(file.path, { maxBytes });
  yield {
    path: name,
    size: file.size,
    kind: 'file',
    linkTarget: null,
    executable: null,
    read,
    async *stream() {
      yield await read(MAX_SINGLE);
    },
  };
}

/** What a tool was given, as a tree of files. */
import { InputError } from '../../core/errors.ts';
import type { Tree } from '../../core/tree.ts';
import { type ArchiveLimits, openArchive, stripTopFolder } from '../../io/archives/index.ts';
import type { ToolFile } from './types.ts';

/** Ample for repositories with 100,000 files, and within a thread's time. */
const LIMITS: Partial<ArchiveLimits> = {
  totalBytes: 4 * 1024 ** 3,
  entryBytes: 512 * 1024 ** 2,
  entries: 300_000,
};

/** An archive's files, without the one folder that may hold them all. Unsafe names are left out. */
export function archiveTree(file: ToolFile, signal?: AbortSignal): Tree {
  return stripTopFolder(
    openArchive(file.path, { limits: LIMITS, unsafeNames: 'skip', metadata: true, signal }),
  );
}

/** Exactly one file. @throws InputError naming `url`. */
export function onlyFile(files: readonly ToolFile[]): ToolFile {
  const [file] = files;
  if (!file || files.length > 1) throw new InputError('url', 'one file at a time');
  return file;
}

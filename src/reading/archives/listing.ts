import { InputError, NotFoundError, UpstreamError } from '../../core/errors.ts';
import type { Tree } from '../../core/tree.ts';
import { byName, isBinary, textOf } from './text.ts';

export interface ListedFile {
  path: string;
  /** Bytes, as the tree says it. */
  size: number | null;
  kind: 'file' | 'directory' | 'link';
  linkTarget: string | null;
  executable: boolean | null;
}

/** All entries in the order of the tree; nothing is read. */
export async function entries(tree: Tree): Promise<ListedFile[]> {
  const found: ListedFile[] = [];
  for await (const { path, size, kind, linkTarget, executable } of tree) {
    found.push({ path, size, kind, linkTarget, executable });
  }
  return found;
}

/** Paths of files and links, sorted; `/archives/list` of openapi/archives.yaml. */
export async function listing(tree: Tree): Promise<string[]> {
  const paths: string[] = [];
  for await (const { path, kind } of tree) if (kind !== 'directory') paths.push(path);
  return paths.sort(byName);
}

export type Contents = FileContents | FolderContents;

export interface FileContents {
  name: string;
  directory: false;
  /** The file as text; bytes that are none become U+FFFD. */
  contents: string;
  bytes: Buffer;
  isBinary: boolean;
}

export interface FolderContents {
  name: string;
  directory: true;
  /** Names directly in the folder, sorted; those of folders end with a slash. */
  entries: string[];
}

export interface ContentsOptions {
  /** Most bytes of a file. Default 10 MB. */
  maxBytes?: number;
}

/**
 * The file or folder at a path; the root for `''`, `.` and `/`. Folders need no entry of their own.
 *
 * @throws NotFoundError where there is none, InputError for a path that climbs, UpstreamError `refused` for a link: they are
 * not followed; `too-large` beyond the limit.
 */
export async function contents(tree: Tree, path: string, options: ContentsOptions = {}): Promise<Contents> {
  const segments = path.split('/').filter(segment => segment !== '' && segment !== '.');
  if (segments.includes('..')) throw new InputError('path', 'the path leads out of the archive');
  const wanted = segments.join('/');
  const prefix = wanted === '' ? '' : `${wanted}/`;
  const names = new Set<string>();
  let isFolder = wanted === '';
  for await (const file of tree) {
    if (file.path === wanted) {
      if (file.kind === 'link')
        throw new UpstreamError('refused', 'this is a link, and links are not followed');
      if (file.kind === 'file') {
        const bytes = await file.read(options.maxBytes ?? 10_000_000);
        return { name: wanted, directory: false, contents: textOf(bytes), bytes, isBinary: isBinary(bytes) };
      }
      isFolder = true;
    } else if (file.path.startsWith(prefix)) {
      isFolder = true;
      const rest = file.path.slice(prefix.length);
      const slash = rest.indexOf('/');
      if (slash !== -1) names.add(rest.slice(0, slash + 1));
      else names.add(file.kind === 'directory' ? `${rest}/` : rest);
    }
  }
  if (!isFolder) throw new NotFoundError();
  return { name: wanted, directory: true, entries: [...names].sort(byName) };
}

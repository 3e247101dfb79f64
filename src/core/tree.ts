/**
 * A tree of files as readers see it, wherever it lies: a folder, a git tree, an archive. Files come one at a time, so that
 * memory does not grow with the tree; the body of a file can be read only until the next one is asked for.
 */

export interface TreeFile {
  /** Relative to the root of the tree, with `/`, without `.` or `..` segments, and never empty. */
  path: string;
  /** Bytes of the body, as the tree says it; null where only reading tells. */
  size: number | null;
  /** `link` is a symbolic or hard link: it is listed and never followed. */
  kind: 'file' | 'directory' | 'link';
  /** Where a link leads, as written; null for others. */
  linkTarget: string | null;
  /** True for files that may be run (mode bit of the owner); null where the tree does not say. */
  executable: boolean | null;
  /**
   * The whole body. Empty for directories and links.
   *
   * @throws UpstreamError `too-large` beyond `maxBytes` (counted while reading, whatever `size` said), `malformed` for damage.
   */
  read(maxBytes: number): Promise<Buffer>;
  /** The body in pieces, for what is larger than memory should hold. */
  stream(): AsyncIterable<Uint8Array>;
}

export type Tree = AsyncIterable<TreeFile>;

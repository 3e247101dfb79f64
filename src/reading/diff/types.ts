/** One file of two trees. */

export interface ChangedFile {
  path: string;
  change: 'added' | 'removed' | 'changed' | 'renamed';
  /** Of a renamed file: what it was called. */
  from: string | null;
  size_before: number | null;
  size_after: number | null;
  sha256_before: string | null;
  sha256_after: string | null;
  /** What kind of binary it is; null for text. */
  binary: string | null;
  lines_added: number | null;
  lines_removed: number | null;
  /** Unified diff; null for binaries and what is too large. */
  patch: string | null;
}

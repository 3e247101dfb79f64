/** What archives are read as, and within which limits. Types and data only: pure rooms may import this file. */
import type { TreeFile } from '../../core/tree.ts';

export type ArchiveFormat = 'zip' | 'tar' | 'gem' | 'hex' | 'conda' | 'deb' | 'ar' | 'rpm' | 'cpio';
export type Compression = 'gzip' | 'bzip2' | 'xz' | 'zstd';

/** A path, whole bytes, or a stream. A stream can be read once; see `spool`. */
export type ArchiveSource = string | Uint8Array | AsyncIterable<Uint8Array>;

/** Why an entry is not among the files, or not as the archive has it. */
export type NoteReason =
  /** Its name climbs out of the tree, has a drive letter or a NUL, or is empty or too long. Left out. */
  | 'unsafe-name'
  /** Its name began with `/` or had backslashes. Given under a cleaned name. */
  | 'cleaned-name'
  /** An earlier entry has its name (in a zip: a later one, which is the one that unpacking leaves). Left out. */
  | 'duplicate'
  /** Left out. */
  | 'encrypted'
  /** A device, pipe, socket or sparse file. Left out. */
  | 'special'
  /** An archive within the archive that is nested too deeply, or damaged. Given as a file. */
  | 'nested';

export interface ArchiveNote {
  path: string;
  reason: NoteReason;
}

/** A tree, and what is known of the archive once its first file was asked for. */
export interface Archive extends AsyncIterable<TreeFile> {
  /** Null until the first file was asked for. */
  readonly format: ArchiveFormat | null;
  /** From the outside in; empty where nothing is compressed or each entry by itself. */
  readonly compression: readonly Compression[];
  /** What was left out or changed; complete when the last file was given. The first 1,000. */
  readonly notes: readonly ArchiveNote[];
  /** How many notes there would be without the limit. */
  readonly noteCount: number;
  /** Whether the tree can be read again. */
  readonly replayable: boolean;
  /** Lets go of what was put aside; needed after `spool` only. The tree cannot be read again then. */
  close(): Promise<void>;
}

export interface ArchiveLimits {
  /** Most bytes of the archive itself. */
  sourceBytes: number;
  /** Most bytes that may come out of it, counted as they come, whatever headers say. */
  totalBytes: number;
  /** Most bytes of one entry. */
  entryBytes: number;
  /** Most entries, directories and links included. */
  entries: number;
  /** Most characters of all names together. */
  nameCharacters: number;
  /** Most bytes out for each byte in, once more than `ratioFreeBytes` came out. */
  ratio: number;
  ratioFreeBytes: number;
  /** Most compressions around one archive. */
  layers: number;
}

export const ARCHIVE_LIMITS: ArchiveLimits = {
  sourceBytes: 1024 ** 3,
  totalBytes: 4 * 1024 ** 3,
  entryBytes: 1024 ** 3,
  entries: 500_000,
  nameCharacters: 64 * 1024 ** 2,
  ratio: 100,
  ratioFreeBytes: 10_000_000,
  layers: 2,
};

export interface ArchiveOptions {
  limits?: Partial<ArchiveLimits>;
  /** Ends the reading with an UpstreamError `timeout`. */
  signal?: AbortSignal;
  /** What becomes of entries with unsafe names: the archive is refused at the first one (default), or they are left out. */
  unsafeNames?: 'refuse' | 'skip';
  /** Whether a package's own files are given, as `DEBIAN/control` and `GEM/metadata.yaml`. Default true. */
  metadata?: boolean;
  /** How deep archives within the archive are opened, as `lib/a.jar!/b.class`. Default 0: they are files. */
  nested?: number;
  /** Whether a stream is put aside, in memory or an unnamed temporary file, so that it can be read again. */
  spool?: boolean;
}

/** What the readers of the single formats give, and how it becomes files of a tree. */
import { UpstreamError } from '../../core/errors.ts';
import type { TreeFile } from '../../core/tree.ts';
import type { Budget } from './budget.ts';
import { cleanName } from './names.ts';
import type { ArchiveNote, ArchiveOptions, NoteReason } from './types.ts';

export interface Entry {
  /** As the archive says it. */
  name: string;
  kind: TreeFile['kind'] | 'special' | 'encrypted' | 'duplicate';
  size: number | null;
  linkTarget: string | null;
  executable: boolean | null;
  /** True for what a package says of itself. */
  isMetadata?: boolean;
  /** The body, once, and only until the next entry is asked for. */
  body(): AsyncIterable<Uint8Array>;
}

export interface Notes {
  list: ArchiveNote[];
  count: number;
}

const MAX_NOTES = 1000;

export function addNote(notes: Notes, path: string, reason: NoteReason): void {
  notes.count++;
  if (notes.list.length < MAX_NOTES) notes.list.push({ path: path.slice(0, 4096), reason });
}

/** Files of clean and different names; everything else is noted. */
export async function* filesOf(
  entries: AsyncIterable<Entry>,
  budget: Budget,
  notes: Notes,
  options: ArchiveOptions,
): AsyncGenerator<TreeFile> {
  const seen = new Set<string>();
  for await (const entry of entries) {
    budget.entry(entry.name.length);
    if (entry.isMetadata && options.metadata === false) continue;
    const clean = cleanName(entry.name);
    if (clean === null) {
      if (options.unsafeNames !== 'skip') {
        throw new UpstreamError('refused', `archive: an entry has an unsafe name: ${excerpt(entry.name)}`);
      }
      addNote(notes, entry.name, 'unsafe-name');
      continue;
    }
    const { path } = clean;
    if (path === '') continue;
    if (clean.isChanged) addNote(notes, path, 'cleaned-name');
    const { kind } = entry;
    if (kind === 'special' || kind === 'encrypted' || kind === 'duplicate') {
      addNote(notes, path, kind);
      continue;
    }
    if (seen.has(path)) {
      // Directories are often listed again, and nothing is lost by it.
      if (kind !== 'directory') addNote(notes, path, 'duplicate');
      continue;
    }
    seen.add(path);
    const file = treeFile(path, kind, entry, budget.limits.entryBytes);
    yield file.given;
    file.expire();
  }
}

function treeFile(
  path: string,
  kind: TreeFile['kind'],
  entry: Entry,
  entryBytes: number,
): { given: TreeFile; expire(): void } {
  let state: 'fresh' | 'read' | 'past' = 'fresh';
  function open(maxBytes: number): AsyncIterable<Uint8Array> {
    if (state === 'past') throw new Error(`the body of ${path} was asked for after the next file`);
    if (state === 'read') throw new Error(`the body of ${path} was asked for twice`);
    state = 'read';
    if (kind !== 'file') return nothing();
    return limited(entry.body(), path, maxBytes);
  }
  const given: TreeFile = {
    path,
    kind,
    size: kind === 'file' ? entry.size : 0,
    linkTarget: kind === 'link' ? entry.linkTarget : null,
    executable: kind === 'file' ? entry.executable : null,
    async read(maxBytes) {
      const cap = Math.min(maxBytes, entryBytes);
      if (kind === 'file' && (entry.size ?? 0) > cap) throw beyond(path, cap);
      return collect(open(cap));
    },
    async *stream() {
      yield* open(entryBytes);
    },
  };
  return {
    given,
    expire() {
      state = 'past';
    },
  };
}

/** All pieces as one. */
export async function collect(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function* limited(
  bytes: AsyncIterable<Uint8Array>,
  path: string,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const piece of bytes) {
    total += piece.length;
    if (total > maxBytes) throw beyond(path, maxBytes);
    yield piece;
  }
}

function beyond(path: string, maxBytes: number): UpstreamError {
  return new UpstreamError('too-large', `${excerpt(path)} is larger than ${maxBytes} bytes`);
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** A name as a message may carry it. */
export function excerpt(name: string): string {
  return JSON.stringify(name.slice(0, 100));
}

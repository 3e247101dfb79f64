/** A commit of a local git repository as a tree of files, through git itself. */
import { InputError, UpstreamError } from '../core/errors.ts';
import type { TreeFile } from '../core/tree.ts';
import { type ByteReader, byteReader } from '../formats/byte-reader.ts';
import type { Processes } from './types.ts';

export interface GitTreeOptions {
  /** Whatever `git rev-parse` takes for a commit or tree; default `HEAD`. */
  revision?: string;
  /** Most files. Default 1,000,000. */
  entries?: number;
  /** Most milliseconds that git may take. Default 120,000. */
  timeoutMs?: number;
}

/**
 * Git opens no connections, asks nothing, and fetches nothing that a partial clone lacks, whatever the repository's own
 * configuration says.
 */
const VARIABLES = {
  GIT_ALLOW_PROTOCOL: '',
  GIT_NO_LAZY_FETCH: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_NO_REPLACE_OBJECTS: '1',
};

const LONGEST_RECORD = 64 * 1024;

/**
 * The files of a commit, in git's order. Links are listed with their targets and never followed; submodules are given as
 * empty directories. Nothing is checked out: bodies come from the object database, and only those that are read.
 *
 * @throws InputError for a revision that cannot be one, UpstreamError `malformed` where git knows no such repository,
 * revision or object, `too-large` beyond the limits, `timeout`.
 */
export async function* gitTree(
  processes: Processes,
  repository: string,
  options: GitTreeOptions = {},
): AsyncGenerator<TreeFile> {
  const timeoutMs = options.timeoutMs ?? 120_000;
  const git = (args: string[], input?: AsyncIterable<Uint8Array>) =>
    processes.stream('git', ['-C', repository, ...args], { timeoutMs, input, variables: VARIABLES });
  const tree = await treeOf(git, options.revision ?? 'HEAD');
  const objects = objectReader(input => git(['cat-file', '--batch'], input));
  try {
    const listing = git(['ls-tree', '-r', '-z', '-l', '--full-tree', tree]);
    let count = 0;
    for await (const record of records(listing)) {
      if (++count > (options.entries ?? 1_000_000))
        throw new UpstreamError('too-large', 'git: too many files');
      yield await treeFile(record, objects);
    }
  } finally {
    await objects.close();
  }
}

type Git = (args: string[]) => AsyncIterable<Uint8Array>;

/** The name of the tree: no word of the user's is a command-line option. */
async function treeOf(git: Git, revision: string): Promise<string> {
  if (revision === '' || revision.length > 1024 || revision.startsWith('-') || /[\p{Cc} ]/u.test(revision)) {
    throw new InputError('revision', 'the revision is no name that git knows');
  }
  let text = '';
  for await (const piece of git(['rev-parse', '--verify', '--end-of-options', `${revision}^{tree}`])) {
    text += Buffer.from(piece).toString('latin1');
  }
  const name = text.trim();
  if (!/^[0-9a-f]{40,64}$/.test(name)) throw new UpstreamError('malformed', 'git: no tree of that name');
  return name;
}

interface GitRecord {
  mode: string;
  type: string;
  id: string;
  size: number | null;
  path: string;
}

/** `<mode> <type> <object> <size>\t<path>\0`, the size `-` for submodules. git-ls-tree(1) */
async function* records(listing: AsyncIterable<Uint8Array>): AsyncGenerator<GitRecord> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of listing) {
    const bytes = rest.length === 0 ? Buffer.from(piece) : Buffer.concat([rest, piece]);
    let start = 0;
    for (let end = bytes.indexOf(0); end !== -1; end = bytes.indexOf(0, start)) {
      yield recordOf(bytes.toString('utf8', start, end));
      start = end + 1;
    }
    rest = bytes.subarray(start);
    if (rest.length > LONGEST_RECORD) throw new UpstreamError('too-large', 'git: a name is too long');
  }
}

function recordOf(text: string): GitRecord {
  const tab = text.indexOf('\t');
  const [mode = '', type = '', id = '', size = ''] = text
    .slice(0, tab)
    .split(' ')
    .filter(word => word !== '');
  const path = text.slice(tab + 1);
  // Git itself refuses such names; the object database of a stranger need not.
  if (
    tab === -1 ||
    path.split('/').some(segment => ['', '.', '..', '.git'].includes(segment.toLowerCase()))
  ) {
    throw new UpstreamError('refused', 'git: a tree with an impossible name');
  }
  return { mode, type, id, size: /^[0-9]+$/.test(size) ? Number(size) : null, path };
}

async function treeFile({ mode, type, id, size, path }: GitRecord, objects: Objects): Promise<TreeFile> {
  const isLink = mode === '120000';
  const isFile = type === 'blob' && !isLink;
  if (isLink && (size ?? 0) > LONGEST_RECORD)
    throw new UpstreamError('malformed', 'git: a link target is too long');
  return {
    path,
    size: isFile ? size : 0,
    kind: isFile ? 'file' : isLink ? 'link' : 'directory',
    linkTarget: isLink ? (await whole(objects.stream(id))).toString('utf8') : null,
    executable: isFile ? mode === '100755' : null,
    async read(maxBytes) {
      if (!isFile) return Buffer.alloc(0);
      if ((size ?? 0) > maxBytes)
        throw new UpstreamError('too-large', `${path} is larger than ${maxBytes} bytes`);
      return whole(objects.stream(id));
    },
    async *stream() {
      if (isFile) yield* objects.stream(id);
    },
  };
}

async function whole(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces);
}

interface Objects {
  /** The bytes of one object; the one before is passed over where it was not read to its end. */
  stream(id: string): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/** One `git cat-file --batch`, started with the first object: a name is written, its bytes are read. */
function objectReader(start: (input: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>): Objects {
  let reader: ByteReader | null = null;
  let finish: () => Promise<boolean> = async () => true;
  const names = queue();
  return {
    async *stream(id) {
      await finish();
      reader ??= byteReader(start(names.items));
      names.push(Buffer.from(`${id}\n`));
      const size = await sizeOf(reader, id);
      const body = reader.body(size);
      const own = reader;
      finish = async () => (await body.finish()) && own.skip(1);
      yield* body.bytes;
    },
    async close() {
      names.end();
      await reader?.close();
    },
  };
}

/** `<object> <type> <size>\n`, or `<object> missing\n`. git-cat-file(1) */
async function sizeOf(reader: ByteReader, id: string): Promise<number> {
  let line = '';
  while (line.length < 256) {
    const byte = await reader.take(1);
    if (byte === null) break;
    if (byte[0] === 0x0a) break;
    line += byte.toString('latin1');
  }
  const [name, type, size = ''] = line.split(' ');
  if (name !== id || type !== 'blob' || !/^[0-9]{1,15}$/.test(size)) {
    throw new UpstreamError('malformed', 'git: an object is missing');
  }
  return Number(size);
}

/** What is pushed, for whoever reads it, until the end. */
function queue(): { push(item: Uint8Array): void; end(): void; items: AsyncIterable<Uint8Array> } {
  const waiting: Uint8Array[] = [];
  let hasEnded = false;
  let wake = () => {};
  async function* items(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const next = waiting.shift();
      if (next !== undefined) yield next;
      else if (hasEnded) return;
      else
        await new Promise<void>(resolve => {
          wake = resolve;
        });
    }
  }
  return {
    push(item) {
      waiting.push(item);
      wake();
    },
    end() {
      hasEnded = true;
      wake();
    },
    items: items(),
  };
}

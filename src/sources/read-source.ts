/** A source's documents out of a tree, as records in batches; what has not changed is passed over. */
import { createHash } from 'node:crypto';
import { messageOf, UpstreamError } from '../core/errors.ts';
import type { Tree, TreeFile } from '../core/tree.ts';
import { storable } from './notes.ts';
import { comparePaths } from './paths.ts';
import type {
  DocumentContent,
  DocumentContext,
  DocumentForm,
  Source,
  SourceProblem,
  StreamForm,
  WholeForm,
} from './source.ts';

export interface ReadOptions {
  /**
   * What is known of each document by its path: the sha256 (hex) that an earlier reading gave. A document that has it still is
   * hashed, and not parsed. Either a map or a question.
   */
  known?: ReadonlyMap<string, string> | ((path: string, sha256: string) => boolean);
  /**
   * Documents up to and including this path are neither read nor told. Only for trees in the order of `comparePaths`, as folders are;
   * an interrupted reading of any other tree is taken up with `known`.
   */
  after?: string;
  /** Milliseconds since 1970; default the clock's. */
  now?: number;
  /** Records of a batch, about. Default 1,000. */
  batch?: number;
  /** Ends the reading with an UpstreamError `timeout`. */
  signal?: AbortSignal;
}

export interface SourceBatch {
  documents: ReadDocument[];
}

export interface ReadDocument {
  path: string;
  /**
   * `read`: these are its records, all or the last of them. `part`: more of it follows. `unchanged`: as it was known. `failed`: it
   * cannot be used, or not beyond the parts that were given; `problems` says why.
   */
  state: 'read' | 'part' | 'unchanged' | 'failed';
  /** Hex; null for parts, and for documents that could not be read to their end. */
  sha256: string | null;
  records: DocumentContent['records'];
  exploits: DocumentContent['exploits'];
  problems: SourceProblem[];
}

/** Collections up to this size are hashed before they are read, so that unchanged ones cost no parsing. */
const HASHED_FIRST = 160 * 1024 * 1024;
/** Bytes of documents that make a batch, and documents: records may be large, or none. */
const BATCH_BYTES = 16 * 1024 * 1024;
const BATCH_DOCUMENTS = 2_000;

/**
 * Reads a source from a tree: a folder, or an archive. Documents come in the order of the tree. Of records with one identifier the
 * first stands, the others are problems; between batches of one reading and another the caller has to look.
 *
 * A damaged document is `failed` and not the end. Errors of the tree itself are thrown, after the batch of what came before.
 *
 * @throws UpstreamError of the tree, and `timeout`.
 */
export async function* readSource(
  source: Source,
  tree: Tree,
  options: ReadOptions = {},
): AsyncGenerator<SourceBatch> {
  const { forms } = await source.load();
  const seen = newSeen();
  const size = options.batch ?? 1_000;
  let batch: ReadDocument[] = [];
  let records = 0;
  let bytes = 0;
  const checkTime = () => {
    if (options.signal?.aborted) throw new UpstreamError('timeout', `reading ${source.id} took too long`);
  };
  const isFull = () => records >= size || bytes >= BATCH_BYTES || batch.length >= BATCH_DOCUMENTS;
  const take = (): SourceBatch => {
    const documents = batch;
    [batch, records, bytes] = [[], 0, 0];
    return { documents };
  };
  try {
    for await (const file of tree) {
      checkTime();
      const form = file.kind === 'file' ? forms.find(({ matches }) => matches(file.path)) : undefined;
      // Asked before anything is passed over: what was read earlier is not repeated either.
      if (form === undefined || seen.isRepeated(form, file.path)) continue;
      if (options.after !== undefined && comparePaths(file.path, options.after) <= 0) continue;
      for await (const document of documentsOf(file, form, options)) {
        checkTime();
        batch.push(seen.withoutRepeated(form, document));
        records += document.records.length + document.exploits.length;
        // Parts have their records to be counted by.
        if ('read' in form && document.state !== 'unchanged') bytes += file.size ?? 0;
        if (isFull()) yield take();
      }
    }
  } catch (error) {
    if (batch.length > 0) yield take();
    throw error;
  }
  if (batch.length > 0) yield take();
}

async function* documentsOf(
  file: TreeFile,
  form: DocumentForm,
  options: ReadOptions,
): AsyncGenerator<ReadDocument> {
  const context: DocumentContext = { path: file.path, now: options.now ?? Date.now() };
  const limit = 'read' in form ? form.maxBytes : Math.min(form.maxBytes, HASHED_FIRST);
  if ('read' in form || (file.size !== null && file.size <= limit)) {
    let bytes: Buffer;
    try {
      bytes = await file.read(limit);
    } catch (error) {
      // Only this document is too large; anything else is the tree's.
      if (!(error instanceof UpstreamError && error.code === 'too-large')) throw error;
      yield failed(context, error, null);
      return;
    }
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (isKnown(options.known, file.path, sha256)) {
      yield { path: file.path, state: 'unchanged', sha256, ...nothing() };
    } else if ('read' in form) yield readWhole(bytes, form, context, sha256);
    else yield* readStream(once(bytes), form, context, () => sha256);
    return;
  }
  const hash = createHash('sha256');
  yield* readStream(counted(file, form.maxBytes, hash), form, context, () => hash.digest('hex'));
}

function readWhole(bytes: Buffer, form: WholeForm, context: DocumentContext, sha256: string): ReadDocument {
  try {
    return { path: context.path, state: 'read', sha256, ...form.read(bytes, context) };
  } catch (error) {
    return failed(context, error, sha256);
  }
}

/** Parts as they come, the last one as the whole. */
async function* readStream(
  bytes: AsyncIterable<Uint8Array>,
  form: StreamForm,
  context: DocumentContext,
  sha256: () => string,
): AsyncGenerator<ReadDocument> {
  const { path } = context;
  let last: DocumentContent = nothing();
  try {
    for await (const content of form.stream(bytes, context)) {
      if (last.records.length + last.exploits.length + last.problems.length > 0)
        yield { path, state: 'part', sha256: null, ...last };
      last = content;
    }
  } catch (error) {
    const end = failed(context, error, null);
    yield {
      ...end,
      records: last.records,
      exploits: last.exploits,
      problems: [...last.problems, ...end.problems],
    };
    return;
  }
  yield { path, state: 'read', sha256: sha256(), ...last };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function* counted(
  file: TreeFile,
  maxBytes: number,
  hash: { update(bytes: Uint8Array): unknown },
): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of file.stream()) {
    length += chunk.length;
    if (length > maxBytes)
      throw new UpstreamError('too-large', `${file.path} is larger than ${maxBytes} bytes`);
    hash.update(chunk);
    yield chunk;
  }
}

function isKnown(known: ReadOptions['known'], path: string, sha256: string): boolean {
  if (known === undefined) return false;
  return typeof known === 'function' ? known(path, sha256) : known.get(path) === sha256;
}

function nothing(): DocumentContent {
  return { records: [], exploits: [], problems: [] };
}

/** @throws the error itself where it is none of a document. */
function failed({ path }: DocumentContext, error: unknown, sha256: string | null): ReadDocument {
  if (!(error instanceof UpstreamError) || error.code === 'timeout') throw error;
  return {
    path,
    state: 'failed',
    sha256,
    records: [],
    exploits: [],
    problems: [{ path, id: null, message: storable(messageOf(error)) }],
  };
}

/** What came before in one reading. */
function newSeen() {
  const ids = new Set<string>();
  const keys = new Set<string>();
  return {
    /** Whether the document says again what another form of it has said; and takes note of the path. */
    isRepeated(form: DocumentForm, path: string): boolean {
      const key = form.key?.(path);
      if (key === undefined) return false;
      if (form.isSecondary) return keys.has(key);
      keys.add(key);
      return false;
    },
    withoutRepeated(form: DocumentForm, document: ReadDocument): ReadDocument {
      const { path } = document;
      const records = document.records.filter(({ source, id }) => {
        const key = `${source} ${id}`;
        if (!ids.has(key)) {
          ids.add(key);
          return true;
        }
        if (!form.isSecondary)
          document.problems.push({ path, id, message: 'a record of this identifier came before' });
        return false;
      });
      return records.length === document.records.length ? document : { ...document, records };
    },
  };
}

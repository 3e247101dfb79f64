/** Archives of all kinds as trees of files. What they are is told from their bytes; nothing is ever written under its own name. */
import { messageOf, NotFoundError, UpstreamError } from '../../core/errors.ts';
import type { TreeFile } from '../../core/tree.ts';
import { createBudget } from './budget.ts';
import { filesOf, type Notes } from './entry.ts';
import { withNested } from './nested.ts';
import { open } from './open.ts';
import { type Origin, originOf, type Range, rangeStream, spool } from './origin.ts';
import type { Archive, ArchiveFormat, ArchiveOptions, ArchiveSource, Compression } from './types.ts';

export { stripTopFolder } from './strip-top-folder.ts';
export type * from './types.ts';
export { ARCHIVE_LIMITS } from './types.ts';

/**
 * An archive as a tree. Nothing is opened before the first file is asked for, and everything is closed when the last was
 * given or the reader stops.
 *
 * Reading throws UpstreamError: `malformed` for what is no archive, damaged or truncated (the files before the damage have
 * been given), `too-large` beyond the limits, `refused` for unsafe names, overlapping zip members, formats and methods that
 * are not read here, `timeout` when the signal is aborted; and NotFoundError where there is no such file.
 */
export function openArchive(source: ArchiveSource, options: ArchiveOptions = {}): Archive {
  const isStream = typeof source !== 'string' && !(source instanceof Uint8Array);
  let origin = originOf(source);
  let format: ArchiveFormat | null = null;
  let compression: Compression[] = [];
  let notes: Notes = { list: [], count: 0 };
  let isUsed = false;
  let aside: Range | null = null;

  async function* read(): AsyncGenerator<TreeFile> {
    if (isUsed && !origin.replayable) throw new Error('the archive came as a stream and was read already');
    isUsed = true;
    notes = { list: [], count: 0 };
    const budget = createBudget(options);
    const toClose: (() => Promise<void>)[] = [];
    try {
      if (isStream && options.spool && !origin.replayable) {
        aside = await spool(budget.source(origin.stream()));
        origin = putAside(aside);
      }
      const opened = await open(origin, budget, range => toClose.push(range.close));
      format = opened.format;
      compression = opened.compression;
      const files = filesOf(opened.entries, budget, notes, options);
      yield* options.nested ? withNested(files, options.nested, budget, notes, options) : files;
    } catch (error) {
      throw typed(error);
    } finally {
      for (const end of toClose) await end();
    }
  }

  return {
    get format() {
      return format;
    },
    get compression() {
      return compression;
    },
    get notes() {
      return notes.list;
    },
    get noteCount() {
      return notes.count;
    },
    get replayable() {
      return origin.replayable || options.spool === true;
    },
    async close() {
      await aside?.close();
      aside = null;
    },
    [Symbol.asyncIterator]: read,
  };
}

/** What was put aside stays open between readings. */
function putAside(range: Range): Origin {
  return {
    replayable: true,
    stream: () => rangeStream(range, 0, range.size),
    range: async () => ({ ...range, close: async () => {} }),
  };
}

/** Whatever is thrown as one of the project's own failures. */
function typed(error: unknown): unknown {
  if (error instanceof UpstreamError || error instanceof NotFoundError) return error;
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) {
    return new UpstreamError('unreachable', `archive: ${messageOf(error)}`, { cause: error });
  }
  return error;
}

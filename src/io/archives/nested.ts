/** Archives within archives: jars within jars, a package within an image. */
import { UpstreamError } from '../../core/errors.ts';
import type { TreeFile } from '../../core/tree.ts';
import type { Budget } from './budget.ts';
import { addNote, filesOf, type Notes } from './entry.ts';
import { open } from './open.ts';
import { type Range, rangeStream, spool } from './origin.ts';
import type { ArchiveOptions } from './types.ts';

/** By name, so that not every file has to be put aside to see what it is; what it is, its bytes say. */
const NAMES =
  /\.(?:zip|jar|war|ear|aar|whl|egg|nupkg|vsix|apk|conda|crate|gem|deb|rpm|tar|tgz|tbz2?|txz|tzst|tar\.(?:gz|bz2|xz|zst))$/i;

/**
 * The files, and after each one that is an archive its files, as `a.jar!/b.class`. All count together. What is nested deeper
 * than `depth`, and what cannot be opened, is noted and stays a file.
 */
export async function* withNested(
  files: AsyncIterable<TreeFile>,
  depth: number,
  budget: Budget,
  notes: Notes,
  options: ArchiveOptions,
): AsyncGenerator<TreeFile> {
  for await (const file of files) {
    if (file.kind !== 'file' || !NAMES.test(file.path)) {
      yield file;
      continue;
    }
    if (depth === 0) {
      addNote(notes, file.path, 'nested');
      yield file;
      continue;
    }
    const range = await spool(file.stream());
    try {
      yield again(file, range);
      yield* filesWithin(file.path, range, depth, budget, notes, options);
    } finally {
      await range.close();
    }
  }
}

async function* filesWithin(
  path: string,
  range: Range,
  depth: number,
  budget: Budget,
  notes: Notes,
  options: ArchiveOptions,
): AsyncGenerator<TreeFile> {
  const stream = () => rangeStream(range, 0, range.size);
  const origin = { replayable: true, stream, range: async () => ({ ...range, close: async () => {} }) };
  const opened: Range[] = [];
  // Its bytes came out of the archive around it: what comes out of them is compared with that one's size.
  const inner: Budget = { ...budget, source: bytes => bytes, sourceIs() {} };
  try {
    const { entries } = await open(origin, inner, within => opened.push(within));
    const files = withNested(filesOf(entries, inner, notes, options), depth - 1, budget, notes, options);
    for await (const file of files) yield { ...file, path: `${path}!/${file.path}` };
  } catch (error) {
    // One bad archive does not spoil the others; limits hold for all together.
    if (!(error instanceof UpstreamError) || !['malformed', 'refused'].includes(error.code)) throw error;
    addNote(notes, path, 'nested');
  } finally {
    for (const within of opened) await within.close();
  }
}

function again(file: TreeFile, range: Range): TreeFile {
  return {
    ...file,
    size: range.size,
    async read(maxBytes) {
      if (range.size > maxBytes) {
        throw new UpstreamError(
          'too-large',
          `${JSON.stringify(file.path.slice(0, 100))} is larger than ${maxBytes} bytes`,
        );
      }
      return range.read(0, range.size);
    },
    stream: () => rangeStream(range, 0, range.size),
  };
}

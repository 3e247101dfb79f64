/**
 * All stanzas of several index files, brought together by package name. One name can be in many places: in the release
 * and in security fixes, once per architecture, twice in one file (`linux-doc` is).
 *
 * Files are read twice: first for the names alone, so that in the second pass a package whose stanzas have all come can
 * be given at once. That holds only the few that are still waiting, where keeping the index would take its whole size.
 */
import { UpstreamError } from '../../../core/errors.ts';
import { DEB822_LIMITS, parseStanza, type Stanza, splitStanzas } from '../../../formats/deb822.ts';
import type { FetchedIndex, IndexFile } from './index-file.ts';
import { names } from './names.ts';

export interface LocatedStanza {
  fields: Stanza;
  file: IndexFile;
}

export interface StanzaGroup {
  /** As in the file: bare, also of source packages. */
  name: string;
  /** In the order of the files. */
  stanzas: LocatedStanza[];
}

interface Waiting {
  bytes: Buffer;
  file: IndexFile;
}

/** A name is in a handful of suites and architectures. */
const MAX_STANZAS = 1_000;
const FIRST_FIELD = Buffer.from('Package: ');
const NEWLINE = 0x0a;

/**
 * The packages of all files, each once with all its stanzas, some at a time. Files of binary and of source packages
 * belong in different calls. Of each stanza the wanted fields are read. `onBytes` is told of the second pass.
 *
 * @throws UpstreamError `malformed` for a stanza that names no package, or a name that is in more than 1,000;
 *   `unreachable` when a file changed between the passes.
 */
export async function* stanzaGroups(
  files: readonly FetchedIndex[],
  wanted: ReadonlySet<string>,
  onBytes: (count: number) => void,
): AsyncGenerator<StanzaGroup[]> {
  const expected = await countNames(files);
  const waiting = new Map<string, Waiting[]>();
  const parse = ({ bytes, file }: Waiting): LocatedStanza => ({
    fields: parseStanza(bytes, DEB822_LIMITS, wanted),
    file,
  });
  for (const { file, open } of files) {
    for await (const stanzas of splitStanzas(open(onBytes))) {
      const complete: StanzaGroup[] = [];
      for (const bytes of stanzas) {
        const name = packageName(bytes);
        if (name === null) continue;
        const count = expected.get(name);
        if (count === undefined) throw changed();
        if (count === 1) {
          expected.delete(name);
          complete.push({ name, stanzas: [parse({ bytes, file })] });
          continue;
        }
        const found = waiting.get(name) ?? [];
        // Copied, since a view would keep the whole chunk.
        found.push({ bytes: Buffer.from(bytes), file });
        waiting.set(name, found);
        if (found.length < count) continue;
        expected.delete(name);
        waiting.delete(name);
        complete.push({ name, stanzas: found.map(parse) });
      }
      if (complete.length > 0) yield complete;
    }
  }
  if (expected.size > 0) throw changed();
}

async function countNames(files: readonly FetchedIndex[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { open } of files) {
    for await (const stanzas of splitStanzas(open(() => {}))) {
      for (const bytes of stanzas) {
        const name = packageName(bytes);
        if (name === null) continue;
        const count = (counts.get(name) ?? 0) + 1;
        if (count > MAX_STANZAS) throw malformed(`package ${name} has more than ${MAX_STANZAS} stanzas`);
        counts.set(name, count);
      }
    }
  }
  return counts;
}

/** The normalised name, or null for a stanza of comments. Nearly always the first field, which saves reading the rest. */
function packageName(bytes: Buffer): string | null {
  const raw = startsWithName(bytes) ? firstValue(bytes) : anyValue(bytes);
  if (raw === null) return null;
  const name = names.normalise(raw);
  const problem = name.includes(':') ? 'not a package name' : names.problem(name);
  if (problem !== null) throw malformed(`package ${JSON.stringify(name.slice(0, 60))}: ${problem}`);
  return name;
}

function startsWithName(bytes: Buffer): boolean {
  const { length } = FIRST_FIELD;
  return bytes.length >= length && bytes.compare(FIRST_FIELD, 0, length, 0, length) === 0;
}

function firstValue(bytes: Buffer): string {
  const end = bytes.indexOf(NEWLINE);
  return bytes.toString('latin1', FIRST_FIELD.length, end === -1 ? bytes.length : end);
}

function anyValue(bytes: Buffer): string | null {
  const fields = parseStanza(bytes);
  if (fields.size === 0) return null;
  const name = fields.get('package');
  if (name === undefined) throw malformed('a stanza names no package');
  return name;
}

function malformed(message: string): UpstreamError {
  return new UpstreamError('malformed', message);
}

function changed(): UpstreamError {
  return new UpstreamError('unreachable', 'the index changed while it was read');
}

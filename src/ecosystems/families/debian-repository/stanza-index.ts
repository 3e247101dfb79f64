/**
 * All stanzas of several index files, by package name. One name can be in many places: in the release and in security
 * fixes, once per architecture, twice in one file (`linux-doc` is). Bytes are kept as they came and parsed when asked
 * for, which is smaller and quicker than keeping records; nothing is given out before every file was read to its end.
 */
import { UpstreamError } from '../../../core/errors.ts';
import { parseStanza, type Stanza, splitStanzas } from '../../../formats/deb822.ts';
import type { ConnectorContext } from '../../ecosystem.ts';
import type { IndexFile } from './index-file.ts';
import { names, sourceName } from './names.ts';

export interface LocatedStanza {
  fields: Stanza;
  file: IndexFile;
}

export interface StanzaIndex {
  /** Binary packages by name, source packages by `src:` name, in the order of their first appearance. */
  names: Iterable<string>;
  /** The stanzas of a name in the order of the files; empty for an unknown name. */
  get(name: string): LocatedStanza[];
  hasSources: boolean;
}

/** A chain, not an array: nearly every name has one place. */
interface Place {
  bytes: Buffer;
  file: IndexFile;
  before: Place | null;
  /** Places up to this one. */
  count: number;
}

/** A name is in a handful of suites and architectures. */
const MAX_PLACES = 1_000;

const FIRST_FIELD = Buffer.from('Package: ');
const NEWLINE = 0x0a;

/**
 * Reads all files. `onBytes` is told the bytes read since its last call.
 *
 * @throws UpstreamError `malformed` for a stanza that names no package.
 */
export async function readStanzaIndex(
  context: ConnectorContext,
  files: readonly IndexFile[],
  onBytes: (count: number) => void,
): Promise<StanzaIndex> {
  const places = new Map<string, Place>();
  for (const file of files) {
    const isSource = file.architecture === 'source';
    for await (const stanzas of splitStanzas(file.open(context, onBytes))) {
      for (const bytes of stanzas) {
        const name = packageName(bytes);
        if (name === null) continue;
        const key = isSource ? sourceName(name) : name;
        const before = places.get(key) ?? null;
        if (before?.count === MAX_PLACES) {
          throw new UpstreamError('malformed', `package ${key} has more than ${MAX_PLACES} stanzas`);
        }
        places.set(key, { bytes, file, before, count: 1 + (before?.count ?? 0) });
      }
    }
  }
  return {
    names: places.keys(),
    get(name) {
      const stanzas: LocatedStanza[] = [];
      for (let place = places.get(name) ?? null; place !== null; place = place.before) {
        stanzas.push({ fields: parseStanza(place.bytes), file: place.file });
      }
      stanzas.reverse();
      return stanzas;
    },
    hasSources: files.some(({ architecture }) => architecture === 'source'),
  };
}

/** The normalised name, or null for a stanza of comments. Nearly always the first field, which saves reading the rest. */
function packageName(bytes: Buffer): string | null {
  const raw = bytes.subarray(0, FIRST_FIELD.length).equals(FIRST_FIELD) ? firstValue(bytes) : anyValue(bytes);
  if (raw === null) return null;
  const name = names.normalise(raw);
  const problem = names.problem(name);
  if (problem !== null || name.includes(':')) {
    throw new UpstreamError(
      'malformed',
      `package ${JSON.stringify(name.slice(0, 60))}: ${problem ?? 'not a name'}`,
    );
  }
  return name;
}

function firstValue(bytes: Buffer): string {
  const end = bytes.indexOf(NEWLINE);
  return bytes.toString('latin1', FIRST_FIELD.length, end === -1 ? bytes.length : end);
}

function anyValue(bytes: Buffer): string | null {
  const fields = parseStanza(bytes);
  if (fields.size === 0) return null;
  const name = fields.get('package');
  if (name === undefined) throw new UpstreamError('malformed', 'a stanza names no package');
  return name;
}

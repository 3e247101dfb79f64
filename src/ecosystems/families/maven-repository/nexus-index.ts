/**
 * The index that Maven repositories publish of themselves under `.index/`: a list of everything in it, and chunks of what
 * came since. Its transfer format: a byte with the version, eight bytes with a time, then documents; of each four bytes with
 * the number of fields, and of each field a byte of flags, a name (two bytes of length) and a value (four bytes of length).
 * https://maven.apache.org/maven-indexer/indexer-core/index.html
 */
import { UpstreamError } from '../../../core/errors.ts';
import { type Artifact, artifactProblem } from './coordinates.ts';

const HEADER = 9;
const MAX_DOCUMENT = 4 * 1024 * 1024;
const MAX_FIELDS = 1_000;
/** `u` is what a file is of, `del` the same for one that was deleted: group|artifact|version|classifier|extension. */
const KEYS = new Set(['u', 'del']);

/**
 * The artifacts of an index, unpacked, in its order; those of one chunk of the stream at a time, each once among them.
 *
 * @throws UpstreamError `malformed` for what is no such index or is cut short.
 */
export async function* artifactsInIndex(source: AsyncIterable<Uint8Array>): AsyncGenerator<Artifact[]> {
  let rest: Buffer = Buffer.alloc(0);
  let hasHeader = false;
  for await (const chunk of source) {
    const bytes = Buffer.concat([rest, chunk]);
    const found = new Map<string, Artifact>();
    let position = 0;
    if (!hasHeader) {
      if (bytes.length < HEADER) {
        rest = bytes;
        continue;
      }
      if (bytes[0] !== 1) throw malformed(`version ${bytes[0]}`);
      hasHeader = true;
      position = HEADER;
    }
    for (;;) {
      const document = readDocument(bytes, position);
      if (document === null) break;
      position = document.end;
      if (document.key === null) continue;
      const artifact = artifactOf(document.key);
      if (artifact !== null) found.set(`${artifact.group}:${artifact.artifact}`, artifact);
    }
    rest = bytes.subarray(position);
    if (rest.length > MAX_DOCUMENT) throw malformed('a document that is too long');
    if (found.size > 0) yield [...found.values()];
  }
  if (!hasHeader || rest.length > 0) throw malformed('it is cut short');
}

/** Null where the document does not end within the bytes. */
function readDocument(bytes: Buffer, start: number): { end: number; key: string | null } | null {
  if (start + 4 > bytes.length) return null;
  const fields = bytes.readInt32BE(start);
  if (fields < 0 || fields > MAX_FIELDS) throw malformed(`a document of ${fields} fields`);
  let position = start + 4;
  let key: string | null = null;
  for (let i = 0; i < fields; i++) {
    if (position + 3 > bytes.length) return null;
    const nameLength = bytes.readUInt16BE(position + 1);
    const valueStart = position + 3 + nameLength + 4;
    if (valueStart > bytes.length) return null;
    const valueLength = bytes.readInt32BE(valueStart - 4);
    if (valueLength < 0 || valueLength > MAX_DOCUMENT) throw malformed(`a value of ${valueLength} bytes`);
    const end = valueStart + valueLength;
    if (end > bytes.length) return null;
    // Names are ASCII; a value beyond this is no key.
    if (
      nameLength <= 3 &&
      valueLength <= 2_000 &&
      KEYS.has(bytes.toString('latin1', position + 3, valueStart - 4))
    )
      key = bytes.toString('utf8', valueStart, end);
    position = end;
  }
  return { end: position, key };
}

function artifactOf(key: string): Artifact | null {
  const [group = '', artifact = ''] = key.split('|', 2);
  return artifactProblem({ group, artifact }) === null ? { group, artifact } : null;
}

/** Which chunks there are. */
export interface IndexState {
  /** Changes when the repository begins to count anew. */
  chain: string;
  /** The number of the newest chunk; null where there is none yet. */
  last: number | null;
  /** The number of the oldest chunk that is kept. */
  first: number | null;
}

/**
 * `nexus-maven-repository-index.properties`, a Java properties file.
 *
 * @throws UpstreamError `malformed`.
 */
export function parseIndexState(bytes: Uint8Array): IndexState {
  const text = Buffer.from(bytes.subarray(0, 65_536)).toString('latin1');
  const values = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const at = line.indexOf('=');
    if (at > 0 && !line.startsWith('#')) values.set(line.slice(0, at).trim(), line.slice(at + 1).trim());
  }
  const chain = values.get('nexus.index.chain-id') ?? values.get('nexus.index.id');
  if (chain === undefined || chain === '' || chain.length > 200) throw malformed('no properties of an index');
  const kept = [...values]
    .filter(([name]) => name.startsWith('nexus.index.incremental-'))
    .map(([, value]) => numberOf(value))
    .filter(value => value !== null);
  const last = numberOf(values.get('nexus.index.last-incremental'));
  return { chain, last, first: kept.length > 0 ? Math.min(...kept) : last };
}

function numberOf(value: string | undefined): number | null {
  return value !== undefined && /^[0-9]{1,9}$/.test(value) ? Number(value) : null;
}

function malformed(problem: string): UpstreamError {
  return new UpstreamError('malformed', `repository index: ${problem}`);
}

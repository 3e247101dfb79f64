/**
 * The checksum database (https://go.dev/design/25530-sumdb): a log of the hashes of all modules, whose tree is signed. A record
 * is believed when the hashes of the tree lead from it to the signed root (https://www.rfc-editor.org/rfc/rfc6962#section-2.1.1),
 * which tiles of 256 hashes are read for (https://research.swtch.com/tlog#tiling_a_log).
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { UpstreamError } from '../../core/errors.ts';

/** What an answer of `/lookup/` holds. */
export interface Lookup {
  /** Number of the record. */
  id: number;
  /** `<module> <version> <hash>` lines, as they are in the log. */
  record: string;
  tree: SignedTree;
}

export interface SignedTree {
  /** What is signed. */
  text: string;
  size: number;
  root: Buffer;
  signatures: { name: string; keyHash: string; signature: Buffer }[];
}

/** A verifier key: `<name>+<hash>+<base64 of algorithm and key>` (https://pkg.go.dev/golang.org/x/mod/sumdb/note). */
export interface VerifierKey {
  name: string;
  keyHash: string;
  /** Ed25519. */
  key: Buffer;
}

const ED25519 = 1;
const TILE = 256;
const LEVELS = 8;

/** @throws UpstreamError `malformed`. */
export function parseLookup(text: string): Lookup {
  const [first = '', ...rest] = text.split('\n');
  const blank = rest.indexOf('');
  if (!/^\d{1,15}$/.test(first) || blank < 1) throw malformed('not a record');
  const record = `${rest.slice(0, blank).join('\n')}\n`;
  return { id: Number(first), record, tree: parseTree(rest.slice(blank + 1)) };
}

function parseTree(lines: string[]): SignedTree {
  const [title, size = '', root = '', blank, ...signed] = lines;
  const hash = Buffer.from(root, 'base64');
  if (title !== 'go.sum database tree' || !/^\d{1,15}$/.test(size) || hash.length !== 32 || blank !== '')
    throw malformed('not a signed tree');
  const signatures = signed.slice(0, 20).flatMap(line => {
    const [dash, name, base64, ...more] = line.split(' ');
    const bytes = Buffer.from(base64 ?? '', 'base64');
    if (dash !== '—' || name === undefined || bytes.length !== 68 || more.length > 0) return [];
    return { name, keyHash: bytes.toString('hex', 0, 4), signature: bytes.subarray(4) };
  });
  return { text: `${title}\n${size}\n${root}\n`, size: Number(size), root: hash, signatures };
}

/** @throws TypeError for text that is no key, or does not have the hash that it says. */
export function parseVerifierKey(text: string): VerifierKey {
  const [, name = '', keyHash = '', base64 = ''] =
    /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  const bytes = Buffer.from(base64, 'base64');
  const hash = createHash('sha256').update(`${name}\n`).update(bytes).digest('hex').slice(0, 8);
  if (bytes.length !== 33 || bytes[0] !== ED25519 || hash !== keyHash)
    throw new TypeError('not the key of a checksum database');
  return { name, keyHash, key: bytes.subarray(1) };
}

/** Header of an Ed25519 key as SubjectPublicKeyInfo (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

export function isSignedBy({ text, signatures }: SignedTree, { name, keyHash, key }: VerifierKey): boolean {
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI, key]), format: 'der', type: 'spki' });
  return signatures.some(
    one =>
      one.name === name &&
      one.keyHash === keyHash &&
      verify(null, Buffer.from(text), publicKey, one.signature),
  );
}

/**
 * True when the record is in the tree of that root.
 *
 * @param tile gives the bytes at an address below the database's: `tile/8/0/x001/234`.
 */
export async function isIncluded(
  { id, record, tree }: Lookup,
  tile: (path: string) => Promise<Buffer>,
): Promise<boolean> {
  if (id >= tree.size) return false;
  const hashes = tileReader(tree.size, tile);
  let lo = 0;
  let hi = tree.size;
  const siblings: { hash: Buffer; isLeft: boolean }[] = [];
  while (hi - lo > 1) {
    const middle = lo + largestPowerBelow(hi - lo);
    const isLeft = id >= middle;
    siblings.push({ hash: await rangeHash(hashes, isLeft ? lo : middle, isLeft ? middle : hi), isLeft });
    if (isLeft) lo = middle;
    else hi = middle;
  }
  let hash: Buffer = createHash('sha256')
    .update(Buffer.from([0]))
    .update(record)
    .digest();
  for (const sibling of siblings.reverse())
    hash = sibling.isLeft ? node(sibling.hash, hash) : node(hash, sibling.hash);
  return hash.equals(tree.root);
}

type HashReader = (level: number, index: number) => Promise<Buffer>;

/** Hash of the records from `lo` up to `hi`; `lo` is a multiple of the largest power of two in it. */
async function rangeHash(hashes: HashReader, lo: number, hi: number): Promise<Buffer> {
  const count = hi - lo;
  const level = Math.log2(count);
  if (Number.isInteger(level)) return hashes(level, lo / count);
  const middle = lo + largestPowerBelow(count);
  return node(await rangeHash(hashes, lo, middle), await rangeHash(hashes, middle, hi));
}

/** Hashes of whole subtrees of `2 ** level` records, out of tiles, each of which is fetched once. */
function tileReader(size: number, fetch: (path: string) => Promise<Buffer>): HashReader {
  const tiles = new Map<string, Buffer>();
  return async (level, index) => {
    const tileLevel = Math.floor(level / LEVELS);
    const span = 2 ** (level % LEVELS);
    const first = index * span;
    const number = Math.floor(first / TILE);
    const stored = Math.floor(size / TILE ** tileLevel);
    const width = Math.min(TILE, stored - number * TILE);
    const path = tilePath(tileLevel, number, width);
    const tile = tiles.get(path) ?? (await fetch(path));
    tiles.set(path, tile);
    if (tile.length !== width * 32) throw malformed(`${path} has ${tile.length} bytes, not ${width * 32}`);
    const start = first % TILE;
    let row = Array.from({ length: span }, (_, i) => tile.subarray((start + i) * 32, (start + i + 1) * 32));
    while (row.length > 1)
      row = Array.from({ length: row.length / 2 }, (_, i) =>
        node(row[2 * i] as Buffer, row[2 * i + 1] as Buffer),
      );
    return row[0] as Buffer;
  };
}

/** Numbers are written in groups of three digits, all but the last with an `x`. */
function tilePath(level: number, number: number, width: number): string {
  const groups = String(number)
    .padStart(Math.ceil(String(number).length / 3) * 3, '0')
    .match(/.{3}/g) as string[];
  const name = groups.map((group, i) => (i === groups.length - 1 ? group : `x${group}`)).join('/');
  return `tile/${LEVELS}/${level}/${name}${width < TILE ? `.p/${width}` : ''}`;
}

function largestPowerBelow(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

function node(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256')
    .update(Buffer.from([1]))
    .update(left)
    .update(right)
    .digest();
}

function malformed(message: string): UpstreamError {
  return new UpstreamError('malformed', `checksum database: ${message}`);
}

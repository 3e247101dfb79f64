/**
 * A Debian mirror for tests: a real HTTP server on 127.0.0.1 that serves small suites, compressed, with a Release file
 * signed by a key made for the occasion. apt itself accepts it. It can also be made to fail in the ways mirrors do.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as openpgp from 'openpgp';

export type MirrorFault =
  /** A word of InRelease was changed after it was signed. */
  | 'bad-signature'
  /** Signed, but by a key that is not in the keyring. */
  | 'unknown-key'
  /** InRelease carries no signature. */
  | 'unsigned'
  /** Valid-Until lies in the past. */
  | 'expired'
  /** A correctly signed InRelease of another suite. */
  | 'other-suite'
  /** One byte of each index differs from what the Release file says; its length is right. */
  | 'wrong-checksum'
  /** The second half of each index is missing. */
  | 'truncated-transfer'
  /** The indexes were cut before they were compressed and signed for: only the plain sizes differ. */
  | 'wrong-plain-size'
  /** The archives are cut, and the Release file describes them so. */
  | 'truncated-archive'
  /** Indexes that the Release file lists are not there. */
  | 'missing-index'
  /** Every answer is 500. */
  | 'server-error';

export interface MirrorSuite {
  /** Folder below `dists/`. */
  path: string;
  codename: string;
  /** Default `Debian`. */
  label?: string;
  /** Default `Debian`. */
  origin?: string;
  /** Plain text of the indexes, by path: `main/binary-amd64/Packages`, `main/source/Sources`. */
  indexes: Record<string, string>;
  /** Further lines of the Release file. */
  release?: string[];
  validUntil?: Date;
}

export interface DebianMirrorOptions {
  suites: MirrorSuite[];
  /** What indexes are compressed with; `''`: not at all. Default .xz (where `xz` is installed) and .gz. */
  extensions?: Extension[];
  /** Default true. */
  byHash?: boolean;
}

export interface DebianMirror {
  /** Base URL without trailing slash. */
  url: string;
  /** `127.0.0.1:<port>`, for allow-lists. */
  host: string;
  /** Path of the public key, as apt and gpgv take keyrings. */
  keyring: string;
  /** Paths asked for, in order. */
  requests: string[];
  /** Publishes again, with the fault. */
  setFault(fault: MirrorFault | null): Promise<void>;
  close(): Promise<void>;
}

const hasXz = spawnSync('xz', ['--version'], { timeout: 20_000 }).status === 0;

/** Starts a mirror; close it after use. */
export async function startDebianMirror(options: DebianMirrorOptions): Promise<DebianMirror> {
  const folder = await mkdtemp(join(tmpdir(), 'debian-mirror-'));
  const keyring = join(folder, 'keyring.gpg');
  const [key, otherKey] = await Promise.all([newKey(), newKey()]);
  await writeFile(keyring, key.toPublic().write());

  let fault: MirrorFault | null = null;
  let files = await publish(options, fault, key);
  const requests: string[] = [];
  const server = createServer((request, response) => answer(request, response, files, fault, requests));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}/debian`,
    host,
    keyring,
    requests,
    async setFault(next) {
      files = await publish(options, next, next === 'unknown-key' ? otherKey : key);
      fault = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Extension = '.xz' | '.gz' | '';
type Files = Map<string, Buffer>;

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  files: Files,
  fault: MirrorFault | null,
  requests: string[],
): void {
  const path = decodeURIComponent(request.url ?? '');
  requests.push(path);
  const body = files.get(path);
  if (fault === 'server-error') {
    response.writeHead(500).end('out of order');
  } else if (body === undefined) {
    response.writeHead(404).end('not found');
  } else {
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': body.length });
    response.end(request.method === 'HEAD' ? undefined : body);
  }
}

/** Everything that is served, by path. */
async function publish(
  options: DebianMirrorOptions,
  fault: MirrorFault | null,
  key: openpgp.PrivateKey,
): Promise<Files> {
  const { extensions = hasXz ? ['.xz', '.gz'] : ['.gz'], byHash = true } = options;
  const files: Files = new Map();
  for (const suite of options.suites) {
    const folder = `/debian/dists/${suite.path}`;
    const lines: string[] = [];
    for (const [path, text] of Object.entries(suite.indexes)) {
      const plain = Buffer.from(text);
      lines.push(checksumLine(path, plain));
      for (const extension of extensions) {
        const announced = compress(
          fault === 'wrong-plain-size' ? plain.subarray(0, plain.length / 2) : plain,
          extension,
        );
        const signed =
          fault === 'truncated-archive' ? announced.subarray(0, announced.length / 2) : announced;
        if (extension !== '') lines.push(checksumLine(path + extension, signed));
        const served = spoil(signed, fault);
        if (served === null) continue;
        files.set(`${folder}/${path}${extension}`, served);
        if (byHash)
          files.set(
            `${folder}/${path.slice(0, path.lastIndexOf('/'))}/by-hash/SHA256/${sha256(signed)}`,
            served,
          );
      }
    }
    files.set(`${folder}/InRelease`, await release(suite, lines, byHash, fault, key));
  }
  return files;
}

async function release(
  suite: MirrorSuite,
  checksums: string[],
  byHash: boolean,
  fault: MirrorFault | null,
  key: openpgp.PrivateKey,
): Promise<Buffer> {
  const paths = Object.keys(suite.indexes);
  const components = new Set(paths.map(path => path.split('/')[0]));
  const architectures = new Set(paths.flatMap(path => /binary-([^/]+)/.exec(path)?.[1] ?? []));
  const codename = fault === 'other-suite' ? `${suite.codename}-other` : suite.codename;
  const validUntil = fault === 'expired' ? new Date(Date.now() - 3_600_000) : suite.validUntil;
  const text = [
    `Origin: ${suite.origin ?? 'Debian'}`,
    `Label: ${suite.label ?? 'Debian'}`,
    `Suite: ${codename}`,
    `Codename: ${codename}`,
    `Date: ${new Date(Date.now() - 86_400_000).toUTCString().replace('GMT', 'UTC')}`,
    ...(validUntil ? [`Valid-Until: ${validUntil.toUTCString().replace('GMT', 'UTC')}`] : []),
    ...(byHash ? ['Acquire-By-Hash: yes'] : []),
    `Architectures: ${[...architectures].join(' ')}`,
    `Components: ${[...components].join(' ')}`,
    ...(suite.release ?? []),
    'SHA256:',
    ...checksums,
    '',
  ].join('\n');
  if (fault === 'unsigned') return Buffer.from(text);
  const message = await openpgp.createCleartextMessage({ text });
  const signed = await openpgp.sign({ message, signingKeys: key });
  return Buffer.from(fault === 'bad-signature' ? signed.replace(/^Origin: .*$/m, 'Origin: Debiam') : signed);
}

function spoil(bytes: Buffer, fault: MirrorFault | null): Buffer | null {
  if (fault === 'missing-index') return null;
  if (fault === 'truncated-transfer') return bytes.subarray(0, bytes.length / 2);
  if (fault !== 'wrong-checksum') return bytes;
  const copy = Buffer.from(bytes);
  copy[copy.length - 1] = (copy.at(-1) as number) ^ 0xff;
  return copy;
}

function compress(bytes: Buffer, extension: Extension): Buffer {
  if (extension === '') return bytes;
  if (extension === '.gz') return gzipSync(bytes);
  const { status, stdout } = spawnSync('xz', ['--stdout'], {
    input: bytes,
    maxBuffer: 64 * 1024 * 1024,
    timeout: 20_000,
  });
  if (status !== 0) throw new Error('xz failed');
  return stdout;
}

function checksumLine(path: string, bytes: Buffer): string {
  return ` ${sha256(bytes)} ${bytes.length} ${path}`;
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function newKey(): Promise<openpgp.PrivateKey> {
  const { privateKey } = await openpgp.generateKey({
    type: 'ecc',
    curve: 'ed25519Legacy',
    userIDs: [{ name: 'Archive key of a test', email: 'archive@example.org' }],
    date: new Date(Date.now() - 2 * 86_400_000),
    format: 'object',
  });
  return privateKey;
}

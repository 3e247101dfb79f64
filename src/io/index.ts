/** Puts the doors together, from what the operator has configured here and in npm's own configuration. */
import { readFile } from 'node:fs/promises';
import { type Blobs, createBlobs } from './blobs.ts';
import { type Clock, systemClock } from './clock.ts';
import { decompress } from './decompress.ts';
import { files } from './files.ts';
import { createHttp, type HttpDoor } from './http.ts';
import { createNpmConfig, type NpmConfigOptions } from './npm-config.ts';
import { verifySigned } from './openpgp.ts';
import { processes } from './processes.ts';
import type { Io } from './types.ts';

export interface IoOptions {
  /** Folder of the blob store. */
  blobsFolder: string;
  /** Sent with every request; see `userAgentOf`. */
  userAgent: string;
  /** Hosts that may have non-public addresses: `name`, `name:port`. npm's registries are allowed without being named. */
  allowPrivateHosts?: string[];
  /** Hosts whose requests go elsewhere, each with the URL that takes the place of its origin. */
  mirrors?: Readonly<Record<string, string>>;
  /** Awaited before every request to a host (`name[:port]`). */
  budget?: (host: string, signal: AbortSignal) => Promise<void>;
  clock?: Clock;
  npm?: NpmConfigOptions;
}

export interface IoDoors extends Io {
  http: HttpDoor;
  blobs: Blobs;
  clock: Clock;
  /** Exempts a host that the operator's configuration names (a mirror, say) from the refusal of non-public addresses. */
  allow(host: string): void;
  /** Ends all connections. */
  close(): Promise<void>;
}

/**
 * All doors. Reads npm's configuration: its registries, certificate authorities and proxies hold for every request.
 *
 * @throws Error when a configured certificate authority cannot be read.
 */
export async function createIo(options: IoOptions): Promise<IoDoors> {
  const clock = options.clock ?? systemClock;
  const npm = createNpmConfig(options.npm);
  const { ca, proxy } = await npm.network();
  const http = createHttp({
    userAgent: options.userAgent,
    allowPrivateHosts: options.allowPrivateHosts ?? [],
    budget: options.budget,
    mirrors: options.mirrors,
    ca: ca && [...ca, ...(await extraCertificates())],
    proxy,
    now: clock.now,
  });
  for (const mirror of Object.values(options.mirrors ?? {})) http.allow(new URL(mirror).host);
  for (const registry of await npm.registries()) http.allow(new URL(registry).host);
  return {
    http,
    processes,
    files,
    decompress,
    npm,
    verifySigned,
    blobs: createBlobs(options.blobsFolder),
    clock,
    allow: http.allow,
    close: http.close,
  };
}

/**
 * How we call ourselves to upstreams, in the form that they ask for: `name/version (+URL; contact)`.
 *
 * @param projectUrl page of this installation, where its operator can be found.
 */
export function userAgentOf(version: string, projectUrl: string, contact?: string): string {
  const plain = (text: string) => text.replace(/[^!-~]+/g, '');
  return `ecosystems/${plain(version)} (+${plain(projectUrl)}${contact ? `; ${plain(contact)}` : ''})`;
}

/** What NODE_EXTRA_CA_CERTS names: Node drops it wherever authorities are given explicitly. */
async function extraCertificates(): Promise<string[]> {
  const path = process.env.NODE_EXTRA_CA_CERTS;
  if (!path) return [];
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
}

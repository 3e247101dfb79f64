/** What the commands need of the program, local or remote; `main/cli.ts` provides it. */

import type { Administration } from '../core/administration.ts';
import type { Tree } from '../core/tree.ts';
import type { ValidateOptions } from '../reading/sbom/index.ts';

export interface Answer {
  status: number;
  body: unknown;
  /** When the server wants to be asked again. */
  retryAfterSeconds?: number;
}

/** What lets a POST be tried again. */
export interface Repeat {
  /** It changes nothing. */
  idempotent?: boolean;
  /** The server does its work once for each key. */
  idempotencyKey?: string;
}

/** Asks the API: of a running server, or of this machine's own index without a socket. */
export interface ApiClient {
  /** URL of a server; null: this machine's own index. */
  server: string | null;
  /** Whether requests carry an API key. */
  hasKey: boolean;
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown, headers?: Record<string, string>, repeat?: Repeat): Promise<Answer>;
  close(): Promise<void>;
}

export interface ImportProgress {
  phase: string;
  packages: number;
  bytesRead: number;
  bytesTotal: number | null;
}

/** Of a registry that is read as a whole. */
export interface ImportResult {
  registry: string;
  outcome: 'imported' | 'unchanged';
  packages: number;
  removed: number;
  seconds: number;
}

/** Of a registry that is asked package by package: its names were read, and jobs made for the new ones. */
export interface QueueResult {
  registry: string;
  outcome: 'queued';
  names: number;
  queued: number;
  seconds: number;
}

export interface NamesProgress {
  names: number;
  queued: number;
}

export interface ImportOptions {
  /** Only of a registry that is read as a whole. */
  suites: string[] | null;
  /** The same. */
  force: boolean;
  /** Most jobs to make: only of a registry that is asked package by package. */
  limit: number | null;
  onProgress(progress: ImportProgress | NamesProgress): void;
}

/** Of a source of advisories. */
export interface AdvisoriesResult {
  source: string;
  outcome: 'imported' | 'unchanged';
  documents: number;
  records: { created: number; updated: number; unchanged: number; removed: number };
  advisories: { created: number; updated: number; removed: number };
  exploits: number;
  problems: number;
  seconds: number;
}

export interface AdvisoriesOptions {
  /** Folder, file or archive that holds the source; null: where upstream keeps it. */
  from: string | null;
  /** Also when most of what was there before is missing. */
  force: boolean;
  onProgress(progress: { documents: number; records: number }): void;
}

export interface SyncResult {
  purl: string;
  outcome: string;
  message?: string;
}

/** The program itself, on this machine's database. */
export interface LocalProgram extends ApiClient {
  databaseUrl: string;
  import(registry: string, options: ImportOptions): Promise<ImportResult | QueueResult>;
  importAdvisories(source: string, options: AdvisoriesOptions): Promise<AdvisoriesResult>;
  sync(purl: string, options: { force: boolean }): Promise<SyncResult>;
  /** Deletes a package and leaves a tombstone. @returns whether it was indexed. */
  delete(purl: string, reason: string): Promise<boolean>;
}

/** A file, folder, archive, download or standard input that a command is given. */
export type OpenedTarget =
  | { kind: 'folder'; name: string; tree(): Tree }
  | {
      kind: 'file';
      name: string;
      size: number;
      read(maxBytes: number): Promise<Buffer>;
      stream(): AsyncIterable<Uint8Array>;
      /** Of an archive; null for other files. */
      tree: (() => Tree) | null;
    };

export interface ReadingDoors {
  /**
   * @param target a path, an http(s) URL, or `-` for standard input.
   * @throws NotFoundError where there is none.
   */
  open(target: string): Promise<OpenedTarget>;
  /** Writes a file in pieces. What stood there stays until the last of them is written. */
  write(path: string, pieces: Iterable<string> | AsyncIterable<string>): Promise<void>;
  /** Checks XML against a schema, for a minute at most. */
  checkXsd: NonNullable<ValidateOptions['checkXsd']>;
  /** Removes what was downloaded. */
  close(): Promise<void>;
}

/** How a server is asked. */
export interface RemoteOptions {
  /** Instead of the one of the environment or of `login`. */
  apiKey?: string;
  mailto?: string;
  /** Without any key. */
  anonymous?: boolean;
  /** Told what is asked, and of every wait. */
  verbose?(message: string): void;
}

/** Keys of servers that `login` keeps. */
export interface CredentialStore {
  /** Where they are. */
  path: string;
  find(server: string): Promise<string | null>;
  save(server: string, key: string): Promise<void>;
  remove(server: string): Promise<boolean>;
}

/** This machine's database, in the name of whoever runs the command. */
export interface LocalAdministration {
  admin: Administration;
  close(): Promise<void>;
}

export interface Program {
  /** What commands read that need no index. */
  reading(): Promise<ReadingDoors>;
  serve(options: { withWorker: boolean; port?: number; host?: string }): Promise<void>;
  work(options: { concurrency?: number }): Promise<void>;
  /**
   * Opens the database, migrating it when needed.
   *
   * @param options.from a recording that answers in place of the network.
   */
  openLocal(options?: { from?: string }): Promise<LocalProgram>;
  openAdministration(): Promise<LocalAdministration>;
  openRemote(url: string, options?: RemoteOptions): Promise<ApiClient>;
  credentials(): CredentialStore;
  migrate(): Promise<{ url: string; applied: string[] }>;
  home: string;
  version: string;
}

/** A command that could not do what was asked; the message is all the user sees. */
export class CommandFailure extends Error {
  constructor(
    message: string,
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
    this.name = 'CommandFailure';
  }
}

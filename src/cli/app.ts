/** What the commands need of the program, local or remote; `main/cli.ts` provides it. */

export interface Answer {
  status: number;
  body: unknown;
}

/** Asks the API: of a running server, or of this machine's own index without a socket. */
export interface ApiClient {
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  close(): Promise<void>;
}

export interface ImportProgress {
  phase: string;
  packages: number;
  bytesRead: number;
  bytesTotal: number | null;
}

export interface ImportResult {
  registry: string;
  outcome: 'imported' | 'unchanged';
  packages: number;
  removed: number;
  seconds: number;
}

export interface SyncResult {
  purl: string;
  outcome: string;
  message?: string;
}

/** The program itself, on this machine's database. */
export interface LocalProgram extends ApiClient {
  databaseUrl: string;
  import(
    registry: string,
    options: { suites: string[] | null; force: boolean; onProgress(progress: ImportProgress): void },
  ): Promise<ImportResult>;
  sync(purl: string, options: { force: boolean }): Promise<SyncResult>;
  /** Deletes a package and leaves a tombstone. @returns whether it was indexed. */
  delete(purl: string, reason: string): Promise<boolean>;
}

export interface Program {
  serve(options: { withWorker: boolean; port?: number; host?: string }): Promise<void>;
  work(options: { concurrency?: number }): Promise<void>;
  /** Opens the database, migrating it when needed. */
  openLocal(): Promise<LocalProgram>;
  openRemote(url: string): ApiClient;
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
